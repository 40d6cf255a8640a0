import { once } from "node:events";
import type { AddressInfo } from "node:net";
import tls, { type TLSSocket } from "node:tls";
import type { Certificate } from "../support/certificates.js";
import { refusals, replacements } from "./responses.js";
import { bodyStart, messagesOf } from "./http-messages.js";

/** A fault in the decrypted messages of one call. `at` is the fraction of the message that is unchanged before the fault. */
export type TlsFault =
  | { readonly name: "damage"; readonly at: number; readonly bit: number }
  | {
      readonly name: "truncate" | "shorten" | "repeat" | "repeat apart" | "swallow" | "cut request";
      readonly at: number;
    }
  | { readonly name: "replace"; readonly by: keyof typeof replacements }
  | { readonly name: "respond instead"; readonly by: keyof typeof refusals };

/** Decrypts the client's requests, forwards each to the site, and applies faults to requests and responses. */
export class TlsProxy implements AsyncDisposable {
  readonly #site: { readonly port: number; readonly ca: string };
  readonly #faults = new Map<string, { readonly fault: TlsFault; readonly method: "any" | "POST" }>();
  readonly #sockets = new Set<TLSSocket>();
  readonly #server: tls.Server;

  private constructor(site: { readonly port: number; readonly ca: string }, leaf: Certificate) {
    this.#site = site;
    this.#server = tls.createServer({ cert: leaf.cert, key: leaf.key }, (client) => {
      void this.#serve(client);
    });
    this.#server.on("tlsClientError", () => {});
  }

  static async open(site: { readonly port: number; readonly ca: string }, leaf: Certificate): Promise<TlsProxy> {
    const proxy = new TlsProxy(site, leaf);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Applies the fault to the first request that names this package, or to the first method call. */
  plan(PackageID: string, fault: TlsFault, method: "any" | "POST"): void {
    this.#faults.set(PackageID, { fault, method });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(client: TLSSocket): Promise<void> {
    const site = tls.connect({ port: this.#site.port, host: "127.0.0.1", servername: "localhost", ca: this.#site.ca });
    for (const socket of [client, site]) {
      // Sends without delay, as web servers do. A client would read a delayed second response as the response to its next request.
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on("error", () => {}).on("close", () => this.#sockets.delete(socket));
    }
    const responses = messagesOf(site);
    try {
      for await (const request of messagesOf(client)) {
        const fault = this.#take(request);
        if (fault?.name === "respond instead") {
          client.write(refusals[fault.by]);
          continue;
        }
        if (fault?.name === "cut request") {
          site.end(request.subarray(0, Math.floor(request.length * fault.at)));
          client.destroy();
          return;
        }
        site.write(request);
        const response = await responses.next();
        if (response.done === true) break;
        respond(client, response.value, fault);
      }
    } catch {
      // The client reports a broken connection itself.
    }
    client.destroy();
    site.end();
  }

  #take(request: Buffer): TlsFault | undefined {
    const text = request.toString("latin1");
    const PackageID = /'(P01[0-9A-F]{5})'/.exec(text)?.[1] ?? "";
    const planned = this.#faults.get(PackageID);
    if (planned === undefined || (planned.method === "POST" && !text.startsWith("POST"))) return undefined;
    this.#faults.delete(PackageID);
    return planned.fault;
  }
}

function respond(
  client: TLSSocket,
  response: Buffer,
  fault: Exclude<TlsFault, { name: "respond instead" }> | undefined,
) {
  switch (fault?.name) {
    case undefined:
    case "cut request":
      client.write(response);
      return;
    case "damage":
      client.write(withFlippedBit(response, Math.floor(response.length * fault.at), fault.bit));
      return;
    case "truncate":
      client.end(response.subarray(0, Math.floor(response.length * fault.at)));
      return;
    case "shorten":
      client.write(shortened(response, fault.at));
      return;
    case "repeat":
      client.write(Buffer.concat([response, response]));
      return;
    case "repeat apart":
      client.write(response);
      client.write(response);
      return;
    case "replace":
      client.write(replacements[fault.by]);
      return;
    case "swallow":
  }
}

function withFlippedBit(bytes: Buffer, index: number, bit: number): Buffer {
  const damaged = Buffer.from(bytes);
  damaged[index] = (damaged[index] ?? 0) ^ (1 << bit);
  return damaged;
}

/** A complete response whose body was cut and whose Content-Length fits, as a gateway with a size limit sends it. */
function shortened(response: Buffer, at: number): Buffer {
  const start = bodyStart(response);
  const body = response.subarray(start, start + Math.floor((response.length - start) * at));
  const head = response
    .toString("latin1", 0, start)
    .replace(/^content-length: *\d+/im, `Content-Length: ${body.length}`);
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}
