// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_OperatingSystemInstallPackage`. */
export interface SMS_OperatingSystemInstallPackageProperties extends SMS_PackageBaseclassProperties {
  /** XML with the properties of the image in the source. */
  readonly ImageProperty?: string;
  /** Operating system version of the image (inferred from the name). */
  readonly ImageOSVersion?: string;
}
