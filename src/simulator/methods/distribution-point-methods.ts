import { itemsOf, textOf } from "../values/json.js";
import { objectNotFound } from "../wire/refusal.js";
import { requirePackage } from "../provider/sms-provider.js";
import type { ContentCopy, DistributionPointGroup, PackageRecord } from "../state/state.js";
import { done, type MethodCall, type MethodHandlers } from "./method-handler.js";

/** Methods of `SMS_DistributionPoint`. */
export const distributionPointMethods: MethodHandlers = {
  VerifyPackage(call) {
    const { record, copy } = copyNamed(call);
    call.request.provider.distribution.verify(record, copy);
    return done;
  },

  CancelDistribution(call) {
    const { record, copy } = copyNamed(call);
    call.request.provider.distribution.cancel(record, copy);
    return done;
  },
};

/** Methods of `SMS_DistributionPointGroup`. */
export const groupMethods: MethodHandlers = {
  ReDistributePackage(call) {
    const record = requirePackage(call.request, textOf(call.inParameters["PackageID"]));
    for (const { nalPath } of groupOf(call).points) {
      const copy = record.copies.get(nalPath);
      if (copy !== undefined) call.request.provider.distribution.redistribute(record, copy);
    }
    return done;
  },

  AddPackages(call) {
    const { points } = groupOf(call);
    for (const record of packagesNamed(call)) {
      for (const point of points) {
        if (!record.copies.has(point.nalPath)) call.request.provider.distribution.distribute(record, point);
      }
    }
    return done;
  },

  RemovePackages(call) {
    const { points } = groupOf(call);
    for (const record of packagesNamed(call)) {
      for (const { nalPath } of points) record.copies.delete(nalPath);
    }
    return done;
  },
};

function copyNamed(call: MethodCall): { readonly record: PackageRecord; readonly copy: ContentCopy } {
  const record = requirePackage(call.request, textOf(call.inParameters["PackageId"]));
  const copy = record.copies.get(textOf(call.inParameters["NALPath"]));
  if (copy === undefined) throw objectNotFound();
  return { record, copy };
}

/** Finds all packages that the call names. If one does not exist, the call is refused before it changes any package. */
function packagesNamed({ request, inParameters }: MethodCall): PackageRecord[] {
  return itemsOf(inParameters["PackageIDs"]).map((PackageID) => requirePackage(request, textOf(PackageID)));
}

function groupOf({ request, instance }: MethodCall): DistributionPointGroup {
  const GroupID = instance?.properties["GroupID"];
  const group = request.provider.state.groups.find((candidate) => candidate.GroupID === GroupID);
  if (group === undefined) throw objectNotFound();
  return group;
}
