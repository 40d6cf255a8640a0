import type { OperationInfo } from "../../../failure.js";
import { invalidArgument } from "../../../invalid-argument.js";
import { succeed, type Result } from "../../../result.js";
import type { Filter, FilterLiteral } from "../../filter.js";
import type { ObjectPath } from "../../transport.js";

const nameForm = /^[A-Za-z_]\w{0,200}$/;

/** Whether a value is text that can be the name of a class, a property or a method. */
export function isName(value: unknown): boolean {
  return typeof value === "string" && nameForm.test(value);
}

/** Whether text has only characters that can be sent. */
export function isSendable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** Writes a filter as OData `$filter` text, not URL-encoded. */
export function filterText({ parts }: Filter): string {
  return parts.map((part) => ("text" in part ? part.text : literal(part.value))).join("");
}

/**
 * Returns the URL path of one object, or a failure if a key cannot be sent.
 *
 * @param operation - the call, for the failure
 * @param isBody - true if the keys are in the body of the request: the path is then the path of the class
 */
export function objectPath(
  { className, keys }: ObjectPath,
  operation: OperationInfo = { className },
  isBody = false,
): Result<string> {
  if (!isName(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  const entries = Object.entries(keys);
  if (entries.length === 0) return invalidArgument(operation, "keys", "must contain the value of each key property");
  for (const [name, key] of entries) {
    if (!isName(name)) return invalidArgument(operation, "keys", "must have the names of key properties");
    if (!isKey(key) || (!isBody && hasUnsafeCharacter(key))) {
      return invalidArgument(operation, name, isBody ? keyInBody : keyInUrl);
    }
  }
  if (isBody) return succeed(`/wmi/${className}`);
  const literals = entries.map(([name, key]) => {
    const value = encodeURIComponent(literal(key));
    return entries.length === 1 ? value : `${name}=${value}`;
  });
  return succeed(`/wmi/${className}(${literals.join(",")})`);
}

const keyInBody = "must be a whole number, or text without U+0000 and half surrogate pairs";
const keyInUrl =
  "must be a whole number, or text without slash, backslash (sites return 404 for both) and control characters";

function isKey(key: unknown): boolean {
  return typeof key === "string" ? key !== "" && isSendable(key) : Number.isSafeInteger(key);
}

function hasUnsafeCharacter(key: string | number): boolean {
  return /[/\\\p{Cc}]/u.test(String(key));
}

/** Writes a value as an OData literal. */
function literal(value: FilterLiteral): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return value instanceof Date ? value.toISOString() : String(value);
}
