import { itemsOf, textOf } from "../json.js";
import { objectNotFound } from "../refusal.js";
import { findRecord, type ContentCopy, type DistributionPointGroup, type PackageRecord } from "../state.js";
import type { MethodCall, MethodHandlers, MethodResult } from "./handlers.js";

/** Methods of `SMS_DistributionPoint`. */
export const distributionPointMethods: MethodHandlers = {
  VerifyPackage(call) {
    copyNamed(call);
    return done;
  },

  CancelDistribution(call) {
    const { record, copy } = copyNamed(call);
    call.visit.provider.distribution.cancel(record, copy);
    return done;
  },
};

/** Methods of `SMS_DistributionPointGroup`. */
export const groupMethods: MethodHandlers = {
  ReDistributePackage(call) {
    const record = packageNamed(call, textOf(call.inParameters["PackageID"]));
    for (const { nalPath } of groupOf(call).points) {
      const copy = record.copies.get(nalPath);
      if (copy !== undefined) call.visit.provider.distribution.redistribute(record, copy);
    }
    return done;
  },

  AddPackages(call) {
    for (const PackageID of itemsOf(call.inParameters["PackageIDs"])) {
      const record = packageNamed(call, textOf(PackageID));
      for (const point of groupOf(call).points) {
        if (!record.copies.has(point.nalPath)) call.visit.provider.distribution.distribute(record, point);
      }
    }
    return done;
  },

  RemovePackages(call) {
    for (const PackageID of itemsOf(call.inParameters["PackageIDs"])) {
      const record = packageNamed(call, textOf(PackageID));
      for (const { nalPath } of groupOf(call).points) record.copies.delete(nalPath);
    }
    return done;
  },
};

const done: MethodResult = { returnValue: 0 };

function copyNamed(call: MethodCall): { readonly record: PackageRecord; readonly copy: ContentCopy } {
  const record = packageNamed(call, textOf(call.inParameters["PackageId"]));
  const copy = record.copies.get(textOf(call.inParameters["NALPath"]));
  if (copy === undefined) throw objectNotFound();
  return { record, copy };
}

function packageNamed({ visit }: MethodCall, PackageID: string): PackageRecord {
  const record = findRecord(visit.provider.state, PackageID);
  if (record === undefined) throw objectNotFound();
  return record;
}

function groupOf({ visit, instance }: MethodCall): DistributionPointGroup {
  const GroupID = instance?.properties["GroupID"];
  const group = visit.provider.state.groups.find((candidate) => candidate.GroupID === GroupID);
  if (group === undefined) throw objectNotFound();
  return group;
}
