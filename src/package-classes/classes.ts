// The concrete package classes. A new class is exported from here; the compiler then asks for its entry in the registry.
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
