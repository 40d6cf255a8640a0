// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_VhdPackage`. */
export interface SMS_VhdPackageProperties extends SMS_PackageBaseclassProperties {
  /** XML that describes the disk layout in the image. */
  readonly ImageDiskLayout?: string;
  /** XML with the metadata of the image. */
  readonly ImageProperty?: string;
}
