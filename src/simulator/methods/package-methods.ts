import { itemsOf, textOf, type JsonValue } from "../values/json.js";
import { objectVersion } from "../state/create-package.js";
import type { DistributionPoint, SiteState } from "../state/state.js";
import { maySee, requirePackage } from "../provider/sms-provider.js";
import {
  badParameter,
  done,
  recordOf,
  type MethodCall,
  type MethodHandlers,
  type MethodResult,
} from "./method-handler.js";

/** Duration until a change of owner is visible at all sites, in milliseconds of the site's clock (invented). */
const replicationMs = 10_000;

/** Site codes that ConfigMgr reserves (documented). */
const reserved = new Set(["AUX", "CON", "ENV", "NUL", "PRN", "SMS"]);

/** Instance methods that each package class has. */
export const packageMethods: MethodHandlers = {
  async RefreshPkgSource(call) {
    const { provider } = call.request;
    const record = recordOf(call);
    if (record.definition.name !== "SMS_BootImagePackage") {
      provider.distribution.refresh(record);
      return done;
    }
    // The SMS Provider mounts and rebuilds a boot image before it responds to the call (documented: Microsoft KB 4096324).
    await provider.state.clock.spend(provider.state.behavior.bootImageRebuildMs);
    provider.distribution.refreshRebuilt(record);
    return done;
  },

  SetSourceSite(call) {
    const siteCode = call.inParameters["SourceSite"];
    // Microsoft does not document how the SMS Provider checks the site code. This check refuses codes that no site
    // can have (inferred).
    if (typeof siteCode !== "string" || !/^[A-Z0-9]{3}$/u.test(siteCode) || reserved.has(siteCode)) {
      throw badParameter("The SourceSite parameter is not a valid site code.");
    }
    changeOwner(call, siteCode);
    return done;
  },

  Unlock(call) {
    changeOwner(call, call.request.provider.state.siteCode);
    return done;
  },

  AddDistributionPoints(call) {
    const { state, distribution } = call.request.provider;
    const record = recordOf(call);
    const [paths, siteCodes] = [itemsOf(call.inParameters["NALPath"]), itemsOf(call.inParameters["SiteCode"])];
    if (paths.length !== siteCodes.length) throw badParameter("SiteCode and NALPath must have the same length.");
    const points = paths.map((path, index) => pointAt(state, path, siteCodes[index]));
    for (const point of points) distribution.distribute(record, point);
    return done;
  },

  /** Changes nothing that a client can read (inferred). Only the call log shows the call. */
  AddChangeNotification: () => done,
};

/** Methods that only `SMS_Package` has. They check names and shares before a package is saved. */
export const packageCheckMethods: MethodHandlers = {
  CheckDuplicateShareName: (call) => duplicate(call, "ShareName", textOf(call.inParameters["ShareName"])),

  CheckDuplicateSourceName: (call) => duplicate(call, "PkgSourcePath", textOf(call.inParameters["SourceName"])),

  /** Always returns valid: only deployments can conflict with the share setting, and the simulated site has none. */
  CheckPackageShareForTaskSequenceDeployment({ request, inParameters }) {
    requirePackage(request, textOf(inParameters["PackageID"]));
    return {
      returnValue: 0,
      outParameters: {
        IsValid: true,
        InvalidTaskSequenceDeploymentIDs: [],
        InvalidTaskSequenceDeploymentNames: [],
      },
    };
  },
};

function pointAt(state: SiteState, path: JsonValue, siteCode: JsonValue | undefined): DistributionPoint {
  const point = state.points.find((candidate) => candidate.nalPath === path && candidate.siteCode === siteCode);
  if (point !== undefined) return point;
  throw badParameter(`The distribution point ${textOf(path)} does not exist at site ${textOf(siteCode)}.`);
}

function changeOwner(call: MethodCall, siteCode: string): void {
  const record = recordOf(call);
  call.request.provider.state.clock.after(replicationMs, () => {
    record.properties["SourceSite"] = siteCode;
    record.properties["SedoObjectVersion"] = objectVersion();
  });
}

/** Checks whether another package has the same value. An empty value is never a duplicate. */
function duplicate({ request, inParameters }: MethodCall, property: string, value: string): MethodResult {
  const own = textOf(inParameters["PackageID"]).toUpperCase();
  const found = [...request.provider.state.packages.values()].find(
    (record) =>
      value !== "" &&
      record.PackageID !== own &&
      maySee(request.account, record) &&
      textOf(record.properties[property]).toLowerCase() === value.toLowerCase(),
  );
  return {
    returnValue: 0,
    outParameters: {
      IsDuplicated: found !== undefined,
      DupPkgName: textOf(found?.properties["Name"]),
      DupPkgID: found?.PackageID ?? "",
      DupPkgType: found?.definition.packageType ?? 0,
    },
  };
}
