import type { DistributionPoint, PackageRecord } from "../state/state.js";
import { itemsOf, textOf, type JsonObject, type JsonValue } from "../values/json.js";
import {
  badParameter,
  done,
  recordOf,
  type MethodCall,
  type MethodHandlers,
  type MethodResult,
} from "./method-handler.js";

/** Methods that `SMS_DriverPackage` and `SMS_SoftwareUpdatesPackage` both have. */
const sourceMethods: MethodHandlers = {
  /** Restores missing source files, so that the next refresh can read them. */
  RebuildPackage(call) {
    const { scripts } = call.request.provider.state;
    const { PackageID } = recordOf(call);
    scripts.set(PackageID, { ...scripts.get(PackageID), source: "readable" });
    return done;
  },

  ValidateNewPackageSource(call) {
    requireFreeSource(call, textOf(call.inParameters["PackageSource"]));
    return done;
  },
};

/** Methods of `SMS_DriverPackage`. */
export const driverPackageMethods: MethodHandlers = {
  ...sourceMethods,
  AddDriverContent: addContent,
  RemoveDriverContent: removeContent,
};

/** Methods of `SMS_SoftwareUpdatesPackage`. */
export const updatesPackageMethods: MethodHandlers = {
  ...sourceMethods,
  AddUpdateContent: addContent,
  RemoveContent: removeContent,
};

/** Methods of `SMS_ContentPackage`. */
export const contentPackageMethods: MethodHandlers = {
  /** Adds content items. Only `Commit` distributes them (documented). */
  AddContent(call) {
    const lists = parallelParameters.map((name) => itemsOf(call.inParameters[name]));
    const [ids = []] = lists;
    if (lists.some(({ length }) => length !== ids.length)) {
      throw badParameter(`${parallelParameters.join(", ")} must have the same length.`);
    }
    add(recordOf(call), ids);
    return done;
  },

  Commit(call) {
    call.request.provider.distribution.refresh(recordOf(call));
    return done;
  },

  RemoveContent: removeContent,

  /** Sends the package to distribution point groups. The parameter contains their GroupIDs (seen in a public client). */
  AddDistributionPointGroup(call) {
    const { state, distribution } = call.request.provider;
    const record = recordOf(call);
    const points = new Set<DistributionPoint>();
    for (const id of itemsOf(call.inParameters["DistributionPointGroup"])) {
      const group = state.groups.find(({ GroupID }) => GroupID.toLowerCase() === textOf(id).toLowerCase());
      if (group === undefined) throw badParameter(`The distribution point group ${textOf(id)} does not exist.`);
      for (const point of group.points) points.add(point);
    }
    for (const point of points) if (!record.copies.has(point.nalPath)) distribution.distribute(record, point);
    return done;
  },
};

const parallelParameters = [
  "ContentID",
  "ContentSource",
  "ContentVersion",
  "ContentFlags",
  "ContentType",
  "RelatedContentID",
] as const;

/** Methods that only `SMS_BootImagePackage` has. */
export const bootImageMethods: MethodHandlers = {
  /** The parameter contains component numbers as text. The property `OptionalComponents` contains numbers (documented). */
  UpdateOptionalComponents(call) {
    const ids = itemsOf(call.inParameters["ComponentIds"]).map((id) => {
      if (!/^\d+$/u.test(textOf(id))) throw badParameter(`The component ${textOf(id)} does not exist.`);
      return Number(id);
    });
    recordOf(call).properties["OptionalComponents"] = ids;
    return done;
  },
};

function addContent(call: MethodCall): MethodResult {
  const { ContentIDs, ContentSourcePath } = call.inParameters;
  const [ids, sources] = [itemsOf(ContentIDs), itemsOf(ContentSourcePath)];
  if (ids.length !== sources.length) throw badParameter("ContentIDs and ContentSourcePath must have the same length.");
  for (const source of sources) requireFreeSource(call, textOf(source));
  add(recordOf(call), ids);
  refreshIfRequested(call);
  return done;
}

/**
 * Adds content items to a package: all, or none if the package already has one of them. In that case, real sites return
 * the error code of `badParameter` (seen).
 */
function add({ contentIDs, PackageID }: PackageRecord, ids: readonly JsonValue[]): void {
  for (const id of ids.map(textOf)) {
    if (contentIDs.has(id)) throw badParameter(`The content ${id} is already in the package ${PackageID}.`);
  }
  for (const id of ids.map(textOf)) contentIDs.add(id);
}

function removeContent(call: MethodCall): MethodResult {
  const { contentIDs, PackageID } = recordOf(call);
  const given = call.inParameters["ContentIDs"];
  const ids = given === undefined ? [...contentIDs] : itemsOf(given).map(textOf);
  for (const id of ids) {
    if (!contentIDs.has(id)) throw badParameter(`The content ${id} is not in the package ${PackageID}.`);
  }
  for (const id of ids) contentIDs.delete(id);
  refreshIfRequested(call);
  return done;
}

function refreshIfRequested(call: MethodCall): void {
  const { bRefreshDPs }: JsonObject = call.inParameters;
  if (bRefreshDPs === true) call.request.provider.distribution.refresh(recordOf(call));
}

/**
 * Refuses a source folder that is not a network path or belongs to another package (documented for software updates,
 * inferred for drivers).
 */
function requireFreeSource(call: MethodCall, path: string): void {
  const own = recordOf(call);
  if (!/^\\\\[^\\]+\\[^\\]/u.test(path)) throw badParameter(`The source ${path} is not a network path.`);
  for (const record of call.request.provider.state.packages.values()) {
    if (record !== own && textOf(record.properties["PkgSourcePath"]).toLowerCase() === path.toLowerCase()) {
      throw badParameter(`The source ${path} belongs to the package ${record.PackageID}.`);
    }
  }
}
