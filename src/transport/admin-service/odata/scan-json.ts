/** What a JSON text contains, found without parsing it. */
export interface JsonScan {
  /** Memory that the parsed text needs at most. */
  readonly heapBytes: number;
  /** Levels of nesting; the scan ends when it exceeds `maxDepth`. */
  readonly depth: number;
  /** Start and end, in turn, of each number that a JavaScript number cannot hold. */
  readonly inexactNumbers: readonly number[];
}

// Bytes of heap that Node 20 needs for each, rounded up (measured with texts that hold nothing else). V8 keeps only one copy
// of each text of one character.
const bytesPer = { container: 64, name: 100, text: 32, item: 16, character: 2 };

const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads a JSON text in one pass over its characters. A regular expression with one match for each text is no alternative:
 * V8 ends the process after 2^25 matches of one `replace` (seen with Node 20).
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const inexactNumbers: number[] = [];
  let heapBytes = 0;
  let level = 0;
  let depth = 0;
  for (let at = 0; at < text.length && depth <= maxDepth; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfText(text, at);
      if (end - at > 2) heapBytes += bytesPer.text + (end - at) * bytesPer.character;
      at = end;
    } else if (code === 0x2c) {
      heapBytes += bytesPer.item;
    } else if (code === 0x3a) {
      heapBytes += bytesPer.name;
    } else if (code === 0x7b || code === 0x5b) {
      heapBytes += bytesPer.container;
      level += 1;
      depth = Math.max(depth, level);
    } else if (code === 0x7d || code === 0x5d) {
      level -= 1;
    } else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, at + 1);
      if (isInexact(text, at, end)) inexactNumbers.push(at, end);
      at = end - 1;
    }
  }
  return { heapBytes, depth, inexactNumbers };
}

/** Index of the quote that closes a text. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Index behind the last digit, or one of . e E + - */
function endOfNumber(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const isPart = isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
    if (!isPart) return at;
    at += 1;
  }
}

/** Whether a number is an integer above 2^53, or becomes 0 or infinity although it is neither. */
function isInexact(text: string, start: number, end: number): boolean {
  // `1e400` is the shortest.
  if (end - start < 5) return false;
  const number = text.slice(start, end);
  const value = Number(number);
  if (value === 0) return /^[^eE]*[1-9]/.test(number);
  if (Math.abs(value) === Infinity) return true;
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(number);
}

/** Pieces that are joined at a time, so that millions of them never exist at once. */
const piecesAtOnce = 10_000;

/** Puts quotes around parts of a text, given by start and end in turn. */
export function quoteAt(text: string, parts: readonly number[]): string {
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
