import { baseProperties } from "./base-properties.js";
import type { SMS_OperatingSystemInstallPackageProperties } from "./interfaces/sms-operating-system-install-package.js";
import { ImagePackage } from "./image-package.js";
import { lazyReadwrite, string, undocumented, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_OperatingSystemInstallPackage" as const;

const properties = {
  ...baseProperties,
  ImageProperty: string(lazyReadwrite, "XML with the properties of the image in the source."),
  ImageOSVersion: string(undocumented, "Operating system version of the image (inferred from the name)."),
} satisfies PropertyTable<typeof className>;

export interface SMS_OperatingSystemInstallPackage extends SMS_OperatingSystemInstallPackageProperties {}

/**
 * An operating system upgrade package: source files of an installation (`PackageType` 259).
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_operatingsysteminstallpackage-server-wmi-class
 */
export class SMS_OperatingSystemInstallPackage extends ImagePackage {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_OperatingSystemInstallPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;
}
