// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_ContentPackage`. */
export interface SMS_ContentPackageProperties extends SMS_PackageBaseclassProperties {
  /** Number of the type of the secured object to which the content belongs. */
  readonly ObjectTypeID?: number;
  /** Key of the secured object. Public clients find the package of an application by this key (seen). */
  readonly SecurityKey?: string;
}
