import { types } from "node:util";
import type { FailureCause } from "../../../failure.js";

/** An error as data: name, code and message. Other members are omitted, because they can contain headers or keys. */
export function causeOf(error: unknown): FailureCause {
  if (!isError(error)) return { name: "Error", message: "an error without a name" };
  // Errors can also come from the caller's code, so the members can have any type.
  const { name, message }: { readonly name: unknown; readonly message: unknown } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: String(name), message: String(message).slice(0, 500), ...code };
}

/** Whether a value is an error. Some test runners give each file its own `Error`, and errors of Node are not instances of it. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** Whether a value from the caller's code, which can be JavaScript, is an object with this method. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
}
