import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { packageClass } from "./package-class.js";
import { lazyReadwrite, readwrite, string, strings, write } from "./property.js";

const definition = {
  className: "SMS_DeviceSettingPackage",
  schema: z.object({
    ...baseProperties,
    DeviceSettingItemUniqueIDs: strings(lazyReadwrite, "Unique IDs of the device settings in the package."),
    DeviceSettingPackageXML: string(
      write,
      "XML through which a user interface hands in the package; reads as nothing.",
    ),
    PlatformType: string(readwrite, "Platform that the settings are for."),
  }),
  methods: commonMethods,
  staticMethods: {},
} as const;

/**
 * A package of mobile device settings (`PackageType` 6, `PkgSourceFlag` 2). Knows no SEDO locks.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/mdm/sms_devicesettingpackage-server-wmi-class
 */
export class SMS_DeviceSettingPackage extends packageClass(definition) {}
