import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createAuthority, createLeaf, type Certificate } from "./certificates.js";

/** A request that reached the server. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Responds to one request, completely or with a broken response. */
export type Script = (request: SeenRequest, response: ServerResponse, socket: Socket) => void;

export interface ScriptedServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly ca: string;
  /** Requests that arrived completely, in order. */
  readonly seen: SeenRequest[];
  /** TLS connections made so far. */
  readonly connections: { count: number };
  close(): Promise<void>;
}

const rawSockets = new Map<number | undefined, Socket>();

/** Closes a connection with a TCP reset, which TLS sockets cannot send themselves. */
export function reset(socket: Socket): void {
  rawSockets.get(socket.remotePort)?.resetAndDestroy();
}

let shared: Promise<{ authority: Certificate; leaf: Certificate }> | undefined;

/** Returns a CA and a certificate for localhost, which are created once for all tests of a file. */
export function sharedCertificates(): Promise<{ authority: Certificate; leaf: Certificate }> {
  shared ??= createAuthority().then(async (authority) => ({ authority, leaf: await createLeaf(authority) }));
  return shared;
}

/** Starts an HTTPS server on a free port of loopback that runs the script for each request. */
export async function scriptedServer(script: Script, options: https.ServerOptions = {}): Promise<ScriptedServer> {
  const { authority, leaf } = await sharedCertificates();
  const seen: SeenRequest[] = [];
  const connections = { count: 0 };
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const whole = { method, url, headers, body };
      seen.push(whole);
      script(whole, response, request.socket);
    });
  };
  const server = https.createServer({ cert: leaf.cert, key: leaf.key, ...options }, listener);
  server.on("secureConnection", () => (connections.count += 1));
  server.on("tlsClientError", () => {});
  server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    rawSockets.set(remotePort, socket);
    socket.on("close", () => rawSockets.delete(remotePort));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    baseUrl: `https://localhost:${port}/AdminService`,
    port,
    ca: authority.cert,
    seen,
    connections,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Responds with JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; odata.metadata=minimal" });
  response.end(JSON.stringify(body));
}

/** Returns the response body of a method whose ReturnValue is `value`. */
export function returned(value: number, out: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    "@odata.context": "https://localhost/AdminService/wmi/$metadata#__PARAMETERS",
    ReturnValue: value,
    ...out,
  };
}
