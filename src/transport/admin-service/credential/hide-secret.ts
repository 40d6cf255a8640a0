import type { Failure } from "../../../failure.js";
import type { HttpResponse } from "../connection/http-response.js";

const standIn = "(credential)";

/** Fewer signs than this in a row give nothing away, and may be anybody's. */
const tellingLength = 8;

/**
 * What stands between the letters and digits of a text: the escapes of URLs (percent signs escaped again included), of
 * JSON and of HTML. Each is one piece, so that the digits in it are not taken for the beginning of what follows.
 */
const escapeOrRun = /%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#?\w{1,8};|[A-Za-z0-9]{8,}/gi;

/** Two stand-ins with what was too short to tell, or an escape, in between. */
const brokenStandIns = /\(credential\)(?:[^\s"'<>]{0,24}\(credential\))+/g;

/** An answer whose headers don't hold the credential that it answers. */
export function withoutSecretHeaders(response: HttpResponse, header: string): HttpResponse {
  const secret = secretOf(header);
  const entries = Object.entries(response.headers);
  const headers = entries.map(([name, value]): [string, string] => [name, value.replaceAll(secret, standIn)]);
  return { ...response, headers: Object.fromEntries(headers) };
}

/**
 * A failure without the credentials that were sent: a server, or a page in front of it, may print what it got, and in a
 * spelling of its own. Tokens have signs in them (`+`, `/`, `=`) that others escape or wrap lines at, but their letters
 * and digits stay what they are, so every run of those that a secret holds is hidden. Done with the failure and not with
 * the answer, which may be too long to be searched.
 */
export function withoutSecrets(failure: Failure, headers: readonly string[]): Failure {
  const hide = (text: string) => headers.reduce((left, header) => hideIn(left, secretOf(header)), text);
  const { message, advice, cause, http } = failure;
  return {
    ...failure,
    message: hide(message),
    ...(advice !== undefined && { advice: hide(advice) }),
    ...(cause !== undefined && { cause: { ...cause, message: hide(cause.message) } }),
    ...(http?.body !== undefined && { http: { ...http, body: hide(http.body) } }),
  };
}

function secretOf(header: string): string {
  return header.slice(header.indexOf(" ") + 1);
}

function hideIn(text: string, secret: string): string {
  const folded = secret.toLowerCase();
  const beginnings = new Set<string>();
  for (let at = 0; at + tellingLength <= folded.length; at += 1) beginnings.add(folded.slice(at, at + tellingLength));
  const isOfSecret = (piece: string) => beginnings.has(piece.slice(0, tellingLength)) && folded.includes(piece);
  return text
    .replaceAll(secret, standIn)
    .replace(escapeOrRun, (piece) => (isOfSecret(piece.toLowerCase()) ? standIn : piece))
    .replace(brokenStandIns, standIn);
}
