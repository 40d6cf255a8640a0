import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_ImagePackageProperties } from "./interfaces/sms-image-package.js";
import { getImageProperties, reloadImageProperties } from "./image-methods.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import { method, number, packageIDText, takes, text } from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import { lazyRead, lazyReadwrite, string, undocumented, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_ImagePackage" as const;

const properties = {
  ...baseProperties,
  ImageDiskLayout: string(lazyRead, "XML that describes the disk layout in the image."),
  ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
  ImageOSVersion: string(undocumented, "Operating system version of the image (inferred from the property name)."),
} satisfies PropertyTable<typeof className>;

const runOfflineServicingManager = method(
  "RunOfflineServicingManager",
  takes({ SiteCode: text, ServerName: text, PackageID: packageIDText, PackageType: number }),
);

export interface SMS_ImagePackage extends SMS_ImagePackageProperties {}

/**
 * An operating system image (`PackageType` 257). `PkgSourcePath` is the UNC path of the `.wim` file, not of a folder.
 * `getImageProperties` is static: the how-to describes it as an instance method, and its code calls it on the class.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_imagepackage-server-wmi-class
 */
export class SMS_ImagePackage extends Package {
  /** Name of the WMI class. */
  static readonly className = className;
  /** Types and descriptions of the properties. */
  static readonly schema: PackageSchema<SMS_ImagePackageProperties> =
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

  /**
   * Requests that the site service one image offline as soon as possible. It returns UInt32; 0 is taken as
   * success (inferred).
   *
   * @param inParameters - site code and server name of the site server, type and the package
   */
  static runOfflineServicingManager(
    transport: Transport,
    inParameters: {
      readonly SiteCode: string;
      readonly ServerName: string;
      readonly PackageID: string;
      readonly PackageType: number;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, runOfflineServicingManager, inParameters, options);
  }
}
