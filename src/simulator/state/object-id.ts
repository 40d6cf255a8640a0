import { textOf } from "../values/json.js";
import { findRecord, type PackageRecord, type SiteState } from "./state.js";

/** `ObjectID` of a package's rows: the model name if the content belongs to an application, else the PackageID (documented). */
export function objectIDOf(record: PackageRecord): string {
  return textOf(record.properties["SecurityKey"]) || record.PackageID;
}

/** `CI_UniqueID` of an application, else the PackageID (documented). The revision 1 at its end is invented. */
export function uniqueIDOf(record: PackageRecord): string {
  const objectID = objectIDOf(record);
  return objectID === record.PackageID ? objectID : `${objectID}/1`;
}

/** Finds the packages with an `ObjectID` or a `CI_UniqueID`. Case is ignored, as for PackageIDs (inferred). */
export function recordsOfObject(state: SiteState, id: string): PackageRecord[] {
  const record = findRecord(state, id);
  if (record !== undefined) return [record];
  const wanted = id.toLowerCase();
  return [...state.packages.values()].filter(
    (candidate) => objectIDOf(candidate).toLowerCase() === wanted || uniqueIDOf(candidate).toLowerCase() === wanted,
  );
}
