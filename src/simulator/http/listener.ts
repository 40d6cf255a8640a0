import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { htmlResponse, type SiteResponse, type HttpResponse, type SiteRequest } from "./response.js";
import type { ServerCertificate } from "./certificates.js";

/** A simulated site that listens on a port. */
export interface ListeningSite {
  /** `https://localhost:PORT/AdminService`. */
  readonly baseUrl: string;
  /** Root certificate that clients must trust (PEM). Its private key was never written to disk, and no longer exists. */
  readonly ca: string;
  /** Closes the listener and all its connections immediately. Requests in progress get no response. */
  close(): Promise<void>;
}

/** Maximum size of a request body, in bytes (inferred: the limit of HTTP.sys is about 30 MB). */
const maxRequestBytes = 32 * 1024 * 1024;

const maxPort = 65_535;

/**
 * Starts an HTTPS server on 127.0.0.1 that passes each request to the simulated site.
 *
 * @throws RangeError if `port` is not a whole number from 0 to 65535.
 */
export async function listen(
  certificate: ServerCertificate,
  port: number,
  respond: (request: SiteRequest) => Promise<SiteResponse>,
): Promise<ListeningSite> {
  if (!(Number.isInteger(port) && port >= 0 && port <= maxPort)) {
    throw new RangeError(`listen: port must be a whole number from 0 to ${maxPort}`);
  }
  // `server.closeAllConnections()` would not close a connection whose TLS handshake is not complete.
  const sockets = new Set<Socket>();
  const server = createServer({ key: certificate.key, cert: [certificate.cert, certificate.ca].join("\n") });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("request", (request, response) => {
    void serve(request, response, respond);
  });
  const listeningPort = await bind(server, port);
  return {
    baseUrl: `https://localhost:${listeningPort}/AdminService`,
    ca: certificate.ca,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function bind(server: Server, port: number): Promise<number> {
  await once(server.listen(port, "127.0.0.1"), "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  respond: (request: SiteRequest) => Promise<SiteResponse>,
): Promise<void> {
  response.on("error", () => undefined);
  try {
    const body = await bodyOf(request);
    if (body === undefined) {
      send(response, htmlResponse(413, "The request is too large.", "Request Entity Too Large"));
      return;
    }
    send(response, lacksLength(request) ? lengthRequired() : await respond(siteRequest(request, body)));
  } catch {
    // The client closed the connection before the whole request was received.
    response.destroy();
  }
}

/** Whether the size of a body is not declared. HTTP.sys refuses a POST with neither `Content-Length` nor chunks (seen). */
function lacksLength({ method, headers }: IncomingMessage): boolean {
  const needsLength = method === "POST" || method === "PUT";
  return needsLength && headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
}

function lengthRequired(): SiteResponse {
  return htmlResponse(411, "The request must be chunked or have a content length.");
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Buffer> = request;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxRequestBytes) return undefined;
    chunks.push(chunk);
  }
  // Unlike `Buffer.toString()`, a `TextDecoder` removes a byte order mark, as `Request.text()` does for `site.fetch`.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function siteRequest(request: IncomingMessage, body: string): SiteRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return {
    method: request.method ?? "GET",
    url: `https://${headers.get("host") ?? "localhost"}${request.url ?? "/"}`,
    headers,
    body,
    remoteAddress: request.socket.remoteAddress ?? "",
  };
}

function send(response: ServerResponse, siteResponse: SiteResponse): void {
  if (siteResponse.kind === "hang") return;
  if (siteResponse.kind === "reset") {
    // Node cannot reset a TLS connection, so the connection is closed. Clients report this as a reset (ECONNRESET).
    response.destroy();
    return;
  }
  const body = Buffer.from(siteResponse.body, "utf8");
  const length = siteResponse.status === 204 || setsLength(siteResponse) ? {} : { "Content-Length": body.length };
  response.writeHead(siteResponse.status, { ...siteResponse.headers, ...length });
  if (siteResponse.cutAfterBytes === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, siteResponse.cutAfterBytes), () => {
    response.socket?.destroy();
  });
}

/** Whether the headers of a fault already declare the length of the body, which might be wrong on purpose. */
function setsLength({ headers }: HttpResponse): boolean {
  return Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/iu.test(name));
}
