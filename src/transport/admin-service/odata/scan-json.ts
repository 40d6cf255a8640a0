/** The properties of a JSON text, found without parsing it. */
export interface JsonScan {
  /** Memory that the objects of the text need at most: parsed, and then copied as rows. */
  readonly heapBytes: number;
  /** Levels of nesting; the scan ends when it exceeds `maxDepth`. */
  readonly depth: number;
  /** Whether a number is not a 64-bit floating-point number: 1e400 or 1e-400. The scan ends at the first one. */
  readonly outOfRange: boolean;
  /** The text, with quotes around each integer above 2^53, which a JavaScript number cannot hold exactly. */
  readonly text: string;
}

// Bytes of heap that Node 20 needs for each, rounded up (measured with texts that hold nothing else). `members` is for each
// object that is not empty: V8 describes the members of an object once for all objects with the same names, and all names
// of a text can differ. V8 keeps only one copy of each text of one character.
const bytesPer = { container: 64, members: 288, name: 100, text: 32, item: 16, character: 2 };

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/**
 * Reads a JSON text in one pass over its characters. A regular expression with one match for each text is no alternative:
 * V8 ends the process after 2^25 matches of one `replace` (seen with Node 20).
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const quoted = new QuotedText(text);
  let heapBytes = 0;
  let level = 0;
  let depth = 0;
  let outOfRange = false;
  for (let at = 0; at < text.length && depth <= maxDepth && !outOfRange; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfText(text, at);
      if (end - at > 2) heapBytes += bytesPer.text + (end - at) * bytesPer.character;
      at = end;
    } else if (code === 0x2c) {
      heapBytes += bytesPer.item;
    } else if (code === colon) {
      heapBytes += bytesPer.name;
    } else if (code === 0x7b || code === 0x5b) {
      heapBytes += bytesPer.container;
      if (code === 0x7b && text.charCodeAt(at + 1) !== 0x7d) heapBytes += bytesPer.members;
      level += 1;
      depth = Math.max(depth, level);
    } else if (code === 0x7d || code === 0x5d) {
      level -= 1;
    } else if (code === 0x2d || isDigit(code)) {
      const start = code === 0x2d ? at + 1 : at;
      const endOfInteger = endOfDigits(text, start);
      const end = endOfNumber(text, endOfInteger);
      if (end > endOfInteger) {
        outOfRange = isOutOfRange(text, at, end);
      } else if (isLargeInteger(text, start, end) && !isName(text, end)) {
        quoted.addQuotes(at, end);
        heapBytes += bytesPer.text + (end - at) * bytesPer.character;
      }
      at = end - 1;
    }
  }
  return { heapBytes, depth, outOfRange, text: quoted.whole() };
}

/** After an escaped quote, the next one is expected within this number of characters. */
const nearEscape = 64;

/**
 * Index of the quote that closes a text. `indexOf` is four times as fast as a loop for a long text, and slower if every
 * other character is an escape, so that the loop reads the characters near an escaped quote.
 */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const next = text.indexOf('"', at);
    if (next === -1) return text.length;
    if (!isEscaped(text, next)) return next;
    at = next + 1;
    for (const end = at + nearEscape; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) return at;
      if (code === backslash) at += 1;
    }
  }
}

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Index behind the last digit. */
function endOfDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** Index behind the last digit or . e E + - of a number. */
function endOfNumber(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const isPart = isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
    if (!isPart) return at;
    at += 1;
  }
}

const largestInteger = String(Number.MAX_SAFE_INTEGER);

/** Whether the digits of an integer are more than 2^53 - 1. Two integers of the same length compare like their texts. */
function isLargeInteger(text: string, start: number, end: number): boolean {
  // JSON allows no leading zero. Quotes would make such a text valid.
  if (text.charCodeAt(start) === 0x30) return false;
  const digits = end - start;
  return (
    digits > largestInteger.length || (digits === largestInteger.length && text.slice(start, end) > largestInteger)
  );
}

/** Whether a colon follows. JSON allows no number as the name of a member. Quotes would make such a text valid. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === colon;
}

/** Whether a character is white space in JSON. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Whether a number with a fraction or an exponent becomes infinity, or becomes 0 although it is not 0. */
function isOutOfRange(text: string, start: number, end: number): boolean {
  const value = Number(text.slice(start, end));
  return value === 0 ? !isZero(text, start, end) : Math.abs(value) === Infinity;
}

/** Whether all digits before the exponent are 0. */
function isZero(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x2d && code !== 0x30 && code !== 0x2e) return !isDigit(code);
  }
  return true;
}

/** Pieces that are joined at a time, so that millions of them never exist at once. */
const piecesAtOnce = 10_000;

/** A copy of a text, with quotes around some of its parts. */
class QuotedText {
  readonly #text: string;
  #joined = "";
  #pieces: string[] = [];
  #copied = 0;

  constructor(text: string) {
    this.#text = text;
  }

  addQuotes(start: number, end: number): void {
    this.#pieces.push(this.#text.slice(this.#copied, start), this.#text.slice(start, end));
    this.#copied = end;
    if (this.#pieces.length < piecesAtOnce) return;
    this.#joined += `${this.#pieces.join('"')}"`;
    this.#pieces = [];
  }

  whole(): string {
    if (this.#copied === 0) return this.#text;
    return this.#joined + [...this.#pieces, this.#text.slice(this.#copied)].join('"');
  }
}
