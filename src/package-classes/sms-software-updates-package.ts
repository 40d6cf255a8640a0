import type { Result } from "../result.js";
import type { CallOptions } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_SoftwareUpdatesPackageProperties } from "./interfaces/sms-software-updates-package.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import { flag, method, numbers, inParameters, text, texts } from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import type { PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_SoftwareUpdatesPackage" as const;

const properties = { ...baseProperties } satisfies PropertyTable<typeof className>;

const addUpdateContent = method(
  "AddUpdateContent",
  inParameters({ ContentIDs: numbers, ContentSourcePath: texts, bRefreshDPs: flag.optional() }),
);
const rebuildPackage = method("RebuildPackage", inParameters({ ContentSourcePath: text.optional() }));
const removeContent = method("RemoveContent", inParameters({ ContentIDs: numbers, bRefreshDPs: flag.optional() }));
const validateNewPackageSource = method("ValidateNewPackageSource", inParameters({ PackageSource: text }));

export interface SMS_SoftwareUpdatesPackage extends SMS_SoftwareUpdatesPackageProperties {}

/**
 * A deployment package of software updates (`PackageType` 5). It does not use `AlternateContentProviders`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/sum/sms_softwareupdatespackage-server-wmi-class
 */
export class SMS_SoftwareUpdatesPackage extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_SoftwareUpdatesPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Copies the content of updates into the package. A folder that is the source of one package cannot be the source of
   * another package. The sample on Microsoft's page has `ContentIds`; the correct name is `ContentIDs`.
   *
   * @param inParameters - two arrays of the same length: content IDs, and the source path of each
   */
  addUpdateContent(
    inParameters: {
      ContentIDs: readonly number[];
      ContentSourcePath: readonly string[];
      bRefreshDPs?: boolean | undefined;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addUpdateContent, inParameters, options);
  }

  /** Restores damaged or deleted files of the package. */
  rebuildPackage(
    inParameters: { ContentSourcePath?: string | undefined },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), rebuildPackage, inParameters, options);
  }

  /** Removes content from the package. Public scripts set `bRefreshDPs` to false and refresh once at the end (seen). */
  removeContent(
    inParameters: { ContentIDs: readonly number[]; bRefreshDPs?: boolean | undefined },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), removeContent, inParameters, options);
  }

  /**
   * Checks a new source folder, which must contain every update of the old source folder. Then call `update({ PkgSourcePath })`: the
   * code of Microsoft's how-to sets `PkgSourcePath`, although the page of the method names `StoredPkgPath`.
   */
  validateNewPackageSource(
    inParameters: { PackageSource: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), validateNewPackageSource, inParameters, options);
  }
}
