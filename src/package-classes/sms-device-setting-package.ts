import { baseProperties } from "./base-properties.js";
import type { SMS_DeviceSettingPackageProperties } from "./interfaces/sms-device-setting-package.js";
import { Package } from "./model/package-class.js";
import { lazyReadwrite, readwrite, string, strings, write, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_DeviceSettingPackage" as const;

const properties = {
  ...baseProperties,
  DeviceSettingItemUniqueIDs: strings(lazyReadwrite, "Unique IDs of the device settings in the package."),
  DeviceSettingPackageXML: string(
    write,
    "XML that a user interface writes to change the package. Reads return no value.",
  ),
  PlatformType: string(readwrite, "Platform for which the settings are intended."),
} satisfies PropertyTable<typeof className>;

export interface SMS_DeviceSettingPackage extends SMS_DeviceSettingPackageProperties {}

/**
 * A package of mobile device settings (`PackageType` 6, `PkgSourceFlag` 2). This class does not support SEDO locks.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/mdm/sms_devicesettingpackage-server-wmi-class
 */
export class SMS_DeviceSettingPackage extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_DeviceSettingPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;
}
