import type { IncomingMessage } from "node:http";
import type { HttpResponse } from "./http-response.js";

/** An answer that was given up because it is larger than the transport takes. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";

  constructor(
    /** Status of that answer. */
    readonly status: number,
    maxResponseBytes: number,
  ) {
    super(`the answer is larger than ${maxResponseBytes} bytes`);
  }
}

/** Reads an answer to its end; rejects when it is cut off, or when it is longer than `maxResponseBytes`. */
export function readResponse(incoming: IncomingMessage, maxResponseBytes: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const status = incoming.statusCode ?? 0;
    const announced = Number(incoming.headers["content-length"] ?? 0);
    if (announced > maxResponseBytes) {
      reject(new TooLargeError(status, maxResponseBytes));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxResponseBytes) reject(new TooLargeError(status, maxResponseBytes));
      else chunks.push(chunk);
    });
    incoming.once("end", () => {
      resolve({ status, headers: headersOf(incoming), text: Buffer.concat(chunks, bytes).toString("utf8"), bytes });
    });
    // Cut off, among others: Node destroys an answer whose connection ends before it does.
    incoming.once("error", reject);
  });
}

/** An answer that has no end to wait for: a switch to another protocol. */
export function responseWithoutBody(incoming: IncomingMessage): HttpResponse {
  return { status: incoming.statusCode ?? 0, headers: headersOf(incoming), text: "", bytes: 0 };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  // Node has joined those of one name, all but Set-Cookie, which nobody here looks at.
  for (const name in incoming.headers) headers[name] = String(incoming.headers[name]);
  return headers;
}
