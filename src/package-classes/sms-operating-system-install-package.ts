import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods, getImageProperties, reloadImageProperties } from "./common-methods.js";
import { packageClass } from "./package-class.js";
import { lazyReadwrite, string, undocumented } from "./property.js";

const definition = {
  className: "SMS_OperatingSystemInstallPackage",
  schema: z.object({
    ...baseProperties,
    ImageProperty: string(lazyReadwrite, "XML with the properties of the image in the source."),
    ImageOSVersion: string(undocumented, "Operating system version of the image."),
  }),
  methods: {
    ...commonMethods,
    reloadImageProperties,
  },
  staticMethods: { getImageProperties },
} as const;

/**
 * An operating system upgrade package: source files of an installation (`PackageType` 259).
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_operatingsysteminstallpackage-server-wmi-class
 */
export class SMS_OperatingSystemInstallPackage extends packageClass(definition) {}
