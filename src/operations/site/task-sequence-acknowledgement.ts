import type { NotAcknowledged } from "../../failure.js";
import { taskSequencePackageType } from "./package-type.js";
import type { PackageTarget, SafePackageClassName } from "./package-target.js";

/**
 * Whether a refresh of this package would be one of a task sequence. An object that was read under another class name
 * still tells what it is by its `PackageType`.
 */
export function isTaskSequence(target: PackageTarget): boolean {
  return (
    target.className === "SMS_TaskSequencePackage" ||
    ("PackageType" in target && target.PackageType === taskSequencePackageType)
  );
}

/** Narrows a target to a class whose refresh does no damage. */
export function isSafeTarget(target: PackageTarget): target is PackageTarget<SafePackageClassName> {
  return target.className !== "SMS_TaskSequencePackage";
}

/** The refusal of a call that would leave a task sequence unusable (documented on the method's page). */
export function notAcknowledged({ className, PackageID }: PackageTarget, methodName: string): NotAcknowledged {
  return {
    kind: "not-acknowledged",
    execution: "not-executed",
    message: `${methodName} would leave the task sequence ${PackageID} unusable; nothing was sent`,
    operation: { className, methodName, PackageID },
    advice:
      "Refresh the packages that the task sequence references, each on its own class. " +
      "Only if you accept an unusable task sequence, pass acknowledgeInoperable: true.",
  };
}
