import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { htmlAnswer, type Answer, type HttpAnswer, type SiteRequest } from "./answer.js";
import type { ServerCertificate } from "./certificates.js";

/** A site that listens. */
export interface ListeningSite {
  /** `https://localhost:PORT/AdminService`. */
  readonly baseUrl: string;
  /** The root certificate to trust (PEM). Its key existed in memory alone and is gone. */
  readonly ca: string;
  /** Stops at once: open connections are broken off. */
  close(): Promise<void>;
}

/** Largest request that the site reads, in bytes (HTTP.sys' own limit is near 30 MB; inferred). */
const maxRequestBytes = 32 * 1024 * 1024;

const maxPort = 65_535;

/**
 * Listens with HTTPS on loopback.
 *
 * @throws RangeError for what is no port.
 */
export async function listen(
  certificate: ServerCertificate,
  port: number,
  answer: (request: SiteRequest) => Promise<Answer>,
): Promise<ListeningSite> {
  if (!(Number.isInteger(port) && port >= 0 && port <= maxPort)) {
    throw new RangeError(`port must be a whole number from 0 to ${maxPort}`);
  }
  const sockets = new Set<Socket>();
  const server = createServer({ key: certificate.key, cert: [certificate.cert, certificate.ca].join("\n") });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("request", (request, response) => {
    void serve(request, response, answer);
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
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: SiteRequest) => Promise<Answer>,
): Promise<void> {
  response.on("error", () => undefined);
  try {
    const body = await bodyOf(request);
    if (body === undefined) {
      send(response, htmlAnswer(413, "Request Entity Too Large", "The request is too large."));
      return;
    }
    send(response, lacksLength(request) ? lengthRequired() : await answer(siteRequest(request, body)));
  } catch {
    // The client went away in the middle of its request.
    response.destroy();
  }
}

/** HTTP.sys refuses a POST with neither `Content-Length` nor chunks (seen). */
function lacksLength({ method, headers }: IncomingMessage): boolean {
  const needsLength = method === "POST" || method === "PUT";
  return needsLength && headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
}

function lengthRequired(): Answer {
  return htmlAnswer(411, "Length Required", "The request must be chunked or have a content length.");
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
  // Leaves a byte order mark out, as a web request does that is asked for its text.
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

function send(response: ServerResponse, answer: Answer): void {
  if (answer.kind === "hang") return;
  if (answer.kind === "reset") {
    // Closed, which a client takes for a reset: Node can't send one on a TLS connection.
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body, "utf8");
  const length = answer.status === 204 || saysLength(answer) ? {} : { "Content-Length": body.length };
  response.writeHead(answer.status, { ...mutable(answer.headers), ...length });
  if (answer.cutAfterBytes === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, answer.cutAfterBytes), () => {
    response.socket?.destroy();
  });
}

/** Whether a fault said of the body itself how long it is, rightly or not. */
function saysLength({ headers }: HttpAnswer): boolean {
  return Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/iu.test(name));
}

function mutable(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}
