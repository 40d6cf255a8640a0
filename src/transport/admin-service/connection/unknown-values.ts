import { types } from "node:util";
import type { FailureCause } from "../../../failure.js";

/**
 * Returns an error as data: name, code and message. Other members are omitted, because they can contain headers or keys.
 */
export function causeOf(error: unknown): FailureCause {
  if (!isError(error)) return { name: "Error", message: "the thrown value is not an error" };
  // An error can be from the caller's code, so its members can have any type.
  const { name, message }: { readonly name: unknown; readonly message: unknown } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: String(name), message: String(message).slice(0, 500), ...code };
}

/**
 * Whether a value is an error. Some test runners give each file its own class `Error`, and errors of Node are not instances
 * of that class.
 */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** A member of a value from the caller's code, which can be JavaScript; `undefined` if the value is not an object. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Whether a value from the caller's code is an object with the method `name`. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof memberOf(value, name) === "function";
}
