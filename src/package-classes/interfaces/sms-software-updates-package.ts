// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_SoftwareUpdatesPackage`. */
export interface SMS_SoftwareUpdatesPackageProperties extends SMS_PackageBaseclassProperties {}
