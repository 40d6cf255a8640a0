import type { OperationInfo } from "./failure.js";
import { fail, type Failed } from "./result.js";

/**
 * A failure for an argument that was refused before anything was sent.
 *
 * @param parameter - its name
 * @param requirement - what would be right, as the rest of a sentence: `must be ...`
 */
export function invalidArgument(operation: OperationInfo, parameter: string, requirement: string): Failed {
  return fail({
    kind: "invalid-argument",
    execution: "not-executed",
    message: `${parameter} ${requirement}`,
    operation,
    parameter,
  });
}
