import type { OperationInfo } from "./failure.js";

/** Word for an operation that calls no method, in a message. */
export type PropertyAction = "Read" | "Update" | "Watch" | "Call" | "Redistribute";

/**
 * Names a call in a message, for example `RefreshPkgSource of SMS_Package P0100012` or `Read of SMS_Package P0100012`.
 *
 * @param operation - the operation of the failure
 * @param action - first word if `operation` has no `methodName`
 */
export function describeOperation(operation: OperationInfo, action: PropertyAction = "Read"): string {
  const { className, methodName, PackageID } = operation;
  const object = [className, PackageID].filter((name) => name !== undefined && name !== "").join(" ");
  const verb = methodName ?? action;
  return object === "" ? verb : `${verb} of ${object}`;
}
