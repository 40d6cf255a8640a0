/** What a text holds: JSON, nothing at all, or something else. */
export type Parsed =
  { readonly is: "json"; readonly value: unknown } | { readonly is: "empty" } | { readonly is: "other" };

// Node's parser would round these: an Int64 of the site may be larger than a number can hold.
const mayHoldLargeInteger = /\d{16}/;
// What tells strings from numbers: an escaped character, a quote, a long number. Flat, since a pattern for whole strings
// overflows on one with millions of escapes.
const pieces = /\\[^]|"|-?\d[\d.eE+-]{15,}/g;

/** Parses an answer. Integers that a number can't hold exactly become text of their digits. */
export function parseJson(text: string): Parsed {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (bare.trim() === "") return { is: "empty" };
  try {
    const value: unknown = JSON.parse(mayHoldLargeInteger.test(bare) ? quoteLargeIntegers(bare) : bare);
    return { is: "json", value };
  } catch {
    // Which character was wrong helps nobody, and the parser's message quotes the answer.
    return { is: "other" };
  }
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
