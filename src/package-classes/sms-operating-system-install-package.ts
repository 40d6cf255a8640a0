import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_OperatingSystemInstallPackageProperties } from "./interfaces/sms-operating-system-install-package.js";
import { getImageProperties, reloadImageProperties } from "./image-methods.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import { Package } from "./model/package-class.js";
import { lazyReadwrite, string, undocumented, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_OperatingSystemInstallPackage" as const;

const properties = {
  ...baseProperties,
  ImageProperty: string(lazyReadwrite, "XML with the properties of the image in the source."),
  ImageOSVersion: string(undocumented, "Operating system version of the image (inferred from the property name)."),
} satisfies PropertyTable<typeof className>;

export interface SMS_OperatingSystemInstallPackage extends SMS_OperatingSystemInstallPackageProperties {}

/**
 * An operating system upgrade package: source files of an installation (`PackageType` 259).
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_operatingsysteminstallpackage-server-wmi-class
 */
export class SMS_OperatingSystemInstallPackage extends Package {
  /** Name of the WMI class. */
  static readonly className = className;
  /** Types and descriptions of the properties. */
  static readonly schema: PackageSchema<SMS_OperatingSystemInstallPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  /** Name of the WMI class. */
  override readonly className = className;

  /** Reads the image file again and updates the stored metadata, for example after a change outside the console. */
  reloadImageProperties(options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), reloadImageProperties, undefined, options);
  }

  /**
   * Reads the metadata of an image file and stores nothing.
   *
   * @param inParameters - UNC path of the image file
   * @returns `ImageProperty` is XML
   */
  static getImageProperties(
    transport: Transport,
    inParameters: { readonly SourceImagePath: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly ImageProperty?: string }>>> {
    return callMethod(transport, { className }, getImageProperties, inParameters, options);
  }
}
