import { types } from "node:util";
import type { FailureCause } from "../../../failure.js";

/** An error as data: its name, its code and its words; never its other members, which may hold headers or keys. */
export function causeOf(error: unknown): FailureCause {
  if (!isError(error)) return { name: "Error", message: "an error without a name" };
  // Anything may stand there: errors come from the callers' code too.
  const { name, message }: { readonly name: unknown; readonly message: unknown } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: String(name), message: String(message).slice(0, 500), ...code };
}

/** Whether something is an error, also where test runners give each file an `Error` of its own, which Node's are not. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}
