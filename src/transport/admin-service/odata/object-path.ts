import { invalidArgument } from "../../../invalid-argument.js";
import { succeed, type Result } from "../../../result.js";
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

/** The URL path of a class, for a request with the keys in its body. */
export function collectionPath({ className, keys }: ObjectPath): Result<string> {
  const operation = { className };
  if (!isName(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  for (const [name, key] of Object.entries<unknown>(keys)) {
    if (!isName(name)) return invalidArgument(operation, "keys", "must have the names of key properties");
    const isKey = typeof key === "string" ? key !== "" && isSendable(key) : Number.isSafeInteger(key);
    if (!isKey) {
      return invalidArgument(
        operation,
        name,
        "must be a whole number, or text without U+0000 and half surrogate pairs",
      );
    }
  }
  return succeed(`/wmi/${className}`);
}

/** The URL path of one object. */
export function keyedPath(path: ObjectPath, methodName?: string): Result<string> {
  const { className, keys } = path;
  const operation = { className, ...(methodName !== undefined && { methodName }) };
  if (!isName(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  const entries = Object.entries(keys);
  const [first] = entries;
  if (first === undefined) return invalidArgument(operation, "keys", "must contain the value of each key property");

  const literals: string[] = [];
  for (const [name, key] of entries) {
    if (!isName(name)) return invalidArgument(operation, "keys", "must have the names of key properties");
    const literal = keyLiteral(key);
    if (literal === undefined) {
      const requirement =
        "must be a whole number, or text without slash, backslash (sites return 404 for both) and control characters";
      return invalidArgument(operation, name, requirement);
    }
    literals.push(entries.length === 1 ? literal : `${name}=${literal}`);
  }
  return succeed(`/wmi/${className}(${literals.join(",")})`);
}

function keyLiteral(key: unknown): string | undefined {
  if (typeof key === "number") return Number.isSafeInteger(key) ? String(key) : undefined;
  if (typeof key !== "string" || key === "" || /[/\\\p{Cc}]/u.test(key) || !isSendable(key)) return undefined;
  return `'${encodeURIComponent(key.replaceAll("'", "''"))}'`;
}
