import type { CallOptions, MethodCall, ObjectPath, ObjectQuery, WmiObject } from "../../transport.js";
import { isPlain } from "./wmi-json.js";

/**
 * Copies arguments before they are checked. Each property is read once, so the library sends exactly the values that it
 * checked, also if a property of the caller's object changes or is a getter.
 *
 * @throws TypeError if `options` is not an object, an argument is missing, or a property of an argument cannot be read.
 */
export function copyArguments<T>(
  methodName: string,
  options: CallOptions = {},
  copy: () => T,
): readonly [T, CallOptions] {
  // Callers in JavaScript can pass any value.
  const given: unknown = options;
  if (typeof given !== "object" || given === null) {
    throw new TypeError(`${methodName}: options must be an object, or omitted`);
  }
  try {
    const { signal, timeoutMs } = options;
    return [copy(), { signal, timeoutMs }];
  } catch (cause) {
    throw new TypeError(`${methodName}: an argument is missing, or a property of an argument cannot be read`, {
      cause,
    });
  }
}

export function copyPath({ className, keys }: ObjectPath): ObjectPath {
  return { className, keys: { ...keys } };
}

/** Copies the changes of an object. A value that is not a plain object stays as it is, and is refused later. */
export function copyChanges(changes: WmiObject): WmiObject {
  return isPlain(changes) ? { ...changes } : changes;
}

export function copyCall({ className, methodName, path, inParameters }: MethodCall): MethodCall {
  return { className, methodName, path: path === undefined ? undefined : copyPath(path), inParameters };
}

export function copyQuery({ className, where, select, orderBy, top }: ObjectQuery): ObjectQuery {
  return { className, where, select: Array.isArray(select) ? select.slice() : select, orderBy, top };
}
