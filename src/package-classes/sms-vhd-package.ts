import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_VhdPackageProperties } from "./interfaces/sms-vhd-package.js";
import { ImagePackage } from "./image-package.js";
import { callMethod, type MethodResult } from "./model/method.js";
import { method, packageIDText, inParameters, text } from "./model/method-parameters.js";
import { lazyRead, lazyReadwrite, string, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_VhdPackage" as const;

const properties = {
  ...baseProperties,
  // Microsoft's page has this property; a model of the classes of a real site does not.
  ImageDiskLayout: string(lazyRead, "XML that describes the disk layout in the image."),
  ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
} satisfies PropertyTable<typeof className>;

const runOfflineServicingManager = method(
  "RunOfflineServicingManager",
  inParameters({ SiteCode: text, ServerName: text, PackageID: packageIDText }),
);

export interface SMS_VhdPackage extends SMS_VhdPackageProperties {}

/**
 * A virtual hard disk package. Current releases do not have the feature; a site of release 2002 still had the class (seen).
 * Microsoft's page (`sms_vhdpackage-server-wmi-class` of the 2012 SDK) has `PackageType` 257, which belongs to
 * `SMS_ImagePackage`, and a public report has 260. The library uses neither number.
 */
export class SMS_VhdPackage extends ImagePackage {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_VhdPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Requests that the site service one image offline as soon as possible. Unlike the method of `SMS_ImagePackage`, this
   * method has no parameter `PackageType`.
   *
   * @param inParameters - site code and name of the site server; PackageID of the image
   */
  static runOfflineServicingManager(
    transport: Transport,
    inParameters: {
      SiteCode: string;
      ServerName: string;
      PackageID: string;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, runOfflineServicingManager, inParameters, options);
  }
}
