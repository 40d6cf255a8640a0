/** `SMS_PackageBaseclass.PackageType` of a task sequence (documented). */
export const taskSequencePackageType = 4;

/*
 * The classes that have `RefreshPkgSource` and `SetSourceSite`, spelled as the provider spells them, with their
 * `PackageType` (documented; that the class with the methods belongs to it is inferred from the class pages). 7, virtual
 * applications, has no class of its own. `SMS_VhdPackage` is not in current releases, and its page has the value of another
 * class, so its type is not used.
 *
 * Not a doc comment, and pairs instead of objects: the built declarations contain this table, but users cannot reach it.
 */
const classes = [
  ["SMS_Package", 0],
  ["SMS_DriverPackage", 3],
  ["SMS_TaskSequencePackage", taskSequencePackageType],
  ["SMS_SoftwareUpdatesPackage", 5],
  ["SMS_DeviceSettingPackage", 6],
  ["SMS_ContentPackage", 8],
  ["SMS_ImagePackage", 257],
  ["SMS_BootImagePackage", 258],
  ["SMS_OperatingSystemInstallPackage", 259],
  ["SMS_VhdPackage", undefined],
] as const;

/** The class on which `RefreshPkgSource` does damage. */
export type TaskSequenceClassName = "SMS_TaskSequencePackage";

/** A class on which `RefreshPkgSource` is safe to call. */
export type SafePackageClassName = Exclude<(typeof classes)[number][0], TaskSequenceClassName>;

/** A class whose packages can be refreshed. */
// Combined again: an editor shows the name of a union that was written as a union, and otherwise all of its members.
export type PackageClassName = SafePackageClassName | TaskSequenceClassName;

/** Names of the classes whose packages can be refreshed. */
export const packageClassNames: readonly PackageClassName[] = /* @__PURE__ */ classes.map(([className]) => className);

/** `PackageType` of a class; `undefined` if none is known. */
export function packageTypeOf(className: PackageClassName): number | undefined {
  return classes.find(([name]) => name === className)?.[1];
}

/** The concrete class of a package, or `undefined` if no class is documented for its `PackageType`. */
export function classNameOfPackageType(PackageType: number | undefined): PackageClassName | undefined {
  return PackageType === undefined ? undefined : classes.find(([, packageType]) => packageType === PackageType)?.[0];
}
