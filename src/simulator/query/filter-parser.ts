/** A constant in a filter. */
export interface Literal {
  readonly kind: "literal";
  readonly type: "Edm.String" | "Edm.Boolean" | "Edm.DateTimeOffset" | "Edm.Date" | "number" | "null";
  readonly value: string | number | boolean | null;
}

/** A path to a property, for example `Name` or `x/Package`. */
export interface Member {
  readonly kind: "member";
  readonly path: readonly string[];
}

/** A constant or a property on one side of a comparison. */
export type Operand = Literal | Member;

/** A comparison operator. */
export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

/** A filter function that compares two texts. */
export type TextFunction = "contains" | "startswith" | "endswith";

/** A parsed `$filter`. A member without a comparison is true if the value of the property is `true`. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "comparison"; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "function"; readonly name: TextFunction; readonly text: Operand; readonly part: Operand }
  | { readonly kind: "any"; readonly path: readonly string[]; readonly variable: string; readonly condition: Condition }
  | Member;

/**
 * Maximum nesting and number of operators of a filter. Microsoft's OData library has such limits (documented); the numbers
 * are inferred.
 */
const maxDepth = 100;
const maxOperators = 1000;

/**
 * Parses a `$filter`. The parser accepts the parts of OData 4.0 that real sites accept, and two forms that clients send:
 * `startsWith` with a capital W, and `contains(...) eq true` (seen).
 *
 * @throws SyntaxError for any other text, and for more than 100 levels of brackets or more than 1000 operators.
 */
export function parseFilter(source: string): Condition {
  return new FilterParser(source).parse();
}

interface Token {
  readonly kind: "string" | "date" | "number" | "name" | "mark" | "end";
  readonly text: string;
  readonly position: number;
}

const tokenPattern =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_]\w*)|(?<mark>[(),/:]))/uy;

class FilterParser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;
  #operators = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokensOf(source);
  }

  parse(): Condition {
    const condition = this.#or();
    if (this.#next().kind !== "end") throw this.#error();
    return condition;
  }

  #or(): Condition {
    return this.#joined("or", () => this.#joined("and", () => this.#not()));
  }

  #joined(kind: "and" | "or", operand: () => Condition): Condition {
    const first = operand();
    const conditions = [first];
    while (this.#takeOperator(kind)) conditions.push(operand());
    return conditions.length === 1 ? first : { kind, conditions };
  }

  #not(): Condition {
    return this.#takeOperator("not") ? { kind: "not", condition: this.#not() } : this.#comparison();
  }

  #comparison(): Condition {
    const left = this.#term();
    const operator = comparisons.find((name) => this.#takeOperator(name));
    if (operator === undefined) return this.#condition(left);
    const right = this.#term();
    if (isOperand(left) && isOperand(right)) return { kind: "comparison", operator, left, right };
    return isOperand(left)
      ? this.#comparedWithBoolean(right, operator, left)
      : this.#comparedWithBoolean(left, operator, right);
  }

  /** Parses a condition that is compared with `true` or `false`, for example `contains(Name,'x') eq false`. */
  #comparedWithBoolean(term: Condition | Literal, operator: Comparison, expected: Condition | Literal): Condition {
    const isEquality = operator === "eq" || operator === "ne";
    if (!isEquality || expected.kind !== "literal" || typeof expected.value !== "boolean") throw this.#error();
    const condition = this.#condition(term);
    return expected.value === (operator === "eq") ? condition : { kind: "not", condition };
  }

  #condition(term: Condition | Literal): Condition {
    if (term.kind === "literal") throw this.#error();
    return term;
  }

  #term(): Condition | Literal {
    const { kind, text } = this.#next();
    if (this.#take("(")) return this.#nested(() => this.#or());
    if (kind === "name" && !constants.has(text)) return this.#named();
    return this.#literal();
  }

  /** Parses text that starts with a name: a function call, an `any` expression, or a path to a property. */
  #named(): Condition {
    const path = [this.#name()];
    if (this.#take("(")) return this.#nested(() => this.#textFunction(path[0] ?? ""));
    while (this.#take("/")) {
      const name = this.#name();
      if (!this.#take("(")) path.push(name);
      else if (name === "any") return this.#nested(() => this.#any(path));
      else throw new SyntaxError(`The function '${name}' is not supported.`);
    }
    return { kind: "member", path };
  }

  #textFunction(given: string): Condition {
    const name = textFunctions.find((known) => known === given.toLowerCase());
    if (name === undefined) throw new SyntaxError(`The function '${given}' is not supported.`);
    const text = this.#operand();
    if (!this.#take(",")) throw this.#error();
    return { kind: "function", name, text, part: this.#operand() };
  }

  #any(path: readonly string[]): Condition {
    const variable = this.#name();
    if (!this.#take(":")) throw this.#error();
    return { kind: "any", path, variable, condition: this.#or() };
  }

  #operand(): Operand {
    const term = this.#term();
    if (!isOperand(term)) throw this.#error();
    return term;
  }

  #literal(): Literal {
    const { kind, text } = this.#next();
    this.#index += 1;
    const constant = constants.get(text);
    if (kind === "name" && constant !== undefined) return constant;
    if (kind === "string")
      return { kind: "literal", type: "Edm.String", value: text.slice(1, -1).replaceAll("''", "'") };
    if (kind === "number") return { kind: "literal", type: "number", value: Number(text) };
    if (kind !== "date") throw this.#error();
    return { kind: "literal", type: text.includes("T") ? "Edm.DateTimeOffset" : "Edm.Date", value: text };
  }

  /** Parses the text between brackets. The opening bracket was already read. */
  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new SyntaxError(`The filter has more than ${maxDepth} levels of brackets.`);
    const result = read();
    if (!this.#take(")")) throw this.#error();
    this.#depth -= 1;
    return result;
  }

  #name(): string {
    const { kind, text } = this.#next();
    if (kind !== "name") throw this.#error();
    this.#index += 1;
    return text;
  }

  #take(mark: string): boolean {
    if (this.#next().kind !== "mark" || this.#next().text !== mark) return false;
    this.#index += 1;
    return true;
  }

  #takeOperator(operator: string): boolean {
    if (this.#next().kind !== "name" || this.#next().text !== operator) return false;
    this.#index += 1;
    this.#operators += 1;
    if (this.#operators > maxOperators) throw new SyntaxError(`The filter has more than ${maxOperators} operators.`);
    return true;
  }

  #next(): Token {
    return this.#tokens[this.#index] ?? { kind: "end", text: "", position: this.#source.length };
  }

  #error(): SyntaxError {
    return syntaxError(this.#source, this.#next().position);
  }
}

const comparisons = ["eq", "ne", "gt", "ge", "lt", "le"] as const;
const textFunctions = ["contains", "startswith", "endswith"] as const;
const constants: ReadonlyMap<string, Literal> = new Map([
  ["true", { kind: "literal", type: "Edm.Boolean", value: true }],
  ["false", { kind: "literal", type: "Edm.Boolean", value: false }],
  ["null", { kind: "literal", type: "null", value: null }],
]);

function isOperand(term: Condition | Literal): term is Operand {
  return term.kind === "literal" || term.kind === "member";
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const position = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(text)?.groups;
    if (groups === undefined) throw syntaxError(source, position);
    for (const kind of kinds) {
      const found = groups[kind];
      if (found !== undefined) tokens.push({ kind, text: found, position });
    }
  }
  return tokens;
}

const kinds = ["string", "date", "number", "name", "mark"] as const;

function syntaxError(source: string, position: number): SyntaxError {
  return new SyntaxError(`Syntax error at position ${position} in '${source.slice(0, 200)}'.`);
}
