import { itemsOf, textOf, type JsonValue } from "../values/json.js";
import { objectVersion } from "../state/create-package.js";
import { Refusal, objectNotFound } from "../wire/refusal.js";
import { findRecord, type DistributionPoint, type PackageRecord, type SiteState } from "../state/state.js";
import type { MethodCall, MethodHandlers, MethodResult } from "./method-handler.js";

/** How long a change of owner takes to replicate through the hierarchy, in milliseconds of the site's clock. */
const replicationMs = 10_000;

/** Site codes that the product reserves (documented). */
const reserved = new Set(["AUX", "CON", "ENV", "NUL", "PRN", "SMS"]);

/** Instance methods that every package class has. */
export const packageMethods: MethodHandlers = {
  async RefreshPkgSource(call) {
    const { provider } = call.visit;
    const record = recordOf(call);
    if (record.definition.name !== "SMS_BootImagePackage") {
      provider.distribution.refresh(record);
      return done;
    }
    // The provider mounts and rebuilds the image before it answers (documented in Microsoft's KB 4096324).
    await provider.clock.spend(provider.behavior().bootImageRebuildMs);
    provider.distribution.refreshRebuilt(record);
    return done;
  },

  SetSourceSite(call) {
    const siteCode = call.inParameters["SourceSite"];
    // What the provider checks is not documented; a code that no site can have is refused (inferred).
    if (typeof siteCode !== "string" || !/^[A-Z0-9]{3}$/u.test(siteCode) || reserved.has(siteCode)) {
      throw new Refusal(500, "The SourceSite parameter is not a valid site code. Error: 0x40480715");
    }
    changeOwner(call, siteCode);
    return done;
  },

  Unlock(call) {
    changeOwner(call, call.visit.provider.state.siteCode);
    return done;
  },

  AddDistributionPoints(call) {
    const { state, distribution } = call.visit.provider;
    const record = recordOf(call);
    const points = itemsOf(call.inParameters["NALPath"]).map((path) => pointAt(state, path));
    for (const point of points) distribution.distribute(record, point);
    return done;
  },
};

const done: MethodResult = { returnValue: 0 };

function recordOf(call: MethodCall): PackageRecord {
  const PackageID = call.instance?.properties["PackageID"];
  const record = typeof PackageID === "string" ? findRecord(call.visit.provider.state, PackageID) : undefined;
  if (record === undefined) throw objectNotFound();
  return record;
}

function pointAt(state: SiteState, path: JsonValue): DistributionPoint {
  const point = state.points.find(({ nalPath }) => nalPath === path);
  if (point !== undefined) return point;
  throw new Refusal(500, `The distribution point ${textOf(path)} does not exist. Error: 0x40480715`);
}

function changeOwner(call: MethodCall, siteCode: string): void {
  const record = recordOf(call);
  call.visit.provider.clock.after(replicationMs, () => {
    record.properties["SourceSite"] = siteCode;
    record.properties["SedoObjectVersion"] = objectVersion();
  });
}
