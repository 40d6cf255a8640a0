import type { Question, Reply } from "../../src/transport/admin-service/connection/http-response.js";

const throughGateway = false;
const keys = { PackageID: "P0100012" };

/** A call of a method of one object, a read of it, and a write. */
export const call: Question = {
  operation: { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012" },
  runs: "method",
  keys,
  throughGateway,
};
export const keyedRead: Question = {
  operation: { className: "SMS_Package", PackageID: "P0100012" },
  runs: "nothing",
  keys,
  throughGateway,
};
export const write: Question = { ...keyedRead, runs: "write" };

/** An answer as it came from the wire; a body that is no text is sent as JSON. */
export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  if (typeof body === "string") return { status, headers, text: body, bytes: Buffer.byteLength(body) };
  return reply(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** An error as the service writes it (seen). */
export function said(status: number, message: string): Reply {
  return reply(status, { error: { code: String(status), message } });
}
