import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods, getImageProperties, reloadImageProperties } from "./common-methods.js";
import { method, takes } from "./method.js";
import { number, packageIDText, text } from "./method-parameters.js";
import { packageClass } from "./package-class.js";
import { lazyRead, lazyReadwrite, string, undocumented } from "./property.js";

const definition = {
  className: "SMS_ImagePackage",
  schema: z.object({
    ...baseProperties,
    ImageDiskLayout: string(lazyRead, "XML on the disk layout inside the image."),
    ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
    ImageOSVersion: string(undocumented, "Operating system version of the image."),
  }),
  methods: {
    ...commonMethods,
    reloadImageProperties,
  },
  staticMethods: {
    // An instance method in the words of the how-to, and called on the class in its code.
    getImageProperties,
    /** Asks the site to service one image offline, as soon as it can. Returns UInt32; 0 is taken as success (inferred). */
    runOfflineServicingManager: method(
      "RunOfflineServicingManager",
      takes({ SiteCode: text, ServerName: text, PackageID: packageIDText, PackageType: number }),
    ),
  },
} as const;

/**
 * An operating system image (`PackageType` 257). `PkgSourcePath` is the UNC path of the `.wim` file, not of a folder.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_imagepackage-server-wmi-class
 */
export class SMS_ImagePackage extends packageClass(definition) {}
