import type { PackageClassName } from "../operations/site/package-target.js";
import type { Capabilities, OfferedMethod } from "./offered-methods.js";

const commonMethods = ["AddChangeNotification", "AddDistributionPoints", "RefreshPkgSource", "SetSourceSite", "Unlock"];

/** Besides the methods that all package classes have, which are instance methods. */
interface OwnMethods {
  readonly instance?: readonly string[];
  readonly static?: readonly string[];
}

// The pages name the methods and seldom say which are static. Where neither a sample nor public code shows it, a model
// of the classes of a live site (version 2002) does. UpdateImage and UpdateDefaultImage are inferred: they take an ID.
const ownMethods: Readonly<Record<PackageClassName, OwnMethods>> = {
  SMS_Package: {
    static: ["CheckDuplicateShareName", "CheckDuplicateSourceName", "CheckPackageShareForTaskSequenceDeployment"],
  },
  SMS_DriverPackage: {
    instance: ["AddDriverContent", "RebuildPackage", "RemoveDriverContent", "ValidateNewPackageSource"],
    static: ["CheckSourceFolder"],
  },
  SMS_TaskSequencePackage: {
    static: [
      "CheckReferencesShareType",
      "GetClientConfigPolicies",
      "GetContentHash",
      "GetPackageDefaultHash",
      "GetPackageHash",
      "GetSequence",
      "GetTsPolicies",
      "GetTsPoliciesSaMedia",
      "GetTSRelatedToDriverCategory",
      "ImportSequence",
      "SetSequence",
    ],
  },
  SMS_SoftwareUpdatesPackage: {
    instance: ["AddUpdateContent", "RebuildPackage", "RemoveContent", "ValidateNewPackageSource"],
  },
  SMS_DeviceSettingPackage: {},
  SMS_ContentPackage: { instance: ["AddContent", "AddDistributionPointGroup", "Commit", "RemoveContent"] },
  SMS_ImagePackage: {
    instance: ["ReloadImageProperties"],
    static: ["GetImageProperties", "RunOfflineServicingManager"],
  },
  SMS_BootImagePackage: {
    instance: ["ReloadImageProperties", "UpdateOptionalComponents"],
    static: [
      "DeleteContextID",
      "ExportDefaultBootImage",
      "GetImageProperties",
      "QueryOSDBinaryInjectionStatus",
      "UpdateDefaultImage",
      "UpdateImage",
    ],
  },
  SMS_OperatingSystemInstallPackage: {
    instance: ["ReloadImageProperties"],
    static: ["GetImageProperties"],
  },
  SMS_VhdPackage: {
    instance: ["ReloadImageProperties"],
    static: ["GetImageProperties", "RunOfflineServicingManager"],
  },
};

/**
 * The methods of the package classes as far as pages and public code tell: what holds until a site was asked with
 * {@link capabilities}.
 *
 * @example
 * ```ts
 * import { documentedCapabilities } from "configmgr-sdk/sequence";
 *
 * for (const { kind, methodName } of documentedCapabilities.classes["SMS_Package"] ?? []) console.log(kind, methodName);
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export const documentedCapabilities: Capabilities = {
  source: "documentation",
  classes: Object.fromEntries(
    Object.entries(ownMethods).map(([className, own]) => [
      className,
      [...offered("instance", [...commonMethods, ...(own.instance ?? [])]), ...offered("static", own.static ?? [])],
    ]),
  ),
};

function offered(kind: OfferedMethod["kind"], methodNames: readonly string[]): OfferedMethod[] {
  return methodNames.map((methodName) => ({ methodName, kind }));
}
