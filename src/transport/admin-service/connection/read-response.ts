import type { IncomingMessage } from "node:http";
import type { Reply } from "./http-response.js";

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
export function readReply(response: IncomingMessage, maxResponseBytes: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const status = response.statusCode ?? 0;
    const announced = Number(response.headers["content-length"] ?? 0);
    if (announced > maxResponseBytes) {
      reject(new TooLargeError(status, maxResponseBytes));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxResponseBytes) reject(new TooLargeError(status, maxResponseBytes));
      else chunks.push(chunk);
    });
    response.once("end", () => {
      resolve({ status, headers: headersOf(response), text: Buffer.concat(chunks, bytes).toString("utf8"), bytes });
    });
    // Cut off, among others: Node destroys an answer whose connection ends before it does.
    response.once("error", reject);
  });
}

/** An answer that has no end to wait for: a switch to another protocol. */
export function replyWithoutBody(response: IncomingMessage): Reply {
  return { status: response.statusCode ?? 0, headers: headersOf(response), text: "", bytes: 0 };
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  // Node has joined those of one name, all but Set-Cookie, which nobody here looks at.
  for (const name in response.headers) headers[name] = String(response.headers[name]);
  return headers;
}
