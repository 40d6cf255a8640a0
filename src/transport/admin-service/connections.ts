import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import type { ServiceAddress } from "./base-url.js";
import { CertificateError, checkCertificate } from "./certificate.js";
import type { TlsSettings } from "./tls-settings.js";

/** Gives the socket over which a connection is to run, where a company's network needs one (an HTTP CONNECT proxy). */
export type Connect = (host: string, port: number) => Promise<Duplex> | Duplex;

/**
 * A connection may be closed by the other side at any moment that it idles, and a request written just then is lost
 * without a trace. HTTP.sys keeps connections for two minutes, Node's servers for five seconds: below both there is no race.
 */
const maxIdleMs = 4000;

/** Opens connections, keeps them while they are fresh, and hands none out before its certificate was accepted. */
export class Connections {
  /** For `request()`; knows how to dial. */
  readonly agent: http.Agent;
  readonly #idleSince = new WeakMap<object, number>();

  constructor(
    address: ServiceAddress,
    tlsSettings: TlsSettings | undefined,
    connectTimeoutMs: number,
    connect: Connect | undefined,
  ) {
    const idleSince = this.#idleSince;
    const AgentClass = tlsSettings === undefined ? http.Agent : https.Agent;
    const agent = new AgentClass({ keepAlive: true, timeout: maxIdleMs });
    const keepSocketAlive = agent.keepSocketAlive.bind(agent);
    agent.keepSocketAlive = (socket) => {
      idleSince.set(socket, performance.now());
      return keepSocketAlive(socket);
    };
    agent.createConnection = (_options, done) => {
      open(address, tlsSettings, connectTimeoutMs, connect).then(
        (socket) => {
          done?.(null, socket);
        },
        (error: unknown) => {
          // The type asks for a socket beside an error; Node looks at the error alone.
          done?.(error instanceof Error ? error : new Error(String(error)), new net.Socket());
        },
      );
    };
    this.agent = agent;
  }

  /** Closes connections that idled too long to be trusted with a call. Timers alone won't do: they wait for a busy loop. */
  dropStale(): void {
    const oldest = performance.now() - maxIdleMs;
    for (const sockets of Object.values(this.agent.freeSockets)) {
      for (const socket of sockets ?? []) {
        if ((this.#idleSince.get(socket) ?? 0) < oldest) socket.destroy();
      }
    }
  }

  /** Closes every connection, busy ones too. */
  close(): void {
    this.agent.destroy();
  }
}

async function open(
  address: ServiceAddress,
  tlsSettings: TlsSettings | undefined,
  timeoutMs: number,
  connect: Connect | undefined,
): Promise<Duplex> {
  const { hostname, port } = address;
  const through = connect === undefined ? undefined : await connect(hostname, port);
  if (tlsSettings === undefined)
    return through ?? (await opened(net.connect({ host: hostname, port }), "connect", timeoutMs));

  const { secureContext, serverName, pin, trustAny } = tlsSettings;
  const socket = tls.connect({
    ...(through === undefined ? { host: hostname, port } : { socket: through }),
    secureContext,
    ...(net.isIP(serverName) === 0 && { servername: serverName }),
    ALPNProtocols: ["http/1.1"],
    // Judged below, before the socket is handed to anybody who could write to it.
    rejectUnauthorized: false,
  });
  await opened(socket, "secureConnect", timeoutMs);
  const problem = trustAny ? undefined : checkCertificate(socket, serverName, pin);
  if (problem === undefined) return socket;
  socket.destroy();
  throw new CertificateError(problem);
}

// A dialled socket keeps no process alive: who waits for it has a timer of his own running.
async function opened<S extends net.Socket>(
  socket: S,
  event: "connect" | "secureConnect",
  timeoutMs: number,
): Promise<S> {
  socket.unref();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(Object.assign(new Error(`no connection within ${timeoutMs} ms`), { code: "ETIMEDOUT" }));
    }, timeoutMs).unref();
    const settle = (error?: Error) => {
      clearTimeout(timer);
      socket.off(event, settle).off("error", settle).off("close", closed);
      if (error === undefined) resolve();
      else reject(error);
    };
    const closed = () => {
      settle(Object.assign(new Error("the connection was closed while it was set up"), { code: "ECONNRESET" }));
    };
    socket.once(event, () => {
      settle();
    });
    socket.once("error", settle).once("close", closed);
  });
  socket.ref();
  return socket;
}
