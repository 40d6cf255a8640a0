/** A `$filter` in the grammar of the parser, and the literals that were taken out of it. */
export interface PlainFilter {
  readonly text: string;
  readonly literals: readonly (string | number)[];
}

interface Word {
  readonly text: string;
  readonly gap: string;
}

const booleanFunctions = new Set(["contains", "startswith", "endswith"]);

/**
 * Brings what the service was seen to accept into the OData 4.0 grammar that the parser knows: `startsWith` with a
 * capital W (seen in public code), and `contains(...) eq true`, which 4.0 has no rule for (seen). Text and long integers
 * are replaced by their number in a list, in quotes: nothing in a text (a `%27`, say) means anything to the parser then,
 * which refuses integers of more than ten digits besides.
 *
 * @throws SyntaxError when a string literal is not closed.
 */
export function plainFilter(source: string): PlainFilter {
  const literals: (string | number)[] = [];
  const words = wordsOf(source.trim(), literals);
  const parts: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const end = booleanFunctions.has(word.text.toLowerCase()) ? closingBracket(words, index + 1) : undefined;
    if (end === undefined) {
      parts.push(word.gap + word.text);
      continue;
    }
    const call = words
      .slice(index + 1, end + 1)
      .map(({ gap, text }) => gap + text)
      .join("");
    const compared = comparedWith(words, end);
    const negated = compared === false ? "not " : "";
    parts.push(`${word.gap}${negated}${word.text.toLowerCase()}${call}`);
    index = compared === undefined ? end : end + 2;
  }
  return { text: parts.join(""), literals };
}

/** The boolean that a call ending at `end` is compared with, `ne` already turned over. */
function comparedWith(words: readonly Word[], end: number): boolean | undefined {
  const operator = words[end + 1]?.text;
  const value = words[end + 2]?.text;
  if ((operator !== "eq" && operator !== "ne") || (value !== "true" && value !== "false")) return undefined;
  return (operator === "eq") === (value === "true");
}

function closingBracket(words: readonly Word[], open: number): number | undefined {
  if (words[open]?.text !== "(") return undefined;
  let depth = 0;
  for (let index = open; index < words.length; index += 1) {
    if (words[index]?.text === "(") depth += 1;
    if (words[index]?.text === ")") depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}

function wordsOf(source: string, literals: (string | number)[]): Word[] {
  const words: Word[] = [];
  let gap = "";
  let position = 0;
  while (position < source.length) {
    const start = position;
    const character = source.charAt(position);
    if (character === " ") {
      gap += character;
      position += 1;
      continue;
    }
    if (character === "'") {
      position = endOfString(source, position);
      words.push({ gap, text: `'${literals.length}'` });
      literals.push(source.slice(start + 1, position - 1).replaceAll("''", "'"));
    } else {
      position += 1;
      if (!separators.includes(character)) {
        while (position < source.length && !separators.includes(source.charAt(position))) position += 1;
      }
      const text = source.slice(start, position);
      const long = text.length >= longInteger && Number.isInteger(Number(text));
      words.push({ gap, text: long ? `'${literals.length}'` : text });
      if (long) literals.push(Number(text));
    }
    gap = "";
  }
  return words;
}

const longInteger = 10;
const separators = " '(),";

function endOfString(source: string, open: number): number {
  for (let position = open + 1; position < source.length; position += 1) {
    if (source.charAt(position) !== "'") continue;
    if (source.charAt(position + 1) !== "'") return position + 1;
    position += 1;
  }
  throw new SyntaxError(`There is an unterminated string literal at position ${open} in '${source}'.`);
}
