/** A request as the site sees it, whichever way it came. */
export interface SiteRequest {
  readonly method: string;
  /** As it was sent: nothing decoded, no dots resolved. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly remoteAddress: string;
}

/** An answer of the service. */
export interface HttpAnswer {
  readonly kind: "http";
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** Send only so many bytes of the body, then break the connection off. */
  readonly cutAfterBytes?: number;
}

/** What comes back: an answer, a connection that breaks, or nothing at all. */
export type Answer = HttpAnswer | { readonly kind: "reset" } | { readonly kind: "hang" };

/** Server name that HTTP.sys gives (seen on a sibling service). */
const server = "Microsoft-HTTPAPI/2.0";

/** An answer with JSON in it. */
export function jsonAnswer(status: number, value: unknown): HttpAnswer {
  return textAnswer(status, "application/json; odata.metadata=minimal; odata.streaming=true", JSON.stringify(value));
}

/** An answer with text in it. */
export function textAnswer(status: number, contentType: string, body: string): HttpAnswer {
  const headers = { "Content-Type": contentType, "OData-Version": "4.0", Server: server };
  return { kind: "http", status, headers, body };
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: HttpAnswer["headers"] = {}): HttpAnswer {
  return { kind: "http", status, headers: { Server: server, ...headers }, body: "" };
}

/** A page of HTTP.sys itself, which answers before the service sees anything (form after HTTP.sys; inferred). */
export function htmlAnswer(status: number, title: string, sentence: string): HttpAnswer {
  const page =
    `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\r\n` +
    `<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${sentence}</p>\r\n</BODY></HTML>\r\n`;
  const headers = { "Content-Type": "text/html; charset=us-ascii", Server: server };
  return { kind: "http", status, headers, body: page };
}
