import { isKindOf, isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import type { JsonObject } from "../values/json.js";
import { copyViews, groupStatusRows } from "./content-views.js";
import { siteViews } from "./site-views.js";
import { recordsOfObject } from "../state/object-id.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";
import { summaryViews } from "./summary-views.js";
import type { Instance } from "../wire/entity.js";

/** Whether the account is allowed to see a package. */
export type PackageVisibility = (record: PackageRecord) => boolean;

/**
 * Every instance of a class and of the classes below it.
 *
 * @param equalities - values that each matching row has; with a `PackageID` or an `ObjectID`, other rows are not made
 */
export function* instancesOf(
  state: SiteState,
  definition: ClassDefinition,
  isVisible: PackageVisibility,
  equalities: ReadonlyMap<string, string> = new Map(),
): Generator<Instance> {
  if (isPackageClass(definition)) {
    for (const record of packagesIn(state, isVisible, equalities)) {
      if (isKindOf(record.definition, definition.name)) yield record;
    }
    return;
  }
  for (const properties of rowsOf(state, definition.name, isVisible, equalities)) yield { definition, properties };
}

function* rowsOf(
  state: SiteState,
  className: string,
  isVisible: PackageVisibility,
  equalities: ReadonlyMap<string, string>,
): Generator<JsonObject> {
  const copyView = copyViews[className];
  const groupStatus = className === "SMS_DPGroupDistributionStatusDetails";
  if (copyView !== undefined || groupStatus) {
    for (const record of packagesIn(state, isVisible, equalities)) {
      for (const copy of record.copies.values()) {
        if (copyView === undefined) yield* groupStatusRows(state, record, copy);
        else yield copyView(state, record, copy);
      }
    }
    return;
  }
  const summaryView = summaryViews[className];
  if (summaryView !== undefined) {
    const usable = className === referenceClass ? withoutObjectID(equalities) : equalities;
    for (const record of packagesIn(state, isVisible, usable)) yield* summaryView(state, record);
    return;
  }
  yield* siteViews[className]?.(state) ?? [];
}

const referenceClass = "SMS_TaskSequencePackageReference";

/** In this class, `ObjectID` is the referenced object and `PackageID` the task sequence. */
function withoutObjectID(equalities: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...equalities].filter(([name]) => name !== "ObjectID"));
}

function* packagesIn(
  state: SiteState,
  isVisible: PackageVisibility,
  equalities: ReadonlyMap<string, string>,
): Generator<PackageRecord> {
  for (const record of candidates(state, equalities)) if (isVisible(record)) yield record;
}

function candidates(state: SiteState, equalities: ReadonlyMap<string, string>): Iterable<PackageRecord> {
  const [PackageID, ObjectID] = [equalities.get("PackageID"), equalities.get("ObjectID")];
  if (PackageID === undefined)
    return ObjectID === undefined ? state.packages.values() : recordsOfObject(state, ObjectID);
  const record = findRecord(state, PackageID);
  return record === undefined ? [] : [record];
}
