import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { gives, method, takes } from "./method.js";
import { flag, numbers, outSigned, text, texts } from "./method-parameters.js";
import { packageClass } from "./package-class.js";

const definition = {
  className: "SMS_DriverPackage",
  schema: z.object(baseProperties),
  methods: {
    ...commonMethods,
    /**
     * Copies the content of drivers into the package; the arrays pair up item by item. The how-to calls
     * `RefreshPkgSource` at the end, so leave `bRefreshDPs` out while there is more to add.
     */
    addDriverContent: method(
      "AddDriverContent",
      takes({ ContentIDs: numbers, ContentSourcePath: texts, bRefreshDPs: flag.optional() }),
    ),
    /** Restores the content of the package's source. */
    rebuildPackage: method("RebuildPackage", takes({ ContentSourcePath: text.optional() })),
    /** Takes drivers out of the package. Several drivers may share one content ID. */
    removeDriverContent: method("RemoveDriverContent", takes({ ContentIDs: numbers, bRefreshDPs: flag.optional() })),
    /**
     * Checks a new place for the source after its files were copied there; afterwards `update({ PkgSourcePath })`. The
     * method's page names `StoredPkgPath` instead; `PkgSourcePath` is what the code of the how-to sets.
     */
    validateNewPackageSource: method("ValidateNewPackageSource", takes({ PackageSource: text })),
  },
  staticMethods: {
    /** Tests a folder before it becomes the source of a new driver package. */
    checkSourceFolder: method("CheckSourceFolder", takes({ SourceFolder: text }), gives({ Result: outSigned })),
  },
} as const;

/**
 * A package with the content of device drivers (`PackageType` 3). `PkgSourcePath` is a UNC path here, and
 * `AlternateContentProviders` means nothing.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_driverpackage-server-wmi-class
 */
export class SMS_DriverPackage extends packageClass(definition) {}
