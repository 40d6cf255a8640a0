import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import type { ServiceAddress } from "../odata/base-url.js";
import { CertificateError, checkCertificate } from "./certificate.js";
import { isError } from "./error-cause.js";
import type { TlsSettings } from "./tls-settings.js";

/**
 * Gives the socket over which a connection is to run, where a company's network needs one (an HTTP CONNECT proxy). Any
 * duplex stream will do, but where `baseUrl` starts with `http:`, it has to be a `net.Socket`.
 */
export type Connect = (host: string, port: number) => Promise<Duplex> | Duplex;

/**
 * A connection may be closed by the other side at any moment that it idles, and a request written just then is lost
 * without a trace. HTTP.sys keeps connections for two minutes, Node's servers for five seconds: below both there is no race.
 */
const maxIdleMs = 4000;

/** Opens connections, keeps them while they are fresh, and lets nothing out before the certificate was accepted. */
export class Connections {
  /** For `request()`; knows how to dial. */
  readonly agent: http.Agent;
  readonly #address: ServiceAddress;
  readonly #tlsSettings: TlsSettings | undefined;
  readonly #idleSince = new WeakMap<object, number>();
  readonly #held = new WeakSet<object>();

  constructor(address: ServiceAddress, tlsSettings: TlsSettings | undefined, connect: Connect | undefined) {
    this.#address = address;
    this.#tlsSettings = tlsSettings;
    const AgentClass = tlsSettings === undefined ? http.Agent : https.Agent;
    const agent = new AgentClass({ keepAlive: true, timeout: maxIdleMs });
    // All connections lead to one address. Node makes a name of every TLS option, three times a request.
    agent.getName = () => "";
    agent.on("free", (socket: net.Socket) => {
      this.#idleSince.set(socket, performance.now());
      socket.once("data", drop);
    });
    const reuseSocket = agent.reuseSocket.bind(agent);
    agent.reuseSocket = (socket, request) => {
      socket.off("data", drop);
      reuseSocket(socket, request);
    };
    // Without a `connect` the socket is given at once, not through the callback: msw lets requests through only so.
    agent.createConnection = (_options, done) => {
      if (connect === undefined) return this.#open();
      this.#openThrough(connect).then(
        (socket) => {
          done?.(null, socket);
        },
        (error: unknown) => {
          // The type asks for a socket beside an error; Node looks at the error alone.
          done?.(isError(error) ? error : new Error(String(error)), new net.Socket());
        },
      );
    };
    this.agent = agent;
  }

  /** Whether what was written to a socket is still held back, because its certificate was not accepted yet. */
  isHeld(socket: object): boolean {
    return this.#held.has(socket);
  }

  /** Closes connections that idled too long to be trusted with a call. Timers alone won't do: they wait for a busy loop. */
  dropStale(): void {
    const oldest = performance.now() - maxIdleMs;
    for (const name in this.agent.freeSockets) {
      const stale = this.agent.freeSockets[name]?.filter((socket) => (this.#idleSince.get(socket) ?? 0) < oldest);
      for (const socket of stale ?? []) drop.call(socket);
    }
  }

  /** Closes every connection, busy ones too. */
  close(): void {
    this.agent.destroy();
  }

  async #openThrough(connect: Connect): Promise<Duplex> {
    const given: unknown = await connect(this.#address.hostname, this.#address.port);
    if (this.#tlsSettings === undefined) {
      if (given instanceof net.Socket) return given;
      throw new TypeError("connect must give a net.Socket where baseUrl starts with http:");
    }
    if (!isDuplex(given)) throw new TypeError("connect must give a socket, or another duplex stream");
    return this.#secure({ socket: given }, this.#tlsSettings);
  }

  #open(): Duplex {
    const { hostname, port } = this.#address;
    if (this.#tlsSettings !== undefined) return this.#secure({ host: hostname, port }, this.#tlsSettings);
    const socket = net.connect({ host: hostname, port });
    this.#holdUntil(socket, "connect", () => undefined);
    return socket;
  }

  #secure(
    over: { readonly host: string; readonly port: number } | { readonly socket: Duplex },
    { secureContext, serverName, pin, trustAny }: TlsSettings,
  ): Duplex {
    const socket = tls.connect({
      ...over,
      secureContext,
      ...(net.isIP(serverName) === 0 && { servername: serverName }),
      ALPNProtocols: ["http/1.1"],
      // Judged below, which covers pins as well; until then nothing gets out.
      rejectUnauthorized: false,
      // Node would compare with the host that it dialled, which is none where `connect` did that.
      checkServerIdentity: () => undefined,
    });
    const refusal = () => {
      const problem = trustAny ? undefined : checkCertificate(socket, serverName, pin);
      return problem === undefined ? undefined : new CertificateError(problem);
    };
    this.#holdUntil(socket, "secureConnect", () => {
      if (!isConnecting(socket)) return refusal();
      // Told by msw 3 ahead of any handshake, so that it sees the request before it decides who is to answer it.
      socket.once("secure", () => {
        queueMicrotask(() => {
          const error = isMocked(socket) ? undefined : refusal();
          if (error !== undefined) socket.destroy(error);
        });
      });
      return undefined;
    });
    return socket;
  }

  // Node hands a socket to its request before it is connected. Corked, it keeps what is written to itself.
  #holdUntil(socket: net.Socket, event: "connect" | "secureConnect", refusal: () => Error | undefined): void {
    // Its request listens, while it has one: a call that ended before its connection was made has none to give it.
    socket.on("error", () => undefined);
    socket.cork();
    // As Node's agents do: what is left of a long body is not to wait until its beginning was acknowledged.
    socket.setNoDelay(true);
    this.#held.add(socket);
    socket.once(event, () => {
      const error = refusal();
      if (error !== undefined) {
        socket.destroy(error);
        return;
      }
      this.#held.delete(socket);
      socket.uncork();
    });
  }
}

// By what it does: streams come from more than one package.
function isDuplex(given: unknown): given is Duplex {
  return (
    typeof given === "object" &&
    given !== null &&
    "write" in given &&
    typeof given.write === "function" &&
    "pipe" in given &&
    typeof given.pipe === "function"
  );
}

// Not documented: Node's own mark of a handshake that is not over. Without it, the certificate is judged at once.
function isConnecting(socket: tls.TLSSocket): boolean {
  return "secureConnecting" in socket && socket.secureConnecting === true;
}

// Node has no such code of its own, and no server can cause it: msw 3 marks the connections that it answers itself.
function isMocked(socket: tls.TLSSocket): boolean {
  return String(socket.authorizationError) === "MOCKED_CONNECTION_NOT_VERIFIED";
}

// What comes on an idle connection answers nobody, and would be taken for the next call's answer.
function drop(this: net.Socket): void {
  this.destroy();
  // Documented: takes it out of the agent at once. Until it is closed, the agent would still give it to a request.
  this.emit("agentRemove");
}
