import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods, getImageProperties, reloadImageProperties } from "./common-methods.js";
import { method, takes } from "./method.js";
import { packageIDText, text } from "./method-parameters.js";
import { packageClass } from "./package-class.js";
import { lazyRead, lazyReadwrite, string } from "./property.js";

const definition = {
  className: "SMS_VhdPackage",
  schema: z.object({
    ...baseProperties,
    // On the page, and not in a model of the classes of a live site.
    ImageDiskLayout: string(lazyRead, "XML on the disk layout inside the image."),
    ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
  }),
  methods: {
    ...commonMethods,
    reloadImageProperties,
  },
  staticMethods: {
    getImageProperties,
    /** Asks the site to service one image offline. Has no `PackageType`, unlike the method of `SMS_ImagePackage`. */
    runOfflineServicingManager: method(
      "RunOfflineServicingManager",
      takes({ SiteCode: text, ServerName: text, PackageID: packageIDText }),
    ),
  },
} as const;

/**
 * A virtual hard disk package. The feature is gone from current releases; a site of version 2002 still had the class.
 * Its page, `sms_vhdpackage-server-wmi-class` of the 2012 SDK, says `PackageType` 257, copied from `SMS_ImagePackage`; a public report says 260. Neither is relied on.
 */
export class SMS_VhdPackage extends packageClass(definition) {}
