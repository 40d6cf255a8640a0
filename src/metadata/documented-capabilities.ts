import { packageClassNames, type PackageClassName } from "../operations/site/package-type.js";
import type { Capabilities, OfferedMethod } from "./offered-methods.js";

const commonMethods = ["AddChangeNotification", "AddDistributionPoints", "RefreshPkgSource", "SetSourceSite", "Unlock"];

/** Methods that not all package classes have. */
interface OwnMethods {
  readonly instance?: readonly string[];
  readonly static?: readonly string[];
}

// The pages rarely say which methods are static. If no sample and no public code shows it, the kind is from a class model
// of a real site, release 2002 (seen). UpdateImage and UpdateDefaultImage have an ID parameter, so they are static
// (inferred).
const ownMethods: { readonly [Name in PackageClassName]?: OwnMethods } = {
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
 * The methods of the package classes in Microsoft's pages and public code. To know what a site offers, use
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
    packageClassNames.map((className) => {
      const own = ownMethods[className];
      const instance = [...commonMethods, ...(own?.instance ?? [])];
      return [className, [...offered("instance", instance), ...offered("static", own?.static ?? [])]];
    }),
  ),
};

function offered(kind: OfferedMethod["kind"], methodNames: readonly string[]): OfferedMethod[] {
  return methodNames.map((methodName) => ({ methodName, kind }));
}
