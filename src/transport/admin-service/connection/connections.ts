import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import type { ServiceAddress } from "../odata/base-url.js";
import { checkCertificate } from "./certificate.js";
import { mockedSockets } from "./mocked-sockets.js";
import type { TlsSettings } from "./tls-settings.js";
import { hasMethod, isError, memberOf } from "./unknown-values.js";

/**
 * Returns the socket for a connection, if a company's network requires one (an HTTP CONNECT proxy). Any duplex stream is
 * accepted. If `baseUrl` starts with `http:`, it must be a `net.Socket`.
 */
export type Connect = (host: string, port: number) => Promise<Duplex> | Duplex;

/**
 * How long an idle connection is kept for the next request. The server can close an idle connection at any moment, and then
 * a request that was just written is lost without a sign. HTTP.sys keeps idle connections for two minutes, servers of Node
 * for five seconds. This limit is below both.
 */
const maxIdleMs = 4000;

/** Opens connections, reuses them for a few seconds, and sends no byte before the certificate was accepted. */
export class Connections {
  /** The agent for Node's `request()`. It opens the connections and keeps those that are idle. */
  readonly agent: http.Agent;
  readonly address: ServiceAddress;
  readonly #tlsSettings: TlsSettings | undefined;
  readonly #idleSince = new WeakMap<object, number>();
  readonly #held = new WeakSet<object>();

  constructor(address: ServiceAddress, tlsSettings: TlsSettings | undefined, connect: Connect | undefined) {
    this.address = address;
    this.#tlsSettings = tlsSettings;
    const AgentClass = tlsSettings === undefined ? http.Agent : https.Agent;
    const agent = new AgentClass({ keepAlive: true, timeout: maxIdleMs });
    // All connections go to one address, so they need no name. Otherwise Node builds a name from every TLS option, three
    // times for each request.
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
    // Without the option `connect`, the function returns the socket and does not pass it to `done`: msw requires this to
    // let requests through to a real server.
    agent.createConnection = (_options, done) => {
      if (connect === undefined) return this.#open();
      this.#openThrough(connect).then(
        (socket) => {
          done?.(null, socket);
        },
        (error: unknown) => {
          // TypeScript requires a socket beside the error, but Node uses only the error.
          done?.(errorOf(error), new net.Socket());
        },
      );
    };
    this.agent = agent;
  }

  /**
   * Whether a socket has sent no byte yet, because it is not connected or its server's certificate was not accepted yet.
   */
  isHeld(socket: object): boolean {
    return this.#held.has(socket);
  }

  /** Closes connections that were idle for too long. A timer is not enough: it fires late if the event loop is busy. */
  dropStale(): void {
    const oldest = performance.now() - maxIdleMs;
    const idle = Object.values(this.agent.freeSockets).flatMap((sockets) => sockets ?? []);
    for (const socket of idle) if ((this.#idleSince.get(socket) ?? 0) < oldest) drop.call(socket);
  }

  /** Closes every connection, also those in use. */
  close(): void {
    this.agent.destroy();
  }

  async #openThrough(connect: Connect): Promise<Duplex> {
    const given: unknown = await connect(this.address.hostname, this.address.port);
    if (this.#tlsSettings === undefined) {
      if (given instanceof net.Socket) return given;
      throw new TypeError("connect must return a net.Socket if baseUrl starts with http:");
    }
    if (!isDuplex(given)) throw new TypeError("connect must return a socket or another duplex stream");
    return this.#secure({ socket: given }, this.#tlsSettings);
  }

  #open(): Duplex {
    const { hostname, port } = this.address;
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
      // Node must not refuse a certificate itself: `checkCertificate` decides, because it can also accept a pinned
      // certificate. Until then, the socket is corked, so it keeps the bytes of a request and sends none.
      rejectUnauthorized: false,
      // Node would compare the name in the certificate with the host that it connected to. With the option `connect`, Node
      // does not know the host, so `checkCertificate` checks the name.
      checkServerIdentity: () => undefined,
    });
    const refusal = () => (trustAny ? undefined : checkCertificate(socket, serverName, pin));
    this.#holdUntil(socket, "secureConnect", () => {
      const isMocked = mockedSockets();
      // Node sets `secureConnecting` until the TLS handshake ends (not documented).
      if (isMocked === undefined || memberOf(socket, "secureConnecting") !== true) return refusal();
      // A mock (msw) can emit `secureConnect` before any handshake, because it must see the request before it decides
      // whether a handler or the real server responds. If the real server responds, its certificate is checked after the
      // handshake.
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

  // Makes a socket keep all bytes until `event`, and then send them or close. Node writes a request to its socket before
  // the socket is connected; a corked socket keeps these bytes.
  #holdUntil(socket: net.Socket, event: "connect" | "secureConnect", refusal: () => Error | undefined): void {
    // Normally the request that uses the socket handles the socket's errors. If the call ended before the connection was
    // made, the socket has no request, so this listener handles them.
    socket.on("error", () => undefined);
    socket.cork();
    // Disables Nagle's algorithm, as Node's agents do. Otherwise the rest of a long body waits until the first part is
    // acknowledged.
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

// The option `connect` can reject with any value.
function errorOf(thrown: unknown): Error {
  if (isError(thrown)) return thrown;
  return new Error(typeof thrown === "string" ? thrown : "connect failed with a value that is not an error");
}

// Checks for methods and not with `instanceof`, because duplex streams can be from several packages.
function isDuplex(given: unknown): given is Duplex {
  return hasMethod(given, "write") && hasMethod(given, "pipe");
}

// Closes an idle connection that is too old or receives data. Such data belongs to no request, and Node would read it as
// the response to the next request on the connection.
function drop(this: net.Socket): void {
  this.destroy();
  // Removes the socket from the agent at once (documented). Otherwise the agent could give it to a request until it closes.
  this.emit("agentRemove");
}
