import { isKindOf, isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import type { JsonObject } from "../values/json.js";
import { copyViews, groupStatusRows } from "./content-views.js";
import { siteViews } from "./site-views.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";
import { summaryViews } from "./summary-views.js";
import type { Instance } from "../wire/entity.js";

/** Which packages may be seen. */
export type Sight = (record: PackageRecord) => boolean;

/**
 * Every instance of a class and of the classes below it.
 *
 * @param equalities - values that rows must have in any case: a `PackageID` among them saves making all other rows
 */
export function* instancesOf(
  state: SiteState,
  definition: ClassDefinition,
  sight: Sight,
  equalities: ReadonlyMap<string, string> = new Map(),
): Generator<Instance> {
  if (isPackageClass(definition)) {
    for (const record of packagesIn(state, sight, equalities.get("PackageID"))) {
      if (isKindOf(record.definition, definition.name)) yield record;
    }
    return;
  }
  for (const properties of rowsOf(state, definition.name, sight, equalities)) yield { definition, properties };
}

function* rowsOf(
  state: SiteState,
  className: string,
  sight: Sight,
  equalities: ReadonlyMap<string, string>,
): Generator<JsonObject> {
  const PackageID = equalities.get("PackageID") ?? equalities.get("ObjectID");
  const copyView = copyViews[className];
  const groupStatus = className === "SMS_DPGroupDistributionStatusDetails";
  if (copyView !== undefined || groupStatus) {
    for (const record of packagesIn(state, sight, PackageID)) {
      for (const copy of record.copies.values()) {
        if (copyView === undefined) yield* groupStatusRows(state, record, copy);
        else yield copyView(state, record, copy);
      }
    }
    return;
  }
  const summaryView = summaryViews[className];
  if (summaryView !== undefined) {
    for (const record of packagesIn(
      state,
      sight,
      className === referenceClass ? equalities.get("PackageID") : PackageID,
    )) {
      yield* summaryView(state, record);
    }
    return;
  }
  yield* siteViews[className]?.(state) ?? [];
}

const referenceClass = "SMS_TaskSequencePackageReference";

function* packagesIn(state: SiteState, sight: Sight, PackageID: string | undefined): Generator<PackageRecord> {
  if (PackageID === undefined) {
    for (const record of state.packages.values()) if (sight(record)) yield record;
    return;
  }
  const record = findRecord(state, PackageID);
  if (record !== undefined && sight(record)) yield record;
}
