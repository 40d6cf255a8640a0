import type { PlacedStep, StepPlace } from "./sequence-steps.js";
import type { SequenceVariable, TaskSequenceDocument } from "./task-sequence-document.js";

/** A use of a package by a step of a task sequence. */
export interface PackageUse extends StepPlace {
  /**
   * `package`: `PackageID` has the ID. `lost`: the ID was lost when the sequence was imported (`00000000`). `unresolved`:
   * the value is not an ID, for example the name of a variable that contains the ID when the sequence runs.
   */
  readonly found: "package" | "lost" | "unresolved";
  /** Present only if `found` is `package`. */
  readonly PackageID?: string;
  /** Name of the program, for an Install Package step; `*` for a nested task sequence. Absent for other steps. */
  readonly program?: string;
  /** Name of the step. */
  readonly name: string;
  /** WMI class of the step. */
  readonly type: string;
  /**
   * The WMI property that contains the ID; empty if the variable has no property. `TsPackageID` is a nested task sequence.
   * `TsReferencePackages` are the packages that the nested task sequence needed when its parent was saved.
   */
  readonly property: string;
  /** The task sequence variable that contains the ID. */
  readonly variable: string;
}

/**
 * Matches names of properties that contain PackageIDs. In all examined sequences, these names end with package, packageID
 * or a plural (seen): `PackageID`, `ImagePackageID`, `UsmtRestorePackageID`, `ConfigFilePackage`, `DownloadPackages`,
 * `PackageInfo1PackageId`. A command line repeats these IDs and is not read.
 */
const packageProperty = /package(?:ids?|s)?$/i;

/** Matches values of a property with such a name that are settings and not PackageIDs. */
const plainSetting = /^(?:true|false|\d{1,7})$/i;

/** Matches model names of applications: `ScopeId_.../Application_...` (seen). */
const application = /ScopeId_[\w-]+\/Application_[\w-]+/gi;

/** Returns the PackageIDs in the `referenceList`. A property of any name that contains one of these IDs names a package. */
export function listedPackageIDs({ referenceList }: TaskSequenceDocument): ReadonlySet<string> {
  return new Set(referenceList.flatMap((reference) => packageIDsIn(reference.package ?? "")));
}

/** Returns the packages that a step names. A nested task sequence is before the packages that it needs. */
export function packagesOfStep({ item, ...place }: PlacedStep, listed: ReadonlySet<string>): PackageUse[] {
  const { name, type, defaultVarList } = item;
  const program = defaultVarList.find(({ property }) => property === "ProgramName")?.value ?? "";
  const variables = defaultVarList.filter((variable) => namesPackage(variable, listed));
  const isChild = ({ property }: SequenceVariable) => property === "TsPackageID";
  return [...variables.filter(isChild), ...variables.filter((variable) => !isChild(variable))].flatMap((variable) =>
    usesIn({ ...place, name, type }, variable, program),
  );
}

/** Returns the model names of the applications that a step names. */
export function applicationsOfStep({ item }: PlacedStep): string[] {
  return item.defaultVarList.flatMap(({ value }) => value.match(application) ?? []);
}

function namesPackage({ property = "", value }: SequenceVariable, listed: ReadonlySet<string>): boolean {
  if (packageProperty.test(property)) return !plainSetting.test(value.trim());
  const ids = packageIDsIn(value);
  const isAllIDs = ids.length === listItems(value).filter((text) => !isLost(text)).length;
  return ids.length > 0 && isAllIDs && ids.every((id) => listed.has(id));
}

function usesIn(
  step: StepPlace & Pick<PackageUse, "name" | "type">,
  { name: variable, property = "", value }: SequenceVariable,
  programOfStep: string,
): PackageUse[] {
  const program = programFor(property, programOfStep);
  return listItems(value).map((text) => {
    const [PackageID] = packageIDsIn(text);
    if (PackageID === undefined) return { ...step, property, variable, found: isLost(text) ? "lost" : "unresolved" };
    return { ...step, property, variable, found: "package", PackageID, ...(program !== "" && { program }) };
  });
}

function programFor(property: string, programOfStep: string): string {
  if (property === "TsPackageID") return "*";
  return property === "PackageID" ? programOfStep : "";
}

// The value in place of a PackageID if the package was not found when the task sequence was imported (seen).
const lostID = "00000000";

/** Whether a value means that its package was lost when the sequence was imported. */
function isLost(value: string): boolean {
  return value.trim() === lostID;
}

/** Splits a list at its commas, and omits empty parts. */
function listItems(value: string): string[] {
  return value
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/**
 * Returns the PackageIDs in a value: one ID, or a list of IDs separated by commas. Omits a lost ID (`00000000`), and text
 * that is not an ID, such as the name of a variable (`%Name%`) that contains the ID when the sequence runs.
 */
export function packageIDsIn(value: string): string[] {
  return listItems(value)
    .filter((text) => /^[A-Za-z0-9]{8}$/.test(text) && !isLost(text))
    .map((text) => text.toUpperCase());
}
