import type { Result } from "../result.js";
import type { CallOptions } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_ContentPackageProperties } from "./interfaces/sms-content-package.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import { flag, method, numbers, inParameters, texts } from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import { readwrite, string, uint32, type PropertyTable } from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_ContentPackage" as const;

const properties = {
  ...baseProperties,
  ObjectTypeID: uint32(readwrite, "Number of the type of the secured object to which the content belongs."),
  SecurityKey: string(
    readwrite,
    "Key of the secured object. Public clients find the package of an application by this key (seen).",
  ),
} satisfies PropertyTable<typeof className>;

const addContent = method(
  "AddContent",
  inParameters({
    ContentID: texts,
    ContentVersion: numbers,
    ContentSource: texts,
    ContentFlags: numbers,
    ContentType: numbers,
    RelatedContentID: texts,
  }),
);
const addDistributionPointGroup = method("AddDistributionPointGroup", inParameters({ DistributionPointGroup: texts }));
const commit = method("Commit");
const removeContent = method("RemoveContent", inParameters({ ContentIDs: numbers.optional(), bRefreshDPs: flag }));

export interface SMS_ContentPackage extends SMS_ContentPackageProperties {}

/**
 * The content of an application (`PackageType` 8). The class does not support SEDO locks. Microsoft's page only says to use
 * `refreshPkgSource` if no property changed. **It is not known whether "Update Content" in the console calls it.**
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_contentpackage-server-wmi-class
 */
export class SMS_ContentPackage extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_ContentPackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /** Adds content to the package. Call `commit` after the last `addContent`. */
  addContent(
    /** Six arrays of the same length, with one item for each content that is added. */
    inParameters: {
      ContentID: readonly string[];
      ContentVersion: readonly number[];
      ContentSource: readonly string[];
      ContentFlags: readonly number[];
      ContentType: readonly number[];
      RelatedContentID: readonly string[];
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addContent, inParameters, options);
  }

  /** Assigns the package to distribution point groups by their IDs, each in the form `{guid}` (seen). */
  addDistributionPointGroup(
    inParameters: { DistributionPointGroup: readonly string[] },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addDistributionPointGroup, inParameters, options);
  }

  /** Ends a series of `addContent` calls. The site then starts to process the content. */
  commit(options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), commit, undefined, options);
  }

  /** Removes content from the package. Microsoft's page has an array for `bRefreshDPs`; real classes have one value (seen). */
  removeContent(
    inParameters: { ContentIDs?: readonly number[] | undefined; bRefreshDPs: boolean },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), removeContent, inParameters, options);
  }

  /**
   * Makes the site to which the transport is connected the owner of the package.
   *
   * @deprecated Microsoft's page calls the method obsolete.
   */
  override unlock(options?: CallOptions): Promise<Result<MethodResult>> {
    return super.unlock(options);
  }
}
