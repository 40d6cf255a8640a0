/** What a JSON text contains, counted without parsing it. */
export interface JsonScan {
  /** Objects and arrays. */
  readonly containers: number;
  /** Names of members. */
  readonly names: number;
  /** Texts of two or more characters, names included: V8 keeps only one copy of each shorter text. */
  readonly texts: number;
  /** Characters in these texts. */
  readonly characters: number;
  /** Commas between members or array items. */
  readonly items: number;
  /** Levels of nesting; the scan ends when it exceeds `maxDepth`. */
  readonly depth: number;
  /** Start and end, in turn, of each number that a JavaScript number cannot hold. */
  readonly inexactNumbers: readonly number[];
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Counts the content of a JSON text in one pass over its characters. A regular expression with one match for each text
 * is no alternative: V8 ends the process after 2^25 matches of one `replace` (seen with Node 20).
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const inexactNumbers: number[] = [];
  let containers = 0;
  let names = 0;
  let texts = 0;
  let characters = 0;
  let items = 0;
  let level = 0;
  let depth = 0;
  for (let at = 0; at < text.length && depth <= maxDepth; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfText(text, at);
      if (end - at > 2) {
        texts += 1;
        characters += end - at;
      }
      at = end;
    } else if (code === 0x2c) {
      items += 1;
    } else if (code === 0x3a) {
      names += 1;
    } else if (code === 0x7b || code === 0x5b) {
      containers += 1;
      level += 1;
      depth = Math.max(depth, level);
    } else if (code === 0x7d || code === 0x5d) {
      level -= 1;
    } else if (code === 0x2d || isDigit(code)) {
      const endOfInteger = endOfDigits(text, at + 1);
      const end = endOfNumber(text, endOfInteger);
      const isInexact = end === endOfInteger ? isLargeInteger(text, at, end) : isOutOfRange(text, at, end);
      if (isInexact) inexactNumbers.push(at, end);
      at = end - 1;
    }
  }
  return { containers, names, texts, characters, items, depth, inexactNumbers };
}

/** Characters of a text that are read one by one, before `indexOf` looks for its end: 4 times as fast for long texts. */
const readOneByOne = 100;

/** Index of the quote that closes a text. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    for (const pause = at + readOneByOne; at < pause; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) return at;
      if (code === backslash) at += 1;
    }
    const next = text.indexOf('"', at);
    if (next === -1) return text.length;
    let escapes = 0;
    while (next - escapes > at && text.charCodeAt(next - escapes - 1) === backslash) escapes += 1;
    if (escapes % 2 === 0) return next;
    at = next + 1;
  }
  return at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function endOfDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** Index behind a number. */
function endOfNumber(text: string, start: number): number {
  let at = start;
  while (isPartOfNumber(text.charCodeAt(at))) at += 1;
  return at;
}

// A digit, or one of . e E + -
function isPartOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
}

/** Whether an integer is above 2^53: always with 17 digits, never with fewer than 16. */
function isLargeInteger(text: string, start: number, end: number): boolean {
  if (end - start < 16) return false;
  return end - start > 17 || !Number.isSafeInteger(Number(text.slice(start, end)));
}

/** Whether a number with a fraction or an exponent becomes 0 or infinity, although it is neither. */
function isOutOfRange(text: string, start: number, end: number): boolean {
  if (end - start < 5) return false;
  const number = text.slice(start, end);
  const value = Number(number);
  return !Number.isFinite(value) || (value === 0 && /^[^eE]*[1-9]/.test(number));
}

/** Pieces that are joined at a time, so that millions of them never exist at once. */
const piecesAtOnce = 10_000;

/** Puts quotes around parts of a text, given by start and end in turn. */
export function quoteAt(text: string, parts: readonly number[]): string {
  if (parts.length === 0) return text;
  const joined: string[] = [];
  let pieces: string[] = [];
  let copied = 0;
  for (const at of parts) {
    pieces.push(text.slice(copied, at));
    copied = at;
    if (pieces.length < piecesAtOnce) continue;
    joined.push(pieces.join('"'));
    pieces = [];
  }
  pieces.push(text.slice(copied));
  return [...joined, pieces.join('"')].join('"');
}
