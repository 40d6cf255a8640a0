import type { Reply } from "./reply.js";

const standIn = "(credential)";

/** Fewer signs than this in a row give nothing away, and may be anybody's. */
const tellingLength = 8;

/**
 * What stands between the letters and digits of a text: the escapes of URLs (percent signs escaped again included), of
 * JSON and of HTML. Each is one piece, so that the digits in it are not taken for the beginning of what follows.
 */
const escapeOrRun = /%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#?\w{1,8};|[A-Za-z0-9]+/gi;

/** Two stand-ins with what was too short to tell, or an escape, in between. */
const brokenStandIns = /\(credential\)(?:[^\s"'<>]{0,24}\(credential\))+/g;

/**
 * An answer without the credential that it answers: a server, or a page in front of it, may print what it was sent, and
 * in its own spelling. Tokens have signs in them (`+`, `/`, `=`) that others escape or wrap lines at, but their letters
 * and digits stay what they are, so every run of those that the secret holds is hidden.
 */
export function withoutSecret(reply: Reply, header: string): Reply {
  const secret = header.slice(header.indexOf(" ") + 1);
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, hide(secret, value)]));
  // Of a 2xx, no text is shown anywhere.
  if (reply.status < 300) return { ...reply, headers };
  return { ...reply, headers, text: hide(secret, reply.text) };
}

function hide(secret: string, text: string): string {
  const folded = secret.toLowerCase();
  const beginnings = new Set<string>();
  for (let at = 0; at + tellingLength <= folded.length; at += 1) beginnings.add(folded.slice(at, at + tellingLength));
  const isOfSecret = (piece: string) => beginnings.has(piece.slice(0, tellingLength)) && folded.includes(piece);
  return text
    .replaceAll(secret, standIn)
    .replace(escapeOrRun, (piece) => (isOfSecret(piece.toLowerCase()) ? standIn : piece))
    .replace(brokenStandIns, standIn);
}
