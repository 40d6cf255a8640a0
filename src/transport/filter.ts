/** A value in a condition. */
export type FilterLiteral = string | number | bigint | boolean | Date;

/** A value that a {@link where} template accepts. */
export type FilterValue = FilterLiteral | Filter;

/** A part of a condition: either text (property names, operators and brackets), or one value, which is not quoted yet. */
export type FilterPart = { readonly text: string } | { readonly value: FilterLiteral };

/** A condition of a query. Only {@link where} creates one, so a value cannot change the meaning of the condition. */
export class Filter {
  /** The condition in order. Each transport joins the parts and quotes the values for its own query language. */
  readonly parts: readonly FilterPart[];
  // Makes `Filter` a nominal type, so that unquoted text is not accepted as a `Filter`.
  readonly #isFilter = true;

  /** @internal */
  constructor(parts: readonly FilterPart[]) {
    this.parts = Object.freeze(parts.map((part) => Object.freeze(part)));
  }

  /** Whether a value is a `Filter` that {@link where} created. */
  static isFilter(value: unknown): value is Filter {
    return typeof value === "object" && value !== null && #isFilter in value && value.#isFilter;
  }
}

/**
 * Builds the condition of a query. Write property names and operators (`eq ne gt ge lt le and or not startswith endswith
 * contains any`) in the template, and values as placeholders without quotes. A `Filter` as a value is put in brackets.
 *
 * @throws TypeError if a placeholder is inside quotes, a quote is not closed, or a value has another type.
 * @example
 * ```ts
 * import { SMS_Package, where, type Transport } from "configmgr-sdk";
 *
 * export function byName(transport: Transport, name: string) {
 *   return SMS_Package.query(transport, { where: where`Name eq ${name} and SourceSite eq ${"P01"}` });
 * }
 * ```
 */
export function where(template: TemplateStringsArray, ...values: readonly FilterValue[]): Filter {
  if (!isTemplate(template)) throw new TypeError("where must be used as a template tag: where`Name eq ${name}`");
  const parts = template.flatMap((text, index) => {
    const hasPlaceholder = index + 1 < template.length;
    const isClosed = countQuotes(text) % 2 === 0;
    if (!hasPlaceholder && !isClosed) throw new TypeError("where: a quote is not closed");
    if (!hasPlaceholder) return partsOfText(text);
    if (!isClosed || text.endsWith("'") || template[index + 1]?.startsWith("'") === true) {
      throw new TypeError(
        `where: placeholder ${index + 1} is inside quotes. Remove the quotes: the library quotes the value`,
      );
    }
    return [...partsOfText(text), ...partsOfValue(values[index], index + 1)];
  });
  return new Filter(parts);
}

/** Joins conditions with `or`. Returns `undefined` if there are no conditions. */
export function anyOf(conditions: readonly Filter[]): Filter | undefined {
  const [first, ...others] = conditions;
  if (first === undefined || others.length === 0) return first;
  return new Filter([...operand(first), ...others.flatMap((one) => [{ text: " or " }, ...operand(one)])]);
}

// Puts a condition in brackets, except a single comparison, which needs none: a site limits the length of the URL.
function operand({ parts }: Filter): readonly FilterPart[] {
  const [name] = parts;
  const isComparison = parts.length === 2 && name !== undefined && "text" in name && /^\w+ eq $/.test(name.text);
  return isComparison ? parts : inBrackets(parts);
}

function inBrackets(parts: readonly FilterPart[]): readonly FilterPart[] {
  return [{ text: "(" }, ...parts, { text: ")" }];
}

// A JavaScript caller could pass text from outside as the template, with quotes and operators in it.
function isTemplate(template: unknown): boolean {
  return Array.isArray(template) && Object.hasOwn(template, "raw");
}

function countQuotes(text: string): number {
  return text.split("'").length - 1;
}

/** Splits text of the template. Text in quotes becomes a value, so that each transport can quote it in its own way. */
function partsOfText(text: string): FilterPart[] {
  const quoted = /('(?:[^']|'')*')/;
  return text
    .split(quoted)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("'") ? { value: piece.slice(1, -1).replaceAll("''", "'") } : { text: piece }));
}

function partsOfValue(value: FilterValue | undefined, position: number): readonly FilterPart[] {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return [{ value }];
  if (typeof value === "number" && Number.isFinite(value)) return [{ value }];
  if (value instanceof Date && !Number.isNaN(value.getTime())) return [{ value: new Date(value) }];
  if (Filter.isFilter(value)) return inBrackets(value.parts);
  throw new TypeError(
    `where: placeholder ${position} must be text, a finite number, a bigint, a boolean, a valid Date or a Filter`,
  );
}
