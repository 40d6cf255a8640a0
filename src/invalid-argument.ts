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

/** Refuses options that are not an object, which callers in JavaScript can pass. `undefined` if they are an object. */
export function refuseOptions(operation: OperationInfo, options: unknown, parameter = "options"): Failed | undefined {
  if (typeof options === "object" && options !== null) return undefined;
  return invalidArgument(operation, parameter, "must be an object, or omitted");
}
