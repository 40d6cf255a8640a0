/** `SMS_PackageBaseclass.PackageType` of a task sequence (documented). */
export const taskSequencePackageType = 4;

/**
 * The classes that have `RefreshPkgSource` and `SetSourceSite`, spelled as the provider spells them, with their
 * `PackageType` (documented; that the class with the methods belongs to it is inferred from the class pages). 7, virtual
 * applications, has no class of its own. `SMS_VhdPackage` is not in current releases, and its page has the value of another
 * class, so its type is not used.
 */
const classes = [
  { className: "SMS_Package", packageType: 0 },
  { className: "SMS_DriverPackage", packageType: 3 },
  { className: "SMS_TaskSequencePackage", packageType: taskSequencePackageType },
  { className: "SMS_SoftwareUpdatesPackage", packageType: 5 },
  { className: "SMS_DeviceSettingPackage", packageType: 6 },
  { className: "SMS_ContentPackage", packageType: 8 },
  { className: "SMS_ImagePackage", packageType: 257 },
  { className: "SMS_BootImagePackage", packageType: 258 },
  { className: "SMS_OperatingSystemInstallPackage", packageType: 259 },
  { className: "SMS_VhdPackage", packageType: undefined },
] as const;

/** The class on which `RefreshPkgSource` does damage. */
export type TaskSequenceClassName = "SMS_TaskSequencePackage";

/** A class on which `RefreshPkgSource` is safe to call. */
export type SafePackageClassName = Exclude<(typeof classes)[number]["className"], TaskSequenceClassName>;

/** A class whose packages can be refreshed. */
// Combined again: an editor shows the name of a union that was written as a union, and otherwise all of its members.
export type PackageClassName = SafePackageClassName | TaskSequenceClassName;

/** Names of the classes whose packages can be refreshed. */
export const packageClassNames: readonly PackageClassName[] = /* @__PURE__ */ classes.map(({ className }) => className);

/** `PackageType` of a class; `undefined` if none is known. */
export function packageTypeOf(className: PackageClassName): number | undefined {
  return classes.find((entry) => entry.className === className)?.packageType;
}

/** The concrete class of a package, or `undefined` if no class is documented for its `PackageType`. */
export function classNameOfPackageType(PackageType: number | undefined): PackageClassName | undefined {
  return PackageType === undefined
    ? undefined
    : classes.find(({ packageType }) => packageType === PackageType)?.className;
}
