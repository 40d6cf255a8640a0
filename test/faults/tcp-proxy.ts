import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";

/** A fault in the bytes of one call. The proxy applies it once. Later connections of the same call have no fault. */
export interface TcpFault {
  readonly name: "cut" | "reset" | "stall" | "delay" | "drip" | "refuse";
  readonly direction: "request" | "response";
  /** Number of bytes in this direction before the fault, including the handshake. */
  readonly afterBytes: number;
  /** Duration of `delay` in milliseconds. */
  readonly delayMs: number;
}

/** The proxy's record of a call. It changes until the connections are closed. */
export interface TcpTrace {
  /** Whether the client could have sent a byte of a request, because its part of a handshake was complete. */
  mayHaveWritten: boolean;
}

/** The type of TLS records that contain requests. In TLS 1.3, the end of a client's handshake has this type too. */
const applicationData = 23;

/** Forwards bytes between one client and the site, and applies faults. It serves one call at a time. */
export class TcpProxy implements AsyncDisposable {
  readonly #sitePort: number;
  readonly #server: net.Server;
  readonly #pairs = new Set<Pair>();
  #fault: TcpFault | undefined;
  #passed = { request: 0, response: 0 };
  #trace: TcpTrace = { mayHaveWritten: false };

  private constructor(sitePort: number) {
    this.#sitePort = sitePort;
    this.#server = net.createServer((client) => {
      this.#accept(client);
    });
  }

  static async open(sitePort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(sitePort);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Starts a call: from now on, the proxy counts its bytes and applies its fault. */
  begin(fault: TcpFault | undefined): TcpTrace {
    this.#fault = fault;
    this.#passed = { request: 0, response: 0 };
    // A kept connection can carry a request at any time, also before the proxy receives it.
    this.#trace = { mayHaveWritten: this.#pairs.size > 0 };
    return this.#trace;
  }

  /** Closes idle connections as a server does, without waiting for the client to notice. */
  closeIdle(): void {
    for (const { client } of this.#pairs) client.end();
  }

  /** Waits until no connection is left. */
  async drained(): Promise<void> {
    await Promise.all([...this.#pairs].map(({ closed }) => closed));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { client, site } of this.#pairs) {
      client.destroy();
      site.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    if (this.#fault?.name === "refuse") {
      this.#fault = undefined;
      client.resetAndDestroy();
      return;
    }
    const site = net.connect(this.#sitePort, "127.0.0.1");
    const closed = Promise.all([closeOf(client), closeOf(site)]);
    const pair = { client, site, closed, stalled: false };
    this.#pairs.add(pair);
    void closed.then(() => this.#pairs.delete(pair));
    const records = new RecordTypes();
    const trace = this.#trace;
    client.on("data", (chunk) => {
      if (records.holds(chunk, applicationData)) trace.mayHaveWritten = true;
    });
    this.#carry(pair, client, site, "request");
    this.#carry(pair, site, client, "response");
  }

  #carry(pair: Pair, from: Socket, to: Socket, direction: TcpFault["direction"]): void {
    let queue = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      queue = queue.then(() => this.#pass(pair, to, chunk, direction));
    });
    // The proxy delivers delayed bytes also after the sender closed its connection, so the site can run a call late.
    from.once("close", () => {
      void queue.then(() => to.end());
    });
  }

  async #pass(pair: Pair, to: Socket, chunk: Buffer, direction: TcpFault["direction"]): Promise<void> {
    const fault = this.#fault;
    const before = this.#passed[direction];
    this.#passed[direction] += chunk.length;
    if (pair.stalled) return;
    if (fault?.direction !== direction || before + chunk.length <= fault.afterBytes) {
      to.write(chunk);
      return;
    }
    this.#fault = undefined;
    const untouched = Math.max(0, fault.afterBytes - before);
    to.write(chunk.subarray(0, untouched));
    const rest = chunk.subarray(untouched);
    switch (fault.name) {
      case "cut":
        pair.stalled = true;
        pair.client.end();
        pair.site.end();
        return;
      case "reset":
      case "refuse":
        pair.stalled = true;
        pair.client.resetAndDestroy();
        pair.site.resetAndDestroy();
        return;
      case "stall":
        pair.stalled = true;
        return;
      case "delay":
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        to.write(rest);
        return;
      case "drip":
        for (const byte of rest) {
          to.write(Uint8Array.of(byte));
          await new Promise((resolve) => setImmediate(resolve));
        }
    }
  }
}

interface Pair {
  readonly client: Socket;
  readonly site: Socket;
  readonly closed: Promise<unknown>;
  stalled: boolean;
}

function closeOf(socket: Socket): Promise<void> {
  socket.setNoDelay(true);
  socket.on("error", () => {});
  return new Promise((resolve) =>
    socket.once("close", () => {
      resolve();
    }),
  );
}

/** Finds the TLS records in one direction of a connection. A record has a type, two bytes of version, two of length, and content. */
class RecordTypes {
  #header: number[] = [];
  #left = 0;

  /** Whether the chunk contains a record of this type, or a part of it. */
  holds(chunk: Uint8Array, type: number): boolean {
    let found = false;
    for (let index = 0; index < chunk.length;) {
      if (this.#left === 0) {
        this.#header.push(chunk[index] ?? 0);
        index += 1;
        if (this.#header.length < 5) continue;
        this.#left = (this.#header[3] ?? 0) * 256 + (this.#header[4] ?? 0);
        found ||= this.#header[0] === type;
        this.#header = [];
        continue;
      }
      const taken = Math.min(this.#left, chunk.length - index);
      this.#left -= taken;
      index += taken;
    }
    return found;
  }
}
