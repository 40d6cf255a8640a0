// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_ImagePackage`. */
export interface SMS_ImagePackageProperties extends SMS_PackageBaseclassProperties {
  /** XML that describes the disk layout in the image. */
  readonly ImageDiskLayout?: string;
  /** XML with the metadata of the image. */
  readonly ImageProperty?: string;
  /** Operating system version of the image (inferred from the name). */
  readonly ImageOSVersion?: string;
}
