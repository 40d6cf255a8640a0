import * as z from "zod";
import type { RefreshPkgSourceOptions } from "../operations/refresh-pkg-source.js";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { method, takes } from "./method.js";
import { flag, numbers, texts } from "./method-parameters.js";
import { packageClass } from "./package-class.js";
import { readwrite, string, uint32 } from "./property.js";

const definition = {
  className: "SMS_ContentPackage",
  schema: z.object({
    ...baseProperties,
    ObjectTypeID: uint32(readwrite, "Type of the secured object that the content belongs to."),
    SecurityKey: string(readwrite, "Key of that object; the package of an application is found by it (seen)."),
  }),
  methods: {
    ...commonMethods,
    /** Adds content; the six arrays run in parallel, and `commit` ends the series. */
    addContent: method(
      "AddContent",
      takes({
        ContentID: texts,
        ContentVersion: numbers,
        ContentSource: texts,
        ContentFlags: numbers,
        ContentType: numbers,
        RelatedContentID: texts,
      }),
    ),
    /** Targets the package at groups of distribution points, by the groups' IDs: `{guid}` (seen). */
    addDistributionPointGroup: method("AddDistributionPointGroup", takes({ DistributionPointGroup: texts })),
    /** Says that all content was added, and starts processing it. */
    commit: method("Commit"),
    /** Takes content out. The page has an array for `bRefreshDPs`; live classes have one value (seen). */
    removeContent: method("RemoveContent", takes({ ContentIDs: numbers.optional(), bRefreshDPs: flag })),
    /**
     * Makes the site that is connected to the owner of the package.
     *
     * @deprecated The page calls it obsolete.
     */
    unlock: method("Unlock"),
  },
  staticMethods: {},
} as const;

/**
 * The content of an application (`PackageType` 8). Knows no SEDO locks.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_contentpackage-server-wmi-class
 */
export class SMS_ContentPackage extends packageClass(definition) {
  /**
   * Makes the site read the source again. The page promises no more than "for use when no property changed"; **whether
   * this is what "Update Content" in the console does is not known.**
   */
  override refreshPkgSource(options?: RefreshPkgSourceOptions) {
    return super.refreshPkgSource(options);
  }
}
