// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_DeviceSettingPackage`. */
export interface SMS_DeviceSettingPackageProperties extends SMS_PackageBaseclassProperties {
  /** Unique IDs of the device settings in the package. */
  readonly DeviceSettingItemUniqueIDs?: readonly string[];
  /** XML that a user interface writes to change the package. Reads return no value. */
  readonly DeviceSettingPackageXML?: string;
  /** Platform for which the settings are intended. */
  readonly PlatformType?: string;
}
