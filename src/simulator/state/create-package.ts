import { findClass, isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import type { JsonObject, JsonValue } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import { checked } from "../wire/value-types.js";
import {
  copyState,
  severity,
  type ContentCopy,
  type DistributionPoint,
  type PackageRecord,
  type SiteState,
} from "./state.js";

/** Makes a package with the given properties. Its other properties get the defaults of the class. */
export function createPackage(
  state: SiteState,
  className: string,
  PackageID: string,
  given: Readonly<Record<string, JsonValue | undefined>>,
): PackageRecord {
  const definition = findClass(className);
  if (definition === undefined || definition.abstract || !isPackageClass(definition)) {
    throw new TypeError(`${className} is not a package class.`);
  }
  const properties: Record<string, JsonValue> = {};
  for (const property of definition.properties) properties[property.name] = property.fallback;
  Object.assign(properties, consoleDefaults(definition, PackageID, state));
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const property = definition.propertiesByName.get(name);
    properties[name] = property === undefined ? value : checked(value, property);
  }
  properties["PackageID"] = PackageID;
  return { definition, PackageID, properties, copies: new Map(), contentIDs: new Set() };
}

/** Properties of a package as the console creates it (values seen in console exports, except names and paths). */
function consoleDefaults(definition: ClassDefinition, PackageID: string, { siteCode, clock }: SiteState): JsonObject {
  const taskSequence = definition.name === "SMS_TaskSequencePackage";
  const made = wireTime(clock.now() - tenDaysMs);
  return {
    // The value is 1 on each real task sequence, even if no action is in progress (seen).
    ActionInProgress: taskSequence ? 1 : 0,
    Description: "",
    Language: "",
    LastRefreshTime: made,
    LocalizedCategoryInstanceNames: [],
    Manufacturer: "",
    Name: `${definition.name.slice("SMS_".length)} ${PackageID}`,
    NumOfPrograms: 0,
    ...(definition.propertiesByName.has("ObjectTypeID") ? { ObjectTypeID: definition.objectTypeID ?? 0 } : {}),
    PackageSize: taskSequence ? 0 : 10_240,
    PackageType: definition.packageType ?? null,
    PkgFlags: 0,
    PkgSourceFlag: taskSequence ? 1 : 2,
    PkgSourcePath: taskSequence ? "" : `\\\\files.contoso.com\\source$\\${PackageID}`,
    Priority: 2,
    SecuredScopeNames: ["Default"],
    SedoObjectVersion: objectVersion(),
    ShareName: "",
    SourceDate: made,
    SourceSite: siteCode,
    SourceVersion: 1,
    Version: "",
    ...(taskSequence ? { References: [], ReferencesCount: 0, Sequence: emptySequence, TsEnabled: true, Type: 1 } : {}),
  };
}

const tenDaysMs = 10 * 24 * 3600 * 1000;
const emptySequence = '<sequence version="3.10"></sequence>';

/** Makes a new `SedoObjectVersion`, which changes with each change of an object (a GUID; its format is inferred). */
export function objectVersion(): string {
  return crypto.randomUUID().toUpperCase();
}

/** Adds a package to a distribution point, in the state installed at its current version. */
export function addCopy(state: SiteState, record: PackageRecord, point: DistributionPoint, atMs: number): ContentCopy {
  state.counters.copy += 1;
  const copy: ContentCopy = {
    id: state.counters.copy,
    point,
    transfer: 0,
    state: copyState.installed,
    sourceVersion: Number(record.properties["SourceVersion"]),
    lastCopiedMs: atMs,
    summaryMs: atMs,
    message: {
      recordID: 0,
      messageID: 2330,
      severity: severity.information,
      atMs,
      insertionStrings: [record.PackageID, point.nalPath],
    },
  };
  record.copies.set(point.nalPath, copy);
  return copy;
}

/** Returns the next unused PackageID: the site code and five hexadecimal digits (seen). */
export function nextPackageID(state: SiteState): string {
  for (;;) {
    state.counters.package += 1;
    const PackageID = state.siteCode + state.counters.package.toString(16).toUpperCase().padStart(5, "0");
    if (!state.packages.has(PackageID)) return PackageID;
  }
}
