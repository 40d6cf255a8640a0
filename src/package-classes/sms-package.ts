import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_PackageProperties } from "./interfaces/sms-package.js";
import { callMethod, type MethodResult } from "./model/method.js";
import {
  outParameters,
  method,
  outFlag,
  outSigned,
  outText,
  outTexts,
  packageIDText,
  inParameters,
  text,
} from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import { boolean, dateTime, read, readwrite, sint32, uint32, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_Package" as const;

const properties = {
  ...baseProperties,
  DefaultImageFlags: sint32(
    readwrite,
    "2 (USMT) for the package of the user state migration tool, 0 for every other package.",
  ),
  IsPredefinedPackage: boolean(read, "Whether ConfigMgr itself created the package."),
  TransformAnalysisDate: dateTime(readwrite, "When Package Conversion Manager last analysed the package."),
  TransformReadiness: uint32(
    readwrite,
    "Result of the analysis by Package Conversion Manager: a value of TransformReadiness.",
  ),
} satisfies PropertyTable<typeof className>;

// DupPkgType is SInt32 and PackageType is UInt32, although both have the same values (documented).
const duplicate = outParameters({
  IsDuplicated: outFlag,
  DupPkgName: outText,
  DupPkgID: outText,
  DupPkgType: outSigned,
});

const checkDuplicateShareName = method(
  "CheckDuplicateShareName",
  inParameters({ ShareName: text, PackageID: packageIDText }),
  duplicate,
);
const checkDuplicateSourceName = method(
  "CheckDuplicateSourceName",
  // Microsoft's page describes SourceSite as the ID of the package. Real classes have SourceSite and PackageID (seen).
  inParameters({ SourceName: text, SourceSite: text, PackageID: packageIDText.optional() }),
  duplicate,
);
const checkPackageShareForTaskSequenceDeployment = method(
  "CheckPackageShareForTaskSequenceDeployment",
  inParameters({ PackageID: packageIDText }),
  outParameters({
    IsValid: outFlag,
    InvalidTaskSequenceDeploymentIDs: outTexts,
    InvalidTaskSequenceDeploymentNames: outTexts,
  }),
);

/** Out parameters of `checkDuplicateShareName` and `checkDuplicateSourceName`. */
export interface DuplicatePackage {
  /** Whether another package uses the share name or the source path. */
  readonly IsDuplicated?: boolean;
  /** `Name` of the other package. */
  readonly DupPkgName?: string;
  /** `PackageID` of the other package. */
  readonly DupPkgID?: string;
  /** `PackageType` of the other package. */
  readonly DupPkgType?: number;
}

export interface SMS_Package extends SMS_PackageProperties {}

/**
 * A software distribution package (`PackageType` 0).
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_package-server-wmi-class
 */
export class SMS_Package extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_PackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Checks whether another package uses a custom share name.
   *
   * @param inParameters - the share name, and the ID of the package that will use it
   */
  static checkDuplicateShareName(
    transport: Transport,
    inParameters: { ShareName: string; PackageID: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<DuplicatePackage>>> {
    return callMethod(transport, { className }, checkDuplicateShareName, inParameters, options);
  }

  /**
   * Checks whether another package uses a source path.
   *
   * @param inParameters - the source path, the site code, and optionally the ID of the package that will use the path
   */
  static checkDuplicateSourceName(
    transport: Transport,
    inParameters: {
      SourceName: string;
      SourceSite: string;
      PackageID?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult<DuplicatePackage>>> {
    return callMethod(transport, { className }, checkDuplicateSourceName, inParameters, options);
  }

  /** Checks whether the share settings of a package are valid for the task sequence deployments that use the package. */
  static checkPackageShareForTaskSequenceDeployment(
    transport: Transport,
    inParameters: { PackageID: string },
    options?: CallOptions,
  ): Promise<
    Result<
      MethodResult<{
        readonly IsValid?: boolean;
        readonly InvalidTaskSequenceDeploymentIDs?: readonly string[];
        readonly InvalidTaskSequenceDeploymentNames?: readonly string[];
      }>
    >
  > {
    return callMethod(transport, { className }, checkPackageShareForTaskSequenceDeployment, inParameters, options);
  }
}
