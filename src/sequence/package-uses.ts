import { isLost, packageIDsIn } from "./sequence-package-id.js";
import { sequenceSteps, type StepPlace } from "./sequence-steps.js";
import type { SequenceReference, SequenceVariable, TaskSequenceDocument } from "./task-sequence-document.js";

/** A place where a step names a package. */
export interface PackageUse extends StepPlace {
  /**
   * `package`: `PackageID` has its ID. `lost`: the ID was lost when the sequence was imported (`00000000`). `unresolved`: no
   * ID stands there, but the name of a variable, say, that gives it when the sequence runs.
   */
  readonly found: "package" | "lost" | "unresolved";
  /** There exactly when `found` is `package`. */
  readonly PackageID?: string;
  /** Of an Install Package step; `*` for a nested task sequence. */
  readonly program?: string;
  /** Name and type of the step. */
  readonly name: string;
  readonly type: string;
  /**
   * The WMI property that holds the ID. `TsPackageID` is a nested task sequence; `TsReferencePackages` are what that one
   * needed when the parent was saved.
   */
  readonly property: string;
  /** The task sequence variable that holds it. */
  readonly variable: string;
}

// Seen in real sequences. Other types of step (user state, updates, downloads) have their own, which were not seen. What
// stands in an action's command line is a copy of these.
const idProperties = new Set([
  "PackageID",
  "InstallPackageID",
  "ConfigFilePackage",
  "DriverPackageID",
  "ClientPackageID",
  "TsPackageID",
  "TsReferencePackages",
]);

/**
 * Tells which step uses which package, disabled steps included. Not in it: the boot image, which is not in the XML
 * (`BootImageID`, `References`), applications, and what a step finds out when it runs.
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
  return sequenceSteps(document).flatMap(({ item, ...place }) => {
    const { name, type, defaultVarList } = item;
    const program = defaultVarList.find(({ property }) => property === "ProgramName")?.value ?? "";
    return idVariables(defaultVarList).flatMap((variable) => usesOf({ ...place, name, type }, variable, program));
  });
}

/**
 * Computes the `referenceList` from the steps, by the rule that gives its content and order in all real sequences that
 * were examined: packages of enabled steps in the order in which they stand, each once.
 *
 * A difference to the document's own list means that somebody changed the sequence without saving it in ConfigMgr, or that
 * it has a type of step that the rule does not know.
 *
 * @example
 * ```ts
 * import { computeReferenceList, type TaskSequenceDocument } from "configmgr-sdk/sequence";
 *
 * export function neededPackages(document: TaskSequenceDocument): string[] {
 *   return computeReferenceList(document).map((reference) => reference.package);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export function computeReferenceList(document: TaskSequenceDocument): SequenceReference[] {
  const references = new Map<string, SequenceReference>();
  for (const { enabled, PackageID, program } of packageUses(document)) {
    if (!enabled || PackageID === undefined || references.has(PackageID)) continue;
    references.set(PackageID, { package: PackageID, ...(program !== undefined && { program }) });
  }
  return [...references.values()];
}

// A nested task sequence comes before what it needs; all others in the order of the document.
function idVariables(variables: readonly SequenceVariable[]): SequenceVariable[] {
  const ids = variables.filter(({ property }) => property !== undefined && idProperties.has(property));
  const isChild = ({ property }: SequenceVariable) => property === "TsPackageID";
  return [...ids.filter(isChild), ...ids.filter((variable) => !isChild(variable))];
}

function usesOf(
  step: StepPlace & Pick<PackageUse, "name" | "type">,
  { name: variable, property = "", value }: SequenceVariable,
  programOfStep: string,
): PackageUse[] {
  const program = programFor(property, programOfStep);
  return value
    .split(",")
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [PackageID] = packageIDsIn(text);
      if (PackageID === undefined) return { ...step, property, variable, found: isLost(text) ? "lost" : "unresolved" };
      return { ...step, property, variable, found: "package", PackageID, ...(program !== "" && { program }) };
    });
}

function programFor(property: string, programOfStep: string): string {
  if (property === "TsPackageID") return "*";
  return property === "PackageID" ? programOfStep : "";
}
