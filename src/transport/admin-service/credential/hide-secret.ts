import type { Failure } from "../../../failure.js";

const placeholder = "(credential)";

/**
 * Minimum number of letters and digits. Shorter parts of a credential are hidden only beside a longer part: they reveal
 * little, and other texts contain them by chance.
 */
const minLength = 8;

/** Escape sequences of one character, as URLs, JSON, JavaScript and HTML have them. */
const escapeSequence =
  /[%\\]u([0-9a-f]{4})|(?:%|\\x)([0-9a-f]{2})|(?:&#x|\\u\{)0*([0-9a-f]{1,6})[;}]?|&#0*([0-9]{1,7});?|&(amp);|\\([\\/])/gi;

const escapeOrCharacter = new RegExp(`${escapeSequence.source}|[^]`, "gi");

/** How often a text is decoded. An escape sequence can itself be escaped: `%2541` is `%41`, which is `A`. */
const maxPasses = 4;

/** Matches a credential that is hidden already, and letters and digits that can be a part of a credential. */
const placeholderOrRun = /\(credential\)|[A-Za-z0-9]{8,}/g;

/** Matches text that is hidden too if it is between two hidden parts of a credential. */
const gap = /^[^\s"'<>]{0,24}$/;

/**
 * Matches a sign and up to 7 letters and digits. After a hidden part, these can be the end of a credential that was cut.
 */
const cutEnd = /^[^\sA-Za-z0-9"'<>()]([A-Za-z0-9]{1,7})(?![A-Za-z0-9])/;

/** A stretch of a text. `end` is the index after its last character. */
interface Range {
  readonly start: number;
  end: number;
}

/**
 * Hides the credentials of one attempt in text from outside: a server or a proxy can show the request that it received, in
 * a different spelling. Characters of a token can be escaped; its signs (`+`, `/`, `=`) can be removed or moved to another
 * line; letters can change their case; the header, or the bytes of a ticket, can be base64 or hex text, or cut. So every part of 8
 * or more letters and digits is hidden. Not recognized: a token in reverse, base64 text of base64 text, and a token with
 * other characters between its characters.
 */
export class SecretHider {
  readonly #headers: readonly string[];
  #spellings: string | undefined;

  /** @param headers - the `Authorization` headers that were sent */
  constructor(headers: readonly string[]) {
    this.#headers = headers;
  }

  /** Returns a text with `(credential)` in place of each credential. */
  hide(text: string): string {
    // Whole credentials are replaced first, because all parts of a credential can be short.
    let left = text;
    for (const secret of this.#headers.map(secretOf)) if (secret !== "") left = left.replaceAll(secret, placeholder);
    const { decoded, starts } = decode(left);
    let shown = "";
    let copied = 0;
    for (const { start, end } of this.#secretsIn(decoded)) {
      shown += left.slice(copied, starts[start] ?? start) + placeholder;
      copied = starts[end] ?? end;
    }
    return shown + left.slice(copied);
  }

  /** Hides credentials in the values of response headers. */
  hideInHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.hide(value)]));
  }

  /** Hides credentials in each member of a failure that can contain text from outside. */
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

  /** Finds where a text contains parts of credentials, in the order of the text. */
  #secretsIn(text: string): Range[] {
    const ranges: Range[] = [];
    for (const { start, end } of this.#partsIn(text)) {
      const last = ranges.at(-1);
      if (last !== undefined && gap.test(text.slice(last.end, start))) last.end = end;
      else ranges.push({ start, end });
    }
    for (const range of ranges) {
      const [whole = "", part] = cutEnd.exec(text.slice(range.end, range.end + minLength + 1)) ?? [];
      if (part !== undefined && this.#isPart(part)) range.end += whole.length;
    }
    return ranges;
  }

  #partsIn(text: string): Range[] {
    return [...text.matchAll(placeholderOrRun)].flatMap(({ 0: run, index }) => {
      if (run === placeholder) return { start: index, end: index + run.length };
      const starts = Array.from({ length: run.length - minLength + 1 }, (_, at) => at);
      return starts
        .filter((at) => this.#isPart(run.slice(at, at + minLength)))
        .map((at) => ({ start: index + at, end: index + at + minLength }));
    });
  }

  #isPart(text: string): boolean {
    this.#spellings ??= this.#headers.flatMap(spellingsOf).join("\n").toLowerCase();
    return this.#spellings.includes(text.toLowerCase());
  }
}

function secretOf(header: string): string {
  return header.slice(header.indexOf(" ") + 1);
}

// The spellings of a header that are searched. The token of Negotiate is base64 text of a ticket, and a server can show the
// bytes of the ticket, or a part of them.
function spellingsOf(header: string): string[] {
  const secret = secretOf(header);
  return [secret, ...[Buffer.from(header), Buffer.from(secret, "base64")].flatMap(encodingsOf)];
}

// Base64 has three spellings of some bytes: they depend on the position of the bytes in the encoded text, modulo 3.
function encodingsOf(bytes: Buffer): string[] {
  const encoded = ["", " ", "  "].map((before) => Buffer.concat([Buffer.from(before), bytes]).toString("base64"));
  return [...encoded, bytes.toString("hex")];
}

/**
 * Decodes the escape sequences of a text. `starts` has the index in the text of each decoded character and of the end, or is
 * empty if the text has no escape sequence.
 */
function decode(text: string): { readonly decoded: string; readonly starts: readonly number[] } {
  let decoded = text;
  let starts: readonly number[] = [];
  for (let pass = 0; pass < maxPasses && decoded.search(escapeSequence) !== -1; pass += 1) {
    const matches = [...decoded.matchAll(escapeOrCharacter)];
    starts = [...matches.map(({ index }) => starts[index] ?? index), text.length];
    decoded = matches.map(characterOf).join("");
  }
  return { decoded, starts };
}

function characterOf([whole, u, x, hex, decimal, amp, sign]: RegExpMatchArray): string {
  const digits = u ?? x ?? hex;
  if (digits !== undefined) return String.fromCharCode(parseInt(digits, 16));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  return amp === undefined ? (sign ?? whole) : "&";
}
