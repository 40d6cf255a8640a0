// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_DriverPackage`. */
export interface SMS_DriverPackageProperties extends SMS_PackageBaseclassProperties {}
