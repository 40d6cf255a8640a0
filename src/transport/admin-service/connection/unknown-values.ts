import { types } from "node:util";
import type { FailureCause } from "../../../failure.js";

/**
 * Returns an error as data: name, code and message. Other members are omitted, because they can contain headers or keys.
 */
export function causeOf(error: unknown): FailureCause {
  if (!isError(error)) return { name: "Error", message: "the thrown value is not an error" };
  return copyCause(error);
}

/** Copies an error, or an error as data. It can be from the caller's code, so its members can be missing or throw. */
export function copyCause(cause: unknown): FailureCause {
  const [name = "Error", message = "the error has no message", code] = ["name", "message", "code"].map((member) =>
    textOf(cause, member),
  );
  return { name, message: message.slice(0, 500), ...(code !== undefined && { code }) };
}

function textOf(cause: unknown, name: string): string | undefined {
  try {
    const text = memberOf(cause, name);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a value is an error. Some test runners give each file its own class `Error`, and errors of Node are not instances
 * of that class.
 */
export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  try {
    return value instanceof Error;
  } catch {
    // A proxy from the caller's code can throw.
    return false;
  }
}

/** A member of a value from the caller's code, which can be JavaScript; `undefined` if the value is not an object. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Whether a value from the caller's code is an object with the method `name`. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof memberOf(value, name) === "function";
}

/**
 * Reads the members of a caller's object.
 *
 * @param name - name of the object, for the error
 * @throws TypeError that names the object, if it is null, or if a getter or a proxy throws
 */
export function readMembersOf<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError(`${name}: a member cannot be read`, { cause });
  }
}
