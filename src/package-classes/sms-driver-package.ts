import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_DriverPackageProperties } from "./interfaces/sms-driver-package.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import {
  flag,
  outParameters,
  method,
  numbers,
  outSigned,
  inParameters,
  text,
  texts,
} from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import type { PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_DriverPackage" as const;

const properties = { ...baseProperties } satisfies PropertyTable<typeof className>;

const addDriverContent = method(
  "AddDriverContent",
  inParameters({ ContentIDs: numbers, ContentSourcePath: texts, bRefreshDPs: flag.optional() }),
);
const rebuildPackage = method("RebuildPackage", inParameters({ ContentSourcePath: text.optional() }));
const removeDriverContent = method(
  "RemoveDriverContent",
  inParameters({ ContentIDs: numbers, bRefreshDPs: flag.optional() }),
);
const validateNewPackageSource = method("ValidateNewPackageSource", inParameters({ PackageSource: text }));
const checkSourceFolder = method(
  "CheckSourceFolder",
  inParameters({ SourceFolder: text }),
  outParameters({ Result: outSigned }),
);

export interface SMS_DriverPackage extends SMS_DriverPackageProperties {}

/**
 * A package with the content of device drivers (`PackageType` 3). `PkgSourcePath` of a driver package must be a UNC path,
 * and `AlternateContentProviders` is not used.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_driverpackage-server-wmi-class
 */
export class SMS_DriverPackage extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_DriverPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Copies the content of drivers into the package. Microsoft's how-to calls `RefreshPkgSource` at the end, so omit
   * `bRefreshDPs` as long as you add more content.
   *
   * @param inParameters - two arrays of the same length: content IDs, and the source path of each
   */
  addDriverContent(
    inParameters: {
      ContentIDs: readonly number[];
      ContentSourcePath: readonly string[];
      bRefreshDPs?: boolean | undefined;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addDriverContent, inParameters, options);
  }

  /** Restores the content of the driver package in its source folder. */
  rebuildPackage(
    inParameters: { ContentSourcePath?: string | undefined },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), rebuildPackage, inParameters, options);
  }

  /** Removes the drivers with these content IDs from the package. Several drivers can have the same content ID. */
  removeDriverContent(
    inParameters: { ContentIDs: readonly number[]; bRefreshDPs?: boolean | undefined },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), removeDriverContent, inParameters, options);
  }

  /**
   * Checks a new source folder after its files were copied there. Then call `update({ PkgSourcePath })`: the code of
   * Microsoft's how-to sets `PkgSourcePath`, although Microsoft's page of the method names `StoredPkgPath`.
   */
  validateNewPackageSource(
    inParameters: { PackageSource: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), validateNewPackageSource, inParameters, options);
  }

  /** Checks whether a folder can become the source of a new driver package. */
  static checkSourceFolder(
    transport: Transport,
    inParameters: { SourceFolder: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly Result?: number }>>> {
    return callMethod(transport, { className }, checkSourceFolder, inParameters, options);
  }
}
