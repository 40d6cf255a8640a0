import type { Failure } from "../../../failure.js";

const placeholder = "(credential)";

/** Shorter parts of a credential are hidden only beside a longer part: they reveal little, and occur by chance. */
const minLength = 8;

/** Escape sequences of URLs (also escaped twice), JSON and HTML. */
const escapeSequence = String.raw`%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#?\w{1,8};`;

/** Each escape sequence is one match, so that its digits are not read as the start of the text after it. */
const escapeOrRun = new RegExp(`${escapeSequence}|[A-Za-z0-9]{8,}`, "gi");

/** Placeholders with a short part of the credential or an escape sequence between them. */
const brokenPlaceholders = /\(credential\)(?:[^\s"'<>]{0,24}\(credential\))+/g;

/** A placeholder, the sign or escape sequence after it, and a short part that can be the end of a cut credential. */
const cutEnd = new RegExp(
  `\\(credential\\)(?:${escapeSequence}|[^\\sA-Za-z0-9"'<>()])([A-Za-z0-9]{1,7})(?![A-Za-z0-9])`,
  "gi",
);

/**
 * Hides the credentials of one attempt in text from outside: a server or a proxy can show the request that it received, in
 * a different spelling. Signs of a token (`+`, `/`, `=`) can be escaped, removed or moved to another line; letters can
 * change their case; the header can be base64 or hex text, or cut. So every part of 8 or more letters and digits is hidden.
 */
export class SecretHider {
  readonly #headers: readonly string[];
  #spellings: string | undefined;

  /** @param headers - the `Authorization` headers that were sent */
  constructor(headers: readonly string[]) {
    this.#headers = headers;
  }

  /** The text without credentials. */
  hide(text: string): string {
    let left = text;
    for (const secret of this.#headers.map(secretOf)) if (secret !== "") left = left.replaceAll(secret, placeholder);
    return left
      .replace(escapeOrRun, (piece) => (/^\w/.test(piece) ? this.#hideInRun(piece) : piece))
      .replace(brokenPlaceholders, placeholder)
      .replace(cutEnd, (whole, end: string) => (this.#isPart(end) ? placeholder : whole));
  }

  /** Response headers without credentials. */
  hideInHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.hide(value)]));
  }

  /** The failure without credentials in any member that can contain text from outside. */
  hideInFailure(failure: Failure): Failure {
    const { message, advice, cause, http } = failure;
    const hidden = {
      message: this.hide(message),
      ...(advice !== undefined && { advice: this.hide(advice) }),
      ...(cause !== undefined && {
        cause: { ...cause, name: this.hide(cause.name), message: this.hide(cause.message) },
      }),
      ...(http !== undefined && {
        http: {
          ...http,
          headers: this.hideInHeaders(http.headers),
          ...(http.body !== undefined && { body: this.hide(http.body) }),
        },
      }),
    };
    if (failure.kind !== "unauthenticated") return { ...failure, ...hidden };
    return { ...failure, ...hidden, challenges: failure.challenges.map((challenge) => this.hide(challenge)) };
  }

  #hideInRun(run: string): string {
    let hidden = "";
    let hiddenUntil = 0;
    for (let at = 0; at < run.length; at += 1) {
      if (at + minLength <= run.length && this.#isPart(run.slice(at, at + minLength))) {
        if (at >= hiddenUntil) hidden += placeholder;
        hiddenUntil = at + minLength;
      } else if (at >= hiddenUntil) hidden += run.charAt(at);
    }
    return hidden;
  }

  #isPart(text: string): boolean {
    this.#spellings ??= this.#headers.flatMap(spellingsOf).join("\n").toLowerCase();
    return this.#spellings.includes(text.toLowerCase());
  }
}

function secretOf(header: string): string {
  return header.slice(header.indexOf(" ") + 1);
}

// Base64 text depends on the position of the header in the encoded text, modulo 3.
function spellingsOf(header: string): string[] {
  const encoded = ["", " ", "  "].map((before) => Buffer.from(before + header).toString("base64"));
  return [secretOf(header), ...encoded, Buffer.from(header).toString("hex")];
}
