import { sequenceSteps } from "./sequence-steps.js";
import { applicationsOfStep, listedPackageIDs, packagesOfStep, type PackageUse } from "./step-references.js";
import type { SequenceReference, TaskSequenceDocument } from "./task-sequence-document.js";

/**
 * Finds which step of a task sequence uses which package. Disabled steps are included. A package is found by the name of
 * its property, such as `ImagePackageID`, or, in a property of any name, by an ID that is in the document's
 * `referenceList`.
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

/**
 * Computes the `referenceList` from the steps: the packages and applications of enabled steps, in the order of the steps,
 * each once. For packages, the result was equal to the list, in content and order, in all real sequences that were examined
 * (seen). For applications, the order is inferred.
 *
 * If the result differs from the document's own list, the sequence was changed outside ConfigMgr, or a step names a package
 * in a way that this function does not know: see {@link referencesWithoutStep}.
 *
 * @example
 * ```ts
 * import { computeReferenceList, type TaskSequenceDocument } from "configmgr-sdk/sequence";
 *
 * export function neededPackages(document: TaskSequenceDocument): string[] {
 *   return computeReferenceList(document).flatMap((reference) => reference.package ?? []);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export function computeReferenceList(document: TaskSequenceDocument): SequenceReference[] {
  return referencesIn(document, ({ enabled }) => enabled);
}

/**
 * The entries of the document's `referenceList` that no step names, neither an enabled step nor a disabled step. A normal
 * sequence has none. An entry here belongs to a step that {@link packageUses} cannot read, or is left over from a change
 * outside ConfigMgr.
 *
 * @example
 * ```ts
 * import { referencesWithoutStep, type TaskSequenceDocument } from "configmgr-sdk/sequence";
 *
 * export function isWhollyRead(document: TaskSequenceDocument): boolean {
 *   return referencesWithoutStep(document).length === 0;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export function referencesWithoutStep(document: TaskSequenceDocument): SequenceReference[] {
  const named = new Set(referencesIn(document, () => true).map(keyOf));
  return document.referenceList.filter((reference) => !named.has(keyOf(reference)));
}

function referencesIn(
  document: TaskSequenceDocument,
  isCounted: (step: { readonly enabled: boolean }) => boolean,
): SequenceReference[] {
  const listed = listedPackageIDs(document);
  const references = new Map<string, SequenceReference>();
  const add = (reference: SequenceReference) => {
    const key = keyOf(reference);
    if (!references.has(key)) references.set(key, reference);
  };
  for (const step of sequenceSteps(document).filter(isCounted)) {
    for (const { PackageID, program } of packagesOfStep(step, listed)) {
      if (PackageID !== undefined) add({ package: PackageID, ...(program !== undefined && { program }) });
    }
    for (const application of applicationsOfStep(step)) add({ application });
  }
  return [...references.values()];
}

/** Identifies the package or application of an entry. The case of its name is ignored. */
function keyOf({ package: PackageID = "", application = "" }: SequenceReference): string {
  return `${PackageID} ${application}`.toUpperCase();
}
