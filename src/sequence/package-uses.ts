import { sequenceSteps } from "./sequence-steps.js";
import { listedPackageIDs, packagesOfStep, type PackageUse } from "./step-references.js";
import type { TaskSequenceDocument } from "./task-sequence-document.js";

/**
 * Finds which step uses which package, in disabled steps too. A package is found by the name of its property, such as
 * `ImagePackageID`, or, in a property of any name, by an ID that is in the document's `referenceList`.
 *
 * Not found: the boot image, which is not in the XML (see `BootImageID` and `References`), and a package that a step
 * determines when it runs. Applications are in {@link computeReferenceList}.
 *
 * @example
 * ```ts
 * import { packageUses, type TaskSequenceDocument } from "configmgr-sdk/sequence";
 *
 * export function stepsThatUse(document: TaskSequenceDocument, PackageID: string): string[] {
 *   return packageUses(document)
 *     .filter((use) => use.PackageID === PackageID)
 *     .map((use) => [...use.groups, use.name].join(" > "));
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export function packageUses(document: TaskSequenceDocument): PackageUse[] {
  const listed = listedPackageIDs(document);
  return sequenceSteps(document).flatMap((step) => packagesOfStep(step, listed));
}
