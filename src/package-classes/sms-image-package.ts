import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_ImagePackageProperties } from "./interfaces/sms-image-package.js";
import { ImagePackage } from "./image-package.js";
import { callMethod, type MethodResult } from "./model/method.js";
import { method, number, packageIDText, inParameters, text } from "./model/method-parameters.js";
import { lazyRead, lazyReadwrite, string, undocumented, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_ImagePackage" as const;

const properties = {
  ...baseProperties,
  ImageDiskLayout: string(lazyRead, "XML that describes the disk layout in the image."),
  ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
  ImageOSVersion: string(undocumented, "Operating system version of the image (inferred from the name)."),
} satisfies PropertyTable<typeof className>;

const runOfflineServicingManager = method(
  "RunOfflineServicingManager",
  inParameters({ SiteCode: text, ServerName: text, PackageID: packageIDText, PackageType: number }),
);

export interface SMS_ImagePackage extends SMS_ImagePackageProperties {}

/**
 * An operating system image (`PackageType` 257). `PkgSourcePath` is the UNC path of the `.wim` file, not of a folder.
 * `getImageProperties` is static: Microsoft's how-to describes it as an instance method, but its code calls the class.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_imagepackage-server-wmi-class
 */
export class SMS_ImagePackage extends ImagePackage {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_ImagePackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Requests that the site service one image offline as soon as possible. The method returns UInt32; the library treats 0
   * as success (inferred).
   *
   * @param inParameters - site code and name of the site server; PackageID and PackageType of the image
   */
  static runOfflineServicingManager(
    transport: Transport,
    inParameters: {
      SiteCode: string;
      ServerName: string;
      PackageID: string;
      PackageType: number;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, runOfflineServicingManager, inParameters, options);
  }
}
