// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_Package`. */
export interface SMS_PackageProperties extends SMS_PackageBaseclassProperties {
  /** 2 (USMT) for the package of the user state migration tool, 0 for every other package. */
  readonly DefaultImageFlags?: number;
  /** Whether ConfigMgr itself created the package. */
  readonly IsPredefinedPackage?: boolean;
  /** When Package Conversion Manager last analysed the package. */
  readonly TransformAnalysisDate?: Date;
  /** Result of the analysis by Package Conversion Manager: a value of TransformReadiness. */
  readonly TransformReadiness?: number;
}
