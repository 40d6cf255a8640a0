import type { PackageClassName } from "./package-target.js";

/** `SMS_PackageBaseclass.PackageType` of a task sequence (documented). */
export const taskSequencePackageType = 4;

/**
 * `SMS_PackageBaseclass.PackageType` (documented) and the class that has the methods (inferred from the class pages).
 * 7, virtual applications, has no class of its own.
 */
const classNames: ReadonlyMap<number | undefined, PackageClassName> = new Map([
  [0, "SMS_Package"],
  [3, "SMS_DriverPackage"],
  [taskSequencePackageType, "SMS_TaskSequencePackage"],
  [5, "SMS_SoftwareUpdatesPackage"],
  [6, "SMS_DeviceSettingPackage"],
  [8, "SMS_ContentPackage"],
  [257, "SMS_ImagePackage"],
  [258, "SMS_BootImagePackage"],
  [259, "SMS_OperatingSystemInstallPackage"],
]);

/** The concrete class of a package, or `undefined` where nobody documented one. */
export function classNameOfPackageType(PackageType: number | undefined): PackageClassName | undefined {
  return classNames.get(PackageType);
}
