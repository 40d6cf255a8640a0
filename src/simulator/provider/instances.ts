import { isKindOf, isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";
import type { Instance } from "../wire/entity.js";
import { contentViews, objectIDOf, uniqueIDOf } from "./content-views.js";
import { siteViews } from "./site-views.js";
import { maySee, type ProviderRequest } from "./sms-provider.js";
import { summaryViews } from "./summary-views.js";

const packageViews = { ...contentViews, ...summaryViews };

/**
 * Makes the instances of a class and of its subclasses that the account is allowed to see.
 *
 * @param equalities - values of properties that the caller requires. If `PackageID` or `ObjectID` is among them, the
 *   function makes only the rows of that package. The caller must still compare all values.
 */
export function* instancesOf(
  { provider: { state }, account }: ProviderRequest,
  definition: ClassDefinition,
  equalities: ReadonlyMap<string, string> = new Map(),
): Generator<Instance> {
  const view = packageViews[definition.name];
  if (view === undefined && !isPackageClass(definition)) {
    for (const properties of siteViews[definition.name]?.(state) ?? []) yield { definition, properties };
    return;
  }
  // A row of SMS_TaskSequencePackageReference belongs to the task sequence in `PackageID`, not to the object in `ObjectID`.
  const ObjectID = definition.name === "SMS_TaskSequencePackageReference" ? undefined : equalities.get("ObjectID");
  for (const record of candidates(state, equalities.get("PackageID"), ObjectID)) {
    if (!maySee(account, record)) continue;
    if (view !== undefined) for (const properties of view(state, record)) yield { definition, properties };
    else if (isKindOf(record.definition, definition.name)) yield record;
  }
}

function candidates(
  state: SiteState,
  PackageID: string | undefined,
  ObjectID: string | undefined,
): Iterable<PackageRecord> {
  if (PackageID === undefined) {
    return ObjectID === undefined ? state.packages.values() : recordsOfObject(state, ObjectID);
  }
  const record = findRecord(state, PackageID);
  return record === undefined ? [] : [record];
}

/** Finds the packages whose rows have this `ObjectID` or `CI_UniqueID`. Case is ignored, as for a PackageID (inferred). */
function recordsOfObject(state: SiteState, id: string): PackageRecord[] {
  const record = findRecord(state, id);
  if (record !== undefined) return [record];
  const wanted = id.toLowerCase();
  return [...state.packages.values()].filter(
    (candidate) => objectIDOf(candidate).toLowerCase() === wanted || uniqueIDOf(candidate).toLowerCase() === wanted,
  );
}
