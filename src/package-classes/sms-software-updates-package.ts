import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { method, takes } from "./method.js";
import { flag, numbers, text, texts } from "./method-parameters.js";
import { packageClass } from "./package-class.js";

const definition = {
  className: "SMS_SoftwareUpdatesPackage",
  schema: z.object(baseProperties),
  methods: {
    ...commonMethods,
    /**
     * Copies the content of updates into the package; the arrays pair up item by item. A folder that is the source of a
     * package already can't serve another one. The page's sample writes `ContentIds`; its signature has `ContentIDs`.
     */
    addUpdateContent: method(
      "AddUpdateContent",
      takes({ ContentIDs: numbers, ContentSourcePath: texts, bRefreshDPs: flag.optional() }),
    ),
    /** Brings damaged or deleted files of the package back. */
    rebuildPackage: method("RebuildPackage", takes({ ContentSourcePath: text.optional() })),
    /** Takes content out of the package. Scripts leave `bRefreshDPs` false and refresh once at the end (seen). */
    removeContent: method("RemoveContent", takes({ ContentIDs: numbers, bRefreshDPs: flag.optional() })),
    /**
     * Checks a new place for the source, which must hold every update of the old one; afterwards
     * `update({ PkgSourcePath })`. The method's page names `StoredPkgPath` instead; `PkgSourcePath` is what the code of
     * the how-to sets.
     */
    validateNewPackageSource: method("ValidateNewPackageSource", takes({ PackageSource: text })),
  },
  staticMethods: {},
} as const;

/**
 * A deployment package of software updates (`PackageType` 5). `AlternateContentProviders` means nothing here.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/sum/sms_softwareupdatespackage-server-wmi-class
 */
export class SMS_SoftwareUpdatesPackage extends packageClass(definition) {}
