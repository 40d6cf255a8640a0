import type { Filter, FilterLiteral } from "../../filter.js";

/** A filter as OData `$filter` text, not URL-encoded. */
export function filterText({ parts }: Filter): string {
  return parts.map((part) => ("text" in part ? part.text : literal(part.value))).join("");
}

function literal(value: FilterLiteral): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return value instanceof Date ? value.toISOString() : String(value);
}
