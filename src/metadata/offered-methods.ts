import { packageClassNames, type PackageClassName } from "../operations/site/package-target.js";

/**
 * The methods that a site offers, by class. It is plain data: read it once for a site and keep it.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export interface Capabilities {
  /**
   * `metadata`: the site declares these methods; a class or method that is missing here is not offered by the site.
   * `documentation`: the methods are from Microsoft's pages and public code, for package classes only; a site can differ.
   */
  readonly source: "metadata" | "documentation";
  /** Methods by class name. Upper and lower case of the names are as in the source. */
  readonly classes: Readonly<Record<string, readonly OfferedMethod[]>>;
}

/** A method of a class. */
export interface OfferedMethod {
  /**
   * Name of the method, in upper and lower case as in the source: the documented `GetTsPolicies` is `GetTSPolicies` on a
   * site (seen).
   */
  readonly methodName: string;
  /** `instance`: called on an object. `static`: called on the class. A site returns 404 for the wrong form (seen). */
  readonly kind: "instance" | "static";
}

/**
 * Finds a method of a class. Prefers a name with the same case; if there is none, it ignores case.
 *
 * @param kind - the kind to prefer if a class has an instance method and a static method with the same name
 * @returns `undefined` if the class is unknown or does not have the method
 * @example
 * ```ts
 * import { documentedCapabilities, findMethod } from "configmgr-sdk/sequence";
 *
 * console.log(findMethod(documentedCapabilities, "SMS_TaskSequencePackage", "gettspolicies")?.methodName);
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export function findMethod(
  { classes }: Capabilities,
  className: string,
  methodName: string,
  kind?: OfferedMethod["kind"],
): (OfferedMethod & { readonly className: string }) | undefined {
  const known = findByName(Object.entries(classes), ([name]) => name, className);
  if (known === undefined) return undefined;
  const [spelled, methods] = known;
  const named = (of: readonly OfferedMethod[]) => findByName(of, (method) => method.methodName, methodName);
  const found = named(methods.filter((method) => method.kind === kind)) ?? named(methods);
  return found && { className: spelled, ...found };
}

function findByName<T>(items: readonly T[], nameOf: (item: T) => string, wanted: string): T | undefined {
  const lower = wanted.toLowerCase();
  return items.find((item) => nameOf(item) === wanted) ?? items.find((item) => nameOf(item).toLowerCase() === lower);
}

const commonMethods = ["AddChangeNotification", "AddDistributionPoints", "RefreshPkgSource", "SetSourceSite", "Unlock"];

/** The methods of one package class, without the methods that all package classes have. */
interface OwnMethods {
  readonly instance?: readonly string[];
  readonly static?: readonly string[];
}

// Microsoft's pages rarely state which methods are static. If no sample and no public code shows the kind of a method, the
// kind is from a class model of a real site, release 2002 (seen). UpdateImage and UpdateDefaultImage have an ID parameter,
// so they are static (inferred).
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
 * The methods of the package classes, from Microsoft's pages and public code. To read what a site offers, use {@link
 * capabilities}.
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
