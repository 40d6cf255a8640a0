import type { OperationInfo, FailureHttp } from "../../../failure.js";

/** A response of the site, not judged yet. */
export interface HttpResponse {
  readonly status: number;
  /** Header values by name. The names are in lower case. Several headers of one name are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Size of the body in bytes. */
  readonly bytes: number;
}

/** The facts about a request that are necessary to judge its response. */
export interface RequestContext {
  readonly operation: OperationInfo;
  /** What the site runs for the request. A read runs nothing, so a failed read is always `not-executed`. */
  readonly runs: "nothing" | "method" | "write";
  /** The keys of the object, if the request is for one object. */
  readonly keys?: Readonly<Record<string, string | number>>;
  /** Whether the request goes to a cloud management gateway (CMG), which can respond itself. */
  readonly throughGateway: boolean;
}

/** Response headers that contain no secret and help to identify a request. Failures and events have no others. */
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

/** The headers of a response that failures and events can contain. */
export function safeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    shownHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value.slice(0, 500)]];
    }),
  );
}

/** Returns the facts about a response that a failure contains. */
export function describeResponse(response: HttpResponse): FailureHttp {
  const { status, bytes } = response;
  const headers = safeHeaders(response.headers);
  // A 2xx response contains the output of a method, which can be secret.
  if (status >= 200 && status < 300) return { status, headers, bytes };
  return { status, headers, bytes, body: startOf(response.text) };
}

// Returns the first 4 KiB of a body as UTF-8, without half a character at the end.
function startOf(text: string): string {
  const bytes = Buffer.from(text.slice(0, maxShownBody)).subarray(0, maxShownBody);
  return new TextDecoder().decode(bytes, { stream: true });
}

/** The authentication schemes that a response offers, without their parameters or tokens. */
export function challengesOf(response: HttpResponse): string[] {
  const header = response.headers["www-authenticate"] ?? "";
  const schemes = header
    .replace(/"(?:[^"\\]|\\[^])*"/g, "")
    .split(",")
    .map((part) => /^\s*([A-Za-z][\w-]*)(?=\s|$)(?!\s*=)/.exec(part)?.[1])
    .filter((scheme) => scheme !== undefined);
  return [...new Set(schemes)];
}
