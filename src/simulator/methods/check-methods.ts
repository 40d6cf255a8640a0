import { maySee, requirePackage } from "../provider/sms-provider.js";
import { type PackageRecord, findRecord } from "../state/state.js";
import { isJsonObject, itemsOf, textOf } from "../values/json.js";
import type { MethodCall, MethodHandlers, MethodResult } from "./method-handler.js";

/** Methods of `SMS_Package` that compare a package with others. */
export const packageCheckMethods: MethodHandlers = {
  CheckDuplicateShareName: (call) => duplicate(call, "ShareName", textOf(call.inParameters["ShareName"])),

  CheckDuplicateSourceName: (call) => duplicate(call, "PkgSourcePath", textOf(call.inParameters["SourceName"])),

  /** The simulated site has no deployments, so none contradicts the share setting. */
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

/** Methods of `SMS_TaskSequencePackage` that look for packages and task sequences. */
export const taskSequenceCheckMethods: MethodHandlers = {
  /** A package has no usable share if it wants its own one (`ShareType` 2) and names none (inferred). */
  CheckReferencesShareType({ request, inParameters }) {
    const { properties } = requirePackage(request, textOf(inParameters["PackageID"]));
    const unusable = itemsOf(properties["References"])
      .map((reference) =>
        isJsonObject(reference) ? findRecord(request.provider.state, textOf(reference["Package"])) : undefined,
      )
      .filter((record) => record !== undefined)
      .filter((record) => record.properties["ShareType"] === 2 && textOf(record.properties["ShareName"]) === "");
    return { returnValue: 0, outParameters: { CanRunFromDP: unusable.length === 0, ...listed(unusable) } };
  },

  GetTSRelatedToDriverCategory({ request, inParameters }) {
    const category = textOf(inParameters["CategoryUniqueId"]);
    const related = [...request.provider.state.packages.values()].filter(
      (record) => maySee(request.account, record) && textOf(record.properties["Sequence"]).includes(category),
    );
    return { returnValue: 0, outParameters: category === "" ? listed([]) : listed(related) };
  },
};

/** Out parameters with the product's own spelling (documented). */
function listed(records: readonly PackageRecord[]): Record<"PacakgeIds" | "PackageNames", string[]> {
  return {
    PacakgeIds: records.map(({ PackageID }) => PackageID),
    PackageNames: records.map(({ properties }) => textOf(properties["Name"])),
  };
}

/** Finds another package with the same value. An empty value is never a duplicate. */
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
