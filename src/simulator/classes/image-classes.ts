import type { ClassText } from "./class-text.js";
import { everyPackage, methodsOfEachClass } from "./package-classes.js";

/**
 * The package classes of images, from their class pages (documented). These pages lack properties that real sites have
 * (seen): `ImageOSVersion`, and on boot images also `InputLocale` and `ProductionClientVersion`.
 */
export const imageClasses: readonly ClassText[] = [
  {
    name: "SMS_ImagePackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 257,
    objectTypeID: 18,
    changeableBy: ["Operating System Deployment Manager"],
    sedo: true,
    properties: `
      ImageDiskLayout String lazy read
      ImageOSVersion String
      ImageProperty String lazy
    `,
    methods: `
      ${everyPackage}
      static GetImageProperties(SourceImagePath String) SInt32 -> ImageProperty String;
      ReloadImageProperties() SInt32;
      static changing RunOfflineServicingManager(SiteCode String, ServerName String, PackageID String,
        PackageType UInt32) UInt32;
    `,
  },
  {
    name: "SMS_BootImagePackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 258,
    objectTypeID: 19,
    changeableBy: ["Operating System Deployment Manager"],
    sedo: true,
    properties: `
      Architecture String read
      BackgroundBitmapPath String lazy
      ContextID String lazy
      DefaultImage Boolean = false
      EnableLabShell Boolean lazy = false
      ImageDiskLayout String lazy read
      ImageIndex UInt32 lazy
      ImageOSVersion String
      ImagePath String
      ImageProperty String lazy
      InputLocale String
      OptionalComponents UInt32[] lazy
      PreExecCommandLine String lazy
      PreExecSourceDirectory String
      ProductionClientVersion String
      ReferencedDrivers SMS_Driver_Details[] lazy
      ScratchSpace UInt32 lazy
    `,
    methods: `
      ${methodsOfEachClass}
      static changing DeleteContextID(ContextID String) SInt32;
      static changing ExportDefaultBootImage(Architecture String, ImageIndex UInt32, ExportImagePath String) SInt32;
      static GetImageProperties(SourceImagePath String) SInt32 -> ImageProperty String;
      static QueryOSDBinaryInjectionStatus(ContextID String) SInt32 -> Status UInt32, Progress UInt32,
        MaxProgress UInt32, ProgressText String, ErrorCode SInt32, ExtendedErrorInfo String;
      RefreshPkgSource(ContextID String?) SInt32;
      ReloadImageProperties() SInt32;
      static changing UpdateDefaultImage() SInt32;
      static changing UpdateImage() SInt32;
      UpdateOptionalComponents(ComponentIds String[]) SInt32;
    `,
  },
  {
    name: "SMS_OperatingSystemInstallPackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 259,
    objectTypeID: 14,
    changeableBy: ["Operating System Deployment Manager"],
    sedo: true,
    properties: `
      ImageOSVersion String
      ImageProperty String lazy
    `,
    methods: `
      ${everyPackage}
      static GetImageProperties(SourceImagePath String) SInt32 -> ImageProperty String;
      ReloadImageProperties() SInt32;
    `,
  },
  {
    name: "SMS_VhdPackage",
    superclass: "SMS_PackageBaseclass",
    // The class page states PackageType 257, which is the number of SMS_ImagePackage. A public SQL report has 260. No
    // source shows which number is correct.
    packageType: 260,
    objectTypeID: undefined,
    changeableBy: ["Operating System Deployment Manager"],
    properties: `
      ImageDiskLayout String lazy read
      ImageProperty String lazy
    `,
    methods: `
      ${everyPackage}
      static GetImageProperties(SourceImagePath String) SInt32 -> ImageProperty String;
      ReloadImageProperties() SInt32;
      static changing RunOfflineServicingManager(SiteCode String, ServerName String, PackageID String) UInt32;
    `,
  },
];
