import type { RequestContext, HttpResponse } from "../../src/transport/admin-service/connection/http-response.js";

const throughGateway = false;
const keys = { PackageID: "P0100012" };

/** The contexts of a method call, of a keyed read and of a write of one object. */
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

/** Returns a response in the form in which the connection passes it on. A body that is not a string is converted to JSON. */
export function response(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  if (typeof body === "string") return { status, headers, text: body, bytes: Buffer.byteLength(body) };
  return response(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** Returns an error response in the format of the AdminService (seen). */
export function errorResponse(status: number, message: string): HttpResponse {
  return response(status, { error: { code: String(status), message } });
}
