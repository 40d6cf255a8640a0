import { STATUS_CODES } from "node:http";

/** A request, from a socket or from `site.fetch`. */
export interface SiteRequest {
  readonly method: string;
  /** As sent: not decoded, dots not resolved. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly remoteAddress: string;
}

/** An HTTP response of the service. */
export interface HttpResponse {
  readonly kind: "http";
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
  /** Number of bytes of the body after which the connection is closed. */
  readonly cutAfterBytes?: number;
}

/** Result of a request: a response, a closed connection, or no response. */
export type SiteResponse = HttpResponse | { readonly kind: "reset" } | { readonly kind: "hang" };

/** `Server` header of HTTP.sys (seen on a similar service). */
const server = "Microsoft-HTTPAPI/2.0";

/** A response with a JSON body. */
export function jsonResponse(status: number, value: unknown): HttpResponse {
  return textResponse(status, "application/json; odata.metadata=minimal; odata.streaming=true", JSON.stringify(value));
}

/** A response with a text body. */
export function textResponse(status: number, contentType: string, body: string): HttpResponse {
  const headers = { "Content-Type": contentType, "OData-Version": "4.0", Server: server };
  return { kind: "http", status, headers, body };
}

/** A response without a body. */
export function emptyResponse(status: number, headers: HttpResponse["headers"] = {}): HttpResponse {
  return { kind: "http", status, headers: { Server: server, ...headers }, body: "" };
}

/** A page of HTTP.sys, which responds before the service receives the request (inferred from the pages of HTTP.sys). */
export function htmlResponse(status: number, sentence: string, title = STATUS_CODES[status] ?? "Error"): HttpResponse {
  const page =
    `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\r\n` +
    `<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${sentence}</p>\r\n</BODY></HTML>\r\n`;
  const headers = { "Content-Type": "text/html; charset=us-ascii", Server: server };
  return { kind: "http", status, headers, body: page };
}
