import type { OperationInfo, FailureHttp } from "../../../failure.js";

/** An answer as it came from the wire. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; several of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Size of the body in bytes. */
  readonly bytes: number;
}

/** What was asked, as far as judging the answer needs it. */
export interface RequestContext {
  readonly operation: OperationInfo;
  /** What the site would run for it. A read runs nothing, so that its failures never leave anything in doubt. */
  readonly runs: "nothing" | "method" | "write";
  /** Whether one object was named by its key. */
  readonly keys?: Readonly<Record<string, string | number>>;
  /** See `ServiceAddress.throughGateway`. */
  readonly throughGateway: boolean;
}

/** Response headers that hold no secret and help to find a request again. All others stay out of failures and events. */
const shownHeaders = [
  "content-length",
  "content-type",
  "date",
  "request-id",
  "retry-after",
  "server",
  "via",
  "x-ms-client-request-id",
  "x-ms-correlation-request-id",
  "x-ms-request-id",
];

const maxShownBody = 4096;

/** The headers of an answer that may be shown. */
export function safeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    shownHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value.slice(0, 500)]];
    }),
  );
}

/** What a failure keeps of the answer. */
export function describeResponse(response: HttpResponse): FailureHttp {
  const { status, bytes } = response;
  const headers = safeHeaders(response.headers);
  // What a method answers may be secret, and a 2xx is where such an answer comes.
  if (status >= 200 && status < 300) return { status, headers, bytes };
  return { status, headers, bytes, body: startOf(response.text) };
}

// At most 4 KiB as UTF-8, without half a character at the end.
function startOf(text: string): string {
  const bytes = Buffer.from(text.slice(0, maxShownBody)).subarray(0, maxShownBody);
  return new TextDecoder().decode(bytes, { stream: true });
}

/** The authentication schemes that an answer offers, without their parameters or tokens. */
export function challengesOf(response: HttpResponse): string[] {
  const header = response.headers["www-authenticate"] ?? "";
  const schemes = header
    .replace(/"(?:[^"\\]|\\[^])*"/g, "")
    .split(",")
    .map((part) => /^\s*([A-Za-z][\w-]*)(?=\s|$)(?!\s*=)/.exec(part)?.[1])
    .filter((scheme) => scheme !== undefined);
  return [...new Set(schemes)];
}
