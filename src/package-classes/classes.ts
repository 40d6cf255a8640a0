// The concrete package classes. The compiler requires each class of package-target.ts here, in the exports and in the union.
import type { SMS_BootImagePackage } from "./sms-boot-image-package.js";
import type { SMS_ContentPackage } from "./sms-content-package.js";
import type { SMS_DeviceSettingPackage } from "./sms-device-setting-package.js";
import type { SMS_DriverPackage } from "./sms-driver-package.js";
import type { SMS_ImagePackage } from "./sms-image-package.js";
import type { SMS_OperatingSystemInstallPackage } from "./sms-operating-system-install-package.js";
import type { SMS_Package } from "./sms-package.js";
import type { SMS_SoftwareUpdatesPackage } from "./sms-software-updates-package.js";
import type { SMS_TaskSequencePackage } from "./sms-task-sequence-package.js";
import type { SMS_VhdPackage } from "./sms-vhd-package.js";

export { SMS_BootImagePackage } from "./sms-boot-image-package.js";
export { SMS_ContentPackage } from "./sms-content-package.js";
export { SMS_DeviceSettingPackage } from "./sms-device-setting-package.js";
export { SMS_DriverPackage } from "./sms-driver-package.js";
export { SMS_ImagePackage } from "./sms-image-package.js";
export { SMS_OperatingSystemInstallPackage } from "./sms-operating-system-install-package.js";
export { SMS_Package } from "./sms-package.js";
export { SMS_SoftwareUpdatesPackage } from "./sms-software-updates-package.js";
export { SMS_TaskSequencePackage } from "./sms-task-sequence-package.js";
export { SMS_VhdPackage } from "./sms-vhd-package.js";

/** A complete object of one of the package classes. Its `className` identifies the class. */
// The union lists each class: with `typeof` of this module, the declarations of the package would contain a copy of it.
export type AnyPackage =
  | SMS_BootImagePackage
  | SMS_ContentPackage
  | SMS_DeviceSettingPackage
  | SMS_DriverPackage
  | SMS_ImagePackage
  | SMS_OperatingSystemInstallPackage
  | SMS_Package
  | SMS_SoftwareUpdatesPackage
  | SMS_TaskSequencePackage
  | SMS_VhdPackage;
