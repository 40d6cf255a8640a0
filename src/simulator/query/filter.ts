import type { ClassDefinition } from "../classes/catalog.js";
import type { PropertyDefinition } from "../classes/class-text.js";
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from "../values/json.js";
import { noProperty, status404 } from "../wire/refusal.js";
import { timeIn } from "../values/wire-formats.js";
import { edmType } from "../wire/value-types.js";
import { parseFilter, type Comparison, type Condition, type Operand } from "./filter-parser.js";

/** A `$filter` as a function that tests rows. */
export interface CompiledFilter {
  readonly matches: (row: JsonObject) => boolean;
  /** Values of properties that each matching row has. With them, the site does not make rows that cannot match. */
  readonly equalities: ReadonlyMap<string, string>;
}

interface Context {
  readonly definition: ClassDefinition;
  readonly stringEquality: "works" | "refused";
  /** Names of the variables of the `any` expressions that contain a condition. */
  readonly variables: ReadonlySet<string>;
}

type Scope = ReadonlyMap<string, JsonValue>;
type Test = (row: JsonObject, scope: Scope) => boolean;
type Value = (row: JsonObject, scope: Scope) => JsonValue;

/**
 * Compiles a `$filter` for the rows of one class. Comparisons of text ignore case, as the database of a real site does
 * (inferred from the collation that ConfigMgr requires).
 *
 * @throws Refusal for an unknown property, an unknown function, a wrong type or a syntax error.
 */
export function compileFilter(
  source: string,
  definition: ClassDefinition,
  stringEquality: "works" | "refused",
): CompiledFilter {
  const condition = parse(source);
  const test = compile(condition, { definition, stringEquality, variables: new Set() });
  const noVariables: Scope = new Map();
  return { matches: (row) => test(row, noVariables), equalities: new Map(equalitiesOf(condition)) };
}

function parse(source: string): Condition {
  try {
    return parseFilter(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw status404(`The query specified in the URI is not valid. ${error.message}`);
    throw error;
  }
}

function compile(condition: Condition, context: Context): Test {
  switch (condition.kind) {
    case "and": {
      const tests = condition.conditions.map((inner) => compile(inner, context));
      return (row, scope) => tests.every((test) => test(row, scope));
    }
    case "or": {
      const tests = condition.conditions.map((inner) => compile(inner, context));
      return (row, scope) => tests.some((test) => test(row, scope));
    }
    case "not": {
      const inner = compile(condition.condition, context);
      return (row, scope) => !inner(row, scope);
    }
    case "comparison":
      return comparison(condition, context);
    case "function":
      return textFunction(condition, context);
    case "any": {
      const collection = valueOf({ kind: "member", path: condition.path }, context);
      const inner = compile(condition.condition, {
        ...context,
        variables: new Set([...context.variables, condition.variable]),
      });
      return (row, scope) =>
        itemsOf(collection(row, scope)).some((item) => inner(row, new Map([...scope, [condition.variable, item]])));
    }
    case "member": {
      const value = valueOf(condition, context);
      return (row, scope) => value(row, scope) === true;
    }
  }
}

function comparison({ operator, left, right }: Extract<Condition, { kind: "comparison" }>, context: Context): Test {
  requireSameType(left, right, operator, context.definition);
  const text = [left, right].some((operand) => operand.kind === "literal" && operand.type === "Edm.String");
  if (operator === "eq" && text && context.stringEquality === "refused") {
    throw status404("The query specified in the URI is not valid. This site does not compare strings with 'eq'.");
  }
  const [first, second] = [valueOf(left, context), valueOf(right, context)];
  return (row, scope) => compare(first(row, scope), second(row, scope), operator);
}

function textFunction({ name, text, part }: Extract<Condition, { kind: "function" }>, context: Context): Test {
  const [textOfRow, partOfRow] = [valueOf(text, context), valueOf(part, context)];
  return (row, scope) => {
    const [whole, piece] = [textOfRow(row, scope), partOfRow(row, scope)];
    if (typeof whole !== "string" || typeof piece !== "string") return false;
    const [a, b] = [whole.toLowerCase(), piece.toLowerCase()];
    if (name === "contains") return a.includes(b);
    return name === "startswith" ? a.startsWith(b) : a.endsWith(b);
  };
}

function valueOf(operand: Operand, { definition, variables }: Context): Value {
  if (operand.kind === "literal") {
    const value = operand.type.startsWith("Edm.Date") ? timeOf(operand.value) : operand.value;
    return () => value;
  }
  const [head = "", ...rest] = operand.path;
  if (variables.has(head)) return (_row, scope) => valueAtPath(scope.get(head), rest);
  const property = definition.propertiesByName.get(head);
  if (property === undefined) throw noProperty(head, definition.name);
  if (property.type === "DateTime") return (row) => timeOf(row[head] ?? null);
  return (row) => valueAtPath(row[head], rest);
}

function valueAtPath(start: JsonValue | undefined, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((value, name) => (isJsonObject(value) ? (value[name] ?? null) : null), start ?? null);
}

/** Converts a time to milliseconds, because different texts can mean the same time. Keeps other values. */
function timeOf(value: JsonValue): JsonValue {
  return timeIn(value) ?? value;
}

function compare(left: JsonValue, right: JsonValue, operator: Comparison): boolean {
  const [a, b] = [lowerCased(left), lowerCased(right)];
  if (operator === "eq") return a === b;
  if (operator === "ne") return a !== b;
  if (a === null || b === null || typeof a !== typeof b) return false;
  switch (operator) {
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
  }
}

function lowerCased(value: JsonValue): string | number | boolean | null {
  if (typeof value === "string") return value.toLowerCase();
  return typeof value === "object" ? null : value;
}

function requireSameType(left: Operand, right: Operand, operator: Comparison, definition: ClassDefinition): void {
  const [member, literal] = left.kind === "member" ? [left, right] : [right, left];
  if (member.kind !== "member" || literal.kind !== "literal" || member.path.length !== 1) return;
  const property = definition.propertiesByName.get(member.path[0] ?? "");
  if (property === undefined || literal.value === null || fits(literal.type, property)) return;
  throw status404(
    "The query specified in the URI is not valid. A binary operator with incompatible types was detected. " +
      `Found operand types '${edmType(property)}' and '${literal.type}' for operator kind '${operator}'.`,
  );
}

function fits(literalType: string, property: PropertyDefinition): boolean {
  if (property.array) return false;
  if (property.type === "String") return literalType === "Edm.String";
  if (property.type === "Boolean") return literalType === "Edm.Boolean";
  if (property.type === "DateTime") return literalType === "Edm.DateTimeOffset" || literalType === "Edm.Date";
  return literalType === "number";
}

function equalitiesOf(condition: Condition): [string, string][] {
  if (condition.kind === "and") return condition.conditions.flatMap(equalitiesOf);
  if (condition.kind !== "comparison" || condition.operator !== "eq") return [];
  const { left, right } = condition;
  if (left.kind !== "member" || right.kind !== "literal") return [];
  const [name, ...rest] = left.path;
  return name !== undefined && rest.length === 0 && typeof right.value === "string" ? [[name, right.value]] : [];
}
