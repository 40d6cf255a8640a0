import type { Readable } from "node:stream";

const headEnd = Buffer.from("\r\n\r\n");

/** Reads complete HTTP messages, each as bytes with headers and body. Client and site send Content-Length with each body. */
export async function* messagesOf(stream: Readable): AsyncGenerator<Buffer, undefined> {
  let received = Buffer.alloc(0);
  for await (const chunk of stream) {
    received = Buffer.concat([received, chunk as Buffer]);
    for (let length = messageLength(received); length <= received.length; length = messageLength(received)) {
      yield received.subarray(0, length);
      received = received.subarray(length);
    }
  }
}

function messageLength(bytes: Buffer): number {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return Infinity;
  const announced = /^content-length: *(\d+)/im.exec(bytes.toString("latin1", 0, end))?.[1];
  return end + headEnd.length + Number(announced ?? 0);
}

/** Position of the first byte of a message's body. */
export function bodyStart(message: Buffer): number {
  return message.indexOf(headEnd) + headEnd.length;
}

/** Returns an HTTP response as bytes. */
export function responseOf(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array = "",
): Buffer {
  const content = Buffer.from(body);
  const lines = Object.entries({ ...headers, "Content-Length": String(content.length) });
  const head = `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), content]);
}
