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
 * @throws SyntaxError when a string literal is not closed, and for more than the parser can read in good time.
 */
export function plainFilter(source: string): PlainFilter {
  const literals: (string | number)[] = [];
  const words = wordsOf(source.trim(), literals);
  requireModest(words);
  return { text: rewritten(words), literals };
}

// The parser's time rises with the square of either.
const maxDepth = 100;
const maxOperators = 1000;
const operators = new Set(["and", "or", "not", "add", "sub", "mul", "div", "mod"]);

function requireModest(words: readonly Word[]): void {
  let [depth, deepest, operatorCount] = [0, 0, 0];
  for (const { text } of words) {
    if (text === "(") depth += 1;
    if (text === ")") depth = Math.max(0, depth - 1);
    if (operators.has(text)) operatorCount += 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > maxDepth) throw new SyntaxError(`The filter nests more than ${maxDepth} brackets.`);
  if (operatorCount > maxOperators) throw new SyntaxError(`The filter has more than ${maxOperators} operators.`);
}

function rewritten(words: readonly Word[]): string {
  const parts: string[] = [];
  for (let index = 0; index < words.length;) {
    const { text, next } = comparedTerm(words, index) ?? plainTerm(words, index);
    parts.push(text);
    index = next;
  }
  return parts.join("");
}

interface Rewritten {
  readonly text: string;
  /** Where the next term begins. */
  readonly next: number;
}

function plainTerm(words: readonly Word[], index: number): Rewritten {
  const { gap, text } = words[index] ?? nothing;
  // The parser wants a space between `not` and its bracket.
  const space = text === "not" && words[index + 1]?.text === "(" ? " " : "";
  return { text: gap + text + space, next: index + 1 };
}

/** A call or a group, and the boolean that it is compared with on either side: the parser gets `not` or nothing for it. */
function comparedTerm(words: readonly Word[], index: number): Rewritten | undefined {
  const before = comparison(words[index + 1], words[index]);
  const start = before === undefined ? index : index + 2;
  const end = endOfTerm(words, start);
  if (end === undefined) return undefined;
  const after = before === undefined ? comparison(words[end + 1], words[end + 2]) : undefined;
  const open = words[start]?.text === "(" ? start : start + 1;
  const name = words.slice(start, open).map(({ text }) => text.toLowerCase());
  const inner = rewritten(words.slice(open + 1, end));
  const negated = (before ?? after) === false ? "not " : "";
  return {
    text: `${words[index]?.gap ?? ""}${negated}${name.join("")}(${inner})`,
    next: after === undefined ? end + 1 : end + 3,
  };
}

/** The boolean that something is compared with, `ne` already turned over. */
function comparison(operator: Word | undefined, value: Word | undefined): boolean | undefined {
  if (operator?.text !== "eq" && operator?.text !== "ne") return undefined;
  if (value?.text !== "true" && value?.text !== "false") return undefined;
  return (operator.text === "eq") === (value.text === "true");
}

/** Where a call of a boolean function, or a group in brackets, ends that starts at `index`. */
function endOfTerm(words: readonly Word[], index: number): number | undefined {
  const { text, gap } = words[index] ?? nothing;
  if (booleanFunctions.has(text.toLowerCase())) return closingBracket(words, index + 1);
  const before = words[index - 1]?.text ?? "(";
  return gap !== "" || before === "(" || before === "not" ? closingBracket(words, index) : undefined;
}

const nothing: Word = { text: "", gap: "" };

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
