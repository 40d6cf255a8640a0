/** What a text holds: JSON, nothing at all, or something else. */
export type Parsed =
  { readonly is: "json"; readonly value: unknown } | { readonly is: "empty" } | { readonly is: "other" };

/** Integers of so many digits may be rounded by Node's parser: an Int64 of the site is larger than a number can hold. */
const unsafeDigits = 16;
// What tells strings from numbers: an escaped character, a quote, a long number. Flat, since a pattern for whole strings
// overflows on one with millions of escapes.
const pieces = /\\[^]|"|-?\d[\d.eE+-]{15,}/g;

/** Whether a text holds nothing, or white space alone. */
export function isBlank(text: string): boolean {
  // As String.trim() sees it, a byte order mark is white space.
  return text.trim() === "";
}

/** Parses an answer. Integers that a number can't hold exactly become text of their digits. */
export function parseJson(text: string): Parsed {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(mayHoldLargeInteger(bare) ? quoteLargeIntegers(bare) : bare);
    return { is: "json", value };
  } catch {
    // Which character was wrong helps nobody, and the parser's message quotes the answer.
    return { is: isBlank(bare) ? "empty" : "other" };
  }
}

// Looks at every sixteenth character, since so many digits in a row can't pass between two looks: a pattern that reads
// the whole text takes four times as long (measured).
function mayHoldLargeInteger(text: string): boolean {
  for (let at = unsafeDigits - 1; at < text.length; at += unsafeDigits) {
    if (!isDigit(text, at)) continue;
    let first = at;
    while (isDigit(text, first - 1)) first -= 1;
    let last = at;
    while (isDigit(text, last + 1)) last += 1;
    if (last - first + 1 >= unsafeDigits) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function quoteLargeIntegers(text: string): string {
  let insideString = false;
  return text.replace(pieces, (piece) => {
    if (piece === '"') insideString = !insideString;
    return insideString || !isLargeInteger(piece) ? piece : `"${piece}"`;
  });
}

function isLargeInteger(piece: string): boolean {
  return /^-?\d+$/.test(piece) && !Number.isSafeInteger(Number(piece));
}
