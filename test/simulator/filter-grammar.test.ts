import { Parser } from "@odata/parser/lib/parser.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter, type Condition, type Operand } from "../../src/simulator/query/filter-parser.js";

/** Converts the tree of the simulated site's parser to text, with a bracket around each condition. */
function siteTree(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.conditions.map(siteTree).join(` ${condition.kind} `)})`;
    case "not":
      return `(not ${siteTree(condition.condition)})`;
    case "comparison":
      return `(${operand(condition.left)} ${condition.operator} ${operand(condition.right)})`;
    case "function":
      return `${condition.name}(${operand(condition.text)},${operand(condition.part)})`;
    case "any":
      return `${condition.path.join("/")}/any(${condition.variable}:${siteTree(condition.condition)})`;
    case "member":
      return condition.path.join("/");
  }
}

function operand(given: Operand): string {
  if (given.kind === "member") return given.path.join("/");
  return given.type === "Edm.String" ? `'${String(given.value).replaceAll("'", "''")}'` : String(given.value);
}

interface JudgeToken {
  readonly type: string;
  readonly value: unknown;
  readonly raw: string;
}

/** Parses a filter with `@odata/parser`, which this project did not write. Returns its tree as text in the same format. */
function judgeTree(source: string): string {
  return written(new Parser().filter(source));
}

const operators: Readonly<Record<string, string>> = {
  EqualsExpression: "eq",
  NotEqualsExpression: "ne",
  GreaterThanExpression: "gt",
  GreaterOrEqualsExpression: "ge",
  LesserThanExpression: "lt",
  LesserOrEqualsExpression: "le",
  AndExpression: "and",
  OrExpression: "or",
};

function written({ type, value, raw }: JudgeToken): string {
  const parts = value as Record<string, JudgeToken>;
  const operator = operators[type];
  if (operator !== undefined) return `(${part(parts, "left")} ${operator} ${part(parts, "right")})`;
  switch (type) {
    case "NotExpression":
      return `(not ${written(value as JudgeToken)})`;
    case "MethodCallExpression": {
      const { method, parameters } = value as { method: string; parameters: JudgeToken[] };
      return `${method}(${parameters.map(written).join(",")})`;
    }
    case "Literal":
      return raw;
    case "FirstMemberExpression":
      return member(value as JudgeToken);
    default:
      return written(value as JudgeToken);
  }
}

function part(parts: Record<string, JudgeToken>, name: string): string {
  const found = parts[name];
  if (found === undefined) throw new Error(`the judge's tree has no ${name}`);
  return written(found);
}

/** Converts a path, which can end with an `any` expression, to text. */
function member(token: JudgeToken): string {
  const next = (token.value as { value?: { next?: JudgeToken } }).value?.next;
  if (next?.type !== "CollectionPathExpression") return token.raw;
  const body = (next.value as JudgeToken).value as { variable: JudgeToken; predicate: JudgeToken };
  return `${token.raw.split("/any(")[0] ?? ""}/any(${body.variable.raw}:${written(body.predicate)})`;
}

const text = fc.string({ unit: fc.constantFrom("a", "'", "(", ")", " ", ",", "é"), maxLength: 6 });
const name = fc.constantFrom("Name", "SourceVersion", "anding", "notes", "eqs", "x_1");
const value = fc.oneof(
  text.map((given) => `'${given.replaceAll("'", "''")}'`),
  fc.integer({ min: -1e9, max: 1e9 }).map(String),
  fc.constantFrom("true", "false", "null", "2024-01-01T00:00:00Z", "2024-01-01T10:30:00.5Z"),
);
const { condition } = fc.letrec<{ condition: string; simple: string }>((tie) => ({
  simple: fc.oneof(
    fc.tuple(name, fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"), value).map((words) => words.join(" ")),
    fc
      .tuple(fc.constantFrom("contains", "startswith", "endswith"), name, text)
      .map(([called, on, given]) => `${called}(${on},'${given.replaceAll("'", "''")}')`),
    fc.tuple(name, name, value).map(([path, variable, given]) => `${path}/any(${variable}:${variable} eq ${given})`),
  ),
  // Each operand is in brackets, because `@odata/parser` parses "a and b or c" without precedence.
  condition: fc.oneof(
    { maxDepth: 4 },
    tie("simple"),
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([left, joint, right]) => `(${left}) ${joint} (${right})`),
    tie("condition").map((inner) => `not (${inner})`),
  ),
}));

describe("the filter grammar, compared with an independent parser", () => {
  it("a random filter with brackets around each operand has the same tree in both parsers", () => {
    fc.assert(
      fc.property(condition, (source) => {
        expect(siteTree(parseFilter(source))).toBe(judgeTree(source));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it.each([
    "Name eq",
    "eq 'x'",
    "Name 'x'",
    "Name eq 'x",
    "Name eq x'",
    "(Name eq 'x'",
    "Name eq 'x')",
    "Name eq 'x' and",
    "or Name eq 'x'",
    "Name eq 'x' Name eq 'y'",
    "contains(Name,'x'",
    "contains Name,'x')",
    "Name EQ 'x'",
    "Name == 'x'",
    "Name eq 2024-01-01T00:00",
    "Names/any(x)",
    "Names/any(x: )",
    "/Name eq 1",
    "Name/ eq 1",
    "",
    "#",
  ])("both parsers refuse the filter: %s", (source) => {
    expect(() => judgeTree(source)).toThrow();
    expect(() => parseFilter(source)).toThrow(SyntaxError);
  });

  it.each(["toString eq 1", "constructor", "__proto__ eq 'x'", "hasOwnProperty/any(x:x eq 1)"])(
    "a name that each JavaScript object has is parsed as the name of a property: %s",
    (source) => {
      expect(siteTree(parseFilter(source))).toContain(source.split(/[ /]/u)[0]);
    },
  );
});
