import { Parser } from "@odata/parser/lib/parser.js";
import { plainFilter, type PlainFilter } from "./filter-dialect.js";

/** A value in a condition: a constant or the path to a property. */
export type Operand =
  | { readonly kind: "literal"; readonly type: string; readonly value: string | number | boolean | null }
  | { readonly kind: "member"; readonly path: readonly string[] };

/** How two values are compared. */
export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

/** A `$filter` as a tree. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "comparison"; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "function"; readonly name: string; readonly parameters: readonly Operand[] }
  | { readonly kind: "any"; readonly path: readonly string[]; readonly variable: string; readonly condition: Condition }
  | { readonly kind: "member"; readonly path: readonly string[] };

const comparisons: Readonly<Partial<Record<string, Comparison>>> = {
  EqualsExpression: "eq",
  NotEqualsExpression: "ne",
  GreaterThanExpression: "gt",
  GreaterOrEqualsExpression: "ge",
  LesserThanExpression: "lt",
  LesserOrEqualsExpression: "le",
};

/**
 * Parses a `$filter`.
 *
 * @throws SyntaxError for what is not OData, and for OData that the service does not serve.
 */
export function parseFilter(source: string): Condition {
  const { text, literals } = plainFilter(source);
  try {
    return conditionOf(new Parser().filter(text), literals);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    // The parser's own errors, and its stack running out on a path of thousands of names.
    throw new SyntaxError(`Syntax error in the filter expression '${source.slice(0, 200)}'.`, { cause: error });
  }
}

function conditionOf(token: unknown, literals: Literals): Condition {
  const { type, value, raw } = tokenOf(token);
  const operator = comparisons[type];
  if (operator !== undefined) {
    const [left, right] = [operandOf(member(value, "left"), literals), operandOf(member(value, "right"), literals)];
    return { kind: "comparison", operator, left, right };
  }
  switch (type) {
    case "AndExpression":
    case "OrExpression":
    case "NotExpression":
      return joined(termsOf(token, literals));
    case "BoolParenExpression":
    case "ParenExpression":
    case "CommonExpression":
    case "LambdaPredicateExpression":
      return conditionOf(value, literals);
    case "MethodCallExpression":
      return {
        kind: "function",
        name: String(member(value, "method")),
        parameters: listOf(member(value, "parameters")).map((parameter) => operandOf(parameter, literals)),
      };
    case "FirstMemberExpression":
      return memberCondition(value, literals);
    default:
      throw new SyntaxError(`The expression '${raw}' of type ${type} is not supported.`);
  }
}

/** What stands between the operators of a filter, with the one in front of it. */
interface Term {
  readonly joint: "and" | "or";
  readonly condition: Condition;
}

/**
 * The terms in the order of the filter. The parser reads `not a and b or c` as `not (a and b or c)` and `a and not b or c`
 * likewise, so its tree says nothing of what binds what. Brackets have tokens of their own.
 */
function termsOf(token: unknown, literals: Literals, joint: Term["joint"] = "or", negated = false): Term[] {
  const { type, value } = tokenOf(token);
  if (type === "NotExpression") return termsOf(value, literals, joint, !negated);
  if (type === "AndExpression" || type === "OrExpression") {
    const next = type === "AndExpression" ? "and" : "or";
    return [
      ...termsOf(member(value, "left"), literals, joint, negated),
      ...termsOf(member(value, "right"), literals, next),
    ];
  }
  const condition = conditionOf(token, literals);
  return [{ joint, condition: negated ? { kind: "not", condition } : condition }];
}

/** OData binds `not` most tightly, then `and`, then `or`. */
function joined(terms: readonly Term[]): Condition {
  const alternatives: Condition[] = [];
  for (const { joint, condition } of terms) {
    const left = joint === "and" ? alternatives.pop() : undefined;
    alternatives.push(left === undefined ? condition : { kind: "and", left, right: condition });
  }
  return alternatives.reduce((left, right) => ({ kind: "or", left, right }));
}

function memberCondition(value: unknown, literals: Literals): Condition {
  const lambda = lambdaOf(value);
  if (lambda === undefined) return { kind: "member", path: pathOf(value) };
  const { type, value: body, raw } = tokenOf(lambda.call);
  if (type !== "AnyExpression") throw new SyntaxError(`The lambda expression '${raw}' is not supported.`);
  return {
    kind: "any",
    path: lambda.path,
    variable: String(member(tokenOf(member(body, "variable")).value, "name")),
    condition: conditionOf(member(body, "predicate"), literals),
  };
}

function lambdaOf(value: unknown): { readonly path: string[]; readonly call: unknown } | undefined {
  const path = isToken(value) && value.type === "MemberExpression" ? tokenOf(value.value) : undefined;
  const next = path === undefined ? undefined : member(path.value, "next");
  if (path === undefined || !isToken(next) || next.type !== "CollectionPathExpression") return undefined;
  return { path: pathOf(member(path.value, "current")), call: next.value };
}

function operandOf(token: unknown, literals: Literals): Operand {
  const { type, value, raw } = tokenOf(token);
  if (type === "CommonExpression") return operandOf(value, literals);
  if (type === "FirstMemberExpression" && lambdaOf(value) === undefined) return { kind: "member", path: pathOf(value) };
  if (type === "Literal") return literalOf(String(value), raw, literals);
  throw new SyntaxError(`The expression '${raw}' of type ${type} is not supported.`);
}

function literalOf(type: string, raw: string, literals: Literals): Operand {
  if (type === "Edm.String") {
    const value = literals[Number(raw.slice(1, -1))] ?? "";
    return { kind: "literal", type: typeof value === "number" ? "number" : type, value };
  }
  if (type === "null") return { kind: "literal", type, value: null };
  if (type === "Edm.Boolean") return { kind: "literal", type, value: raw === "true" };
  const number = Number(raw);
  if (!Number.isNaN(number)) return { kind: "literal", type: "number", value: number };
  return { kind: "literal", type, value: raw };
}

/** The names in a path, whichever of the parser's ways of nesting it came in. */
function pathOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pathOf);
  if (isToken(value)) {
    if (value.type === "CollectionPathExpression") throw new SyntaxError(`The path '${value.raw}' is not supported.`);
    return pathOf(value.value);
  }
  const name = member(value, "name");
  if (typeof name === "string") return [name];
  return [...pathOf(member(value, "current")), ...pathOf(member(value, "next"))];
}

type Literals = PlainFilter["literals"];

interface Token {
  readonly type: string;
  readonly value: unknown;
  readonly raw: string;
}

function isToken(value: unknown): value is Token {
  return typeof value === "object" && value !== null && "type" in value && "value" in value && "raw" in value;
}

function tokenOf(value: unknown): Token {
  if (isToken(value)) return value;
  throw new SyntaxError("The filter expression is not complete.");
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) throw new SyntaxError("The filter expression is not complete.");
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
