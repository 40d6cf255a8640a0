/** What may be put into a {@link where} template. */
export type FilterValue = string | number | bigint | boolean | Date | Filter;

/** A condition of a query. Made by {@link where} alone, so that no value in it can end its own quotes. */
export class Filter {
  /** The condition as OData `$filter` text, not URL-encoded. */
  readonly text: string;
  // A nominal type: text that nobody quoted is not a Filter.
  readonly #quoted = true;

  /** @internal */
  constructor(text: string) {
    this.text = text;
  }

  /** The condition as OData `$filter` text, as `text` has it. */
  toString(): string {
    return this.text;
  }

  /** Whether a value is a Filter that {@link where} made. */
  static isFilter(value: unknown): value is Filter {
    return typeof value === "object" && value !== null && #quoted in value && value.#quoted;
  }
}

/**
 * Builds the condition of a query and quotes what is put into it: text in `'...'` with quotes doubled, dates as OData
 * writes them, another `Filter` in brackets. Property names and operators (`eq ne gt ge lt le and or not startswith
 * endswith contains any`) stand in the template itself. Do not write quotes around a placeholder.
 *
 * @throws TypeError when a placeholder stands inside quotes, or a value is none of the accepted types.
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
  let text = template[0] ?? "";
  let quotes = countQuotes(text);
  values.forEach((value, index) => {
    const next = template[index + 1] ?? "";
    if (quotes % 2 === 1 || text.endsWith("'") || next.startsWith("'")) {
      throw new TypeError(`where: placeholder ${index + 1} stands inside quotes; leave them out, the value is quoted`);
    }
    quotes += countQuotes(next);
    text += literal(value, index + 1) + next;
  });
  if (quotes % 2 === 1) throw new TypeError("where: a quote is not closed");
  return new Filter(text);
}

/** The condition that any of several holds; `undefined` for none. */
export function anyOf(conditions: readonly Filter[]): Filter | undefined {
  return conditions.reduce<Filter | undefined>(
    (all, one) => (all === undefined ? one : where`${all} or ${one}`),
    undefined,
  );
}

function countQuotes(text: string): number {
  return text.split("'").length - 1;
}

function literal(value: FilterValue, position: number): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (Filter.isFilter(value)) return `(${value.text})`;
  throw new TypeError(
    `where: placeholder ${position} is not text, a finite number, a bigint, a boolean, a valid Date or a Filter`,
  );
}
