import { STATUS_CODES } from "node:http";

/** A request to the simulated site, from a socket or from `site.fetch`. */
export interface SiteRequest {
  readonly method: string;
  /** URL exactly as sent: percent encoding and dot segments are unchanged. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly remoteAddress: string;
}

/** An HTTP response of the simulated site. */
export interface HttpResponse {
  readonly kind: "http";
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
  /** The connection is closed after this number of bytes of the body. */
  readonly cutAfterBytes?: number;
}

/** Result of a request: a response, a closed connection, or no response. */
export type SiteResponse = HttpResponse | { readonly kind: "reset" } | { readonly kind: "hang" };

/** `Server` header of HTTP.sys (seen on a similar service). */
const server = "Microsoft-HTTPAPI/2.0";

/** Makes a response with a JSON body. */
export function jsonResponse(status: number, value: unknown): HttpResponse {
  return textResponse(status, "application/json; odata.metadata=minimal; odata.streaming=true", JSON.stringify(value));
}

/** Makes a response with a text body. */
export function textResponse(status: number, contentType: string, body: string): HttpResponse {
  const headers = { "Content-Type": contentType, "OData-Version": "4.0", Server: server };
  return { kind: "http", status, headers, body };
}

/** Makes a response without a body. */
export function emptyResponse(status: number, headers: HttpResponse["headers"] = {}): HttpResponse {
  return { kind: "http", status, headers: { Server: server, ...headers }, body: "" };
}

/** Makes an HTML page as HTTP.sys sends it when a request does not reach the AdminService (inferred). */
export function htmlResponse(status: number, message: string, title = STATUS_CODES[status] ?? "Error"): HttpResponse {
  const page =
    `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\r\n` +
    `<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${message}</p>\r\n</BODY></HTML>\r\n`;
  const headers = { "Content-Type": "text/html; charset=us-ascii", Server: server };
  return { kind: "http", status, headers, body: page };
}
