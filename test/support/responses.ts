import type { RequestContext, HttpResponse } from "../../src/transport/admin-service/connection/http-response.js";

const throughGateway = false;
const keys = { PackageID: "P0100012" };

/** A call of a method of one object, a read of it, and a write. */
export const call: RequestContext = {
  operation: { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012" },
  runs: "method",
  keys,
  throughGateway,
};
export const keyedRead: RequestContext = {
  operation: { className: "SMS_Package", PackageID: "P0100012" },
  runs: "nothing",
  keys,
  throughGateway,
};
export const write: RequestContext = { ...keyedRead, runs: "write" };

/** A response as the connection returns it. A body that is not a string is converted to JSON. */
export function response(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  if (typeof body === "string") return { status, headers, text: body, bytes: Buffer.byteLength(body) };
  return response(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** An error as the service writes it (seen). */
export function errorResponse(status: number, message: string): HttpResponse {
  return response(status, { error: { code: String(status), message } });
}
