import type { IncomingMessage } from "node:http";
import type { HttpResponse } from "./http-response.js";

/** The error for a response that is larger than `maxResponseBytes`. The rest of the response is not read. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";

  constructor(
    /** HTTP status of the response. */
    readonly status: number,
    maxResponseBytes: number,
  ) {
    super(`the response is larger than ${maxResponseBytes} bytes`);
  }
}

/** Reads a response to its end. Rejects if the response is cut off, or is longer than `maxResponseBytes`. */
export function readResponse(incoming: IncomingMessage, maxResponseBytes: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const status = incoming.statusCode ?? 0;
    const announced = Number(incoming.headers["content-length"] ?? 0);
    if (announced > maxResponseBytes) {
      reject(new TooLargeError(status, maxResponseBytes));
      return;
    }
    // The body is in one buffer that grows. A list of chunks would cost hundreds of bytes of memory for each chunk, and a
    // chunk can have one byte.
    let body = Buffer.allocUnsafe(Math.min(firstBytes, maxResponseBytes));
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      if (bytes + chunk.length > maxResponseBytes) {
        reject(new TooLargeError(status, maxResponseBytes));
        return;
      }
      if (bytes + chunk.length > body.length) {
        const larger = Buffer.allocUnsafe(Math.min(2 * (bytes + chunk.length), maxResponseBytes));
        body.copy(larger, 0, 0, bytes);
        body = larger;
      }
      chunk.copy(body, bytes);
      bytes += chunk.length;
    });
    incoming.once("end", () => {
      resolve({ status, headers: headersOf(incoming), text: body.toString("utf8", 0, bytes), bytes });
    });
    // Node also emits `error` if the connection ends before the response is complete.
    incoming.once("error", reject);
  });
}

/**
 * Size of the first buffer in bytes. It is not the announced size, because a server could announce a large body and never
 * send it.
 */
const firstBytes = 16 * 1024;

/** Returns a 101 response (switch to another protocol) without a body, because the data that follows has no end. */
export function responseWithoutBody(incoming: IncomingMessage): HttpResponse {
  return { status: incoming.statusCode ?? 0, headers: headersOf(incoming), text: "", bytes: 0 };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  // Node joins several headers of one name into one text, except `Set-Cookie`, which the library does not read.
  for (const name in incoming.headers) headers[name] = String(incoming.headers[name]);
  // If there are several `Server` headers, `headers` has only the first. The others show that a proxy changed the response.
  const servers = incoming.headersDistinct["server"];
  if (servers !== undefined) headers["server"] = servers.join(", ");
  return headers;
}
