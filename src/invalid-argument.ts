import type { OperationInfo } from "./failure.js";
import { describeOperation } from "./operation-text.js";
import { fail, type Failed } from "./result.js";

/**
 * A failure for an argument that the library refused before it sent anything.
 *
 * @param parameter - name of the argument
 * @param requirement - a correct value, as the rest of a sentence: `must be ...`
 */
export function invalidArgument(
  operation: OperationInfo,
  parameter: string,
  requirement: string,
  advice?: string,
): Failed {
  return fail({
    kind: "invalid-argument",
    execution: "not-executed",
    message: `${describeOperation(operation, "Call")}: ${parameter} ${requirement}`,
    operation,
    parameter,
    ...(advice !== undefined && { advice }),
  });
}

/**
 * Reads members of a caller's value, each once, because a getter or a proxy can throw or return another value the second
 * time. `undefined` if the value is not an object or cannot be read.
 */
export function readMembers(
  value: unknown,
  ...names: readonly string[]
): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Object.fromEntries(names.map((name): [string, unknown] => [name, Reflect.get(value, name)]));
  } catch {
    return undefined;
  }
}

/** Refuses options that are not an object, which callers in JavaScript can pass. `undefined` if they are an object. */
export function refuseOptions(operation: OperationInfo, options: unknown, parameter = "options"): Failed | undefined {
  if (typeof options === "object" && options !== null) return undefined;
  return invalidArgument(operation, parameter, "must be an object, or omitted");
}
