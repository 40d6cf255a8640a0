// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";
import type { SMS_PackageProperties } from "./sms-package.js";
import type { SMS_DriverPackageProperties } from "./sms-driver-package.js";
import type { SMS_TaskSequencePackageProperties } from "./sms-task-sequence-package.js";
import type { SMS_SoftwareUpdatesPackageProperties } from "./sms-software-updates-package.js";
import type { SMS_DeviceSettingPackageProperties } from "./sms-device-setting-package.js";
import type { SMS_ContentPackageProperties } from "./sms-content-package.js";
import type { SMS_ImagePackageProperties } from "./sms-image-package.js";
import type { SMS_BootImagePackageProperties } from "./sms-boot-image-package.js";
import type { SMS_OperatingSystemInstallPackageProperties } from "./sms-operating-system-install-package.js";
import type { SMS_VhdPackageProperties } from "./sms-vhd-package.js";

/** Properties of each class. */
export interface ClassProperties {
  readonly SMS_PackageBaseclass: SMS_PackageBaseclassProperties;
  readonly SMS_Package: SMS_PackageProperties;
  readonly SMS_DriverPackage: SMS_DriverPackageProperties;
  readonly SMS_TaskSequencePackage: SMS_TaskSequencePackageProperties;
  readonly SMS_SoftwareUpdatesPackage: SMS_SoftwareUpdatesPackageProperties;
  readonly SMS_DeviceSettingPackage: SMS_DeviceSettingPackageProperties;
  readonly SMS_ContentPackage: SMS_ContentPackageProperties;
  readonly SMS_ImagePackage: SMS_ImagePackageProperties;
  readonly SMS_BootImagePackage: SMS_BootImagePackageProperties;
  readonly SMS_OperatingSystemInstallPackage: SMS_OperatingSystemInstallPackageProperties;
  readonly SMS_VhdPackage: SMS_VhdPackageProperties;
}

type CommonLazy =
  | "AlternateContentProviders"
  | "ExtendedData"
  | "ExtendedDataSize"
  | "IconSize"
  | "ISVData"
  | "ISVDataSize"
  | "RefreshPkgSourceFlag"
  | "RefreshSchedule";

/** Names of the lazy properties: only a keyed read returns them. */
export interface LazyNames {
  readonly SMS_PackageBaseclass: CommonLazy;
  readonly SMS_Package: CommonLazy;
  readonly SMS_DriverPackage: CommonLazy;
  readonly SMS_TaskSequencePackage:
    | CommonLazy
    | "BootImageID"
    | "Category"
    | "CustomProgressMsg"
    | "DependentProgram"
    | "References"
    | "Reserved"
    | "Sequence"
    | "SupportedOperatingSystems"
    | "TaskSequenceFlags"
    | "Type";
  readonly SMS_SoftwareUpdatesPackage: CommonLazy;
  readonly SMS_DeviceSettingPackage: CommonLazy | "DeviceSettingItemUniqueIDs";
  readonly SMS_ContentPackage: CommonLazy;
  readonly SMS_ImagePackage: CommonLazy | "ImageDiskLayout" | "ImageProperty";
  readonly SMS_BootImagePackage:
    | CommonLazy
    | "BackgroundBitmapPath"
    | "ContextID"
    | "EnableLabShell"
    | "ImageDiskLayout"
    | "ImageIndex"
    | "ImageProperty"
    | "OptionalComponents"
    | "PreExecCommandLine"
    | "ReferencedDrivers"
    | "ScratchSpace";
  readonly SMS_OperatingSystemInstallPackage: CommonLazy | "ImageProperty";
  readonly SMS_VhdPackage: CommonLazy | "ImageDiskLayout" | "ImageProperty";
}

type SMS_PackageBaseclassName = Exclude<keyof SMS_PackageBaseclassProperties, LazyNames["SMS_PackageBaseclass"]>;
type SMS_PackageName = Exclude<keyof SMS_PackageProperties, LazyNames["SMS_Package"]>;
type SMS_DriverPackageName = Exclude<keyof SMS_DriverPackageProperties, LazyNames["SMS_DriverPackage"]>;
type SMS_TaskSequencePackageName = Exclude<
  keyof SMS_TaskSequencePackageProperties,
  LazyNames["SMS_TaskSequencePackage"]
>;
type SMS_SoftwareUpdatesPackageName = Exclude<
  keyof SMS_SoftwareUpdatesPackageProperties,
  LazyNames["SMS_SoftwareUpdatesPackage"]
>;
type SMS_DeviceSettingPackageName = Exclude<
  keyof SMS_DeviceSettingPackageProperties,
  LazyNames["SMS_DeviceSettingPackage"]
>;
type SMS_ContentPackageName = Exclude<keyof SMS_ContentPackageProperties, LazyNames["SMS_ContentPackage"]>;
type SMS_ImagePackageName = Exclude<keyof SMS_ImagePackageProperties, LazyNames["SMS_ImagePackage"]>;
type SMS_BootImagePackageName = Exclude<keyof SMS_BootImagePackageProperties, LazyNames["SMS_BootImagePackage"]>;
type SMS_OperatingSystemInstallPackageName = Exclude<
  keyof SMS_OperatingSystemInstallPackageProperties,
  LazyNames["SMS_OperatingSystemInstallPackage"]
>;
type SMS_VhdPackageName = Exclude<keyof SMS_VhdPackageProperties, LazyNames["SMS_VhdPackage"]>;

/** Names of the properties that a query returns. A name for each union makes the messages of the compiler short. */
export interface QueryNames {
  readonly SMS_PackageBaseclass: SMS_PackageBaseclassName;
  readonly SMS_Package: SMS_PackageName;
  readonly SMS_DriverPackage: SMS_DriverPackageName;
  readonly SMS_TaskSequencePackage: SMS_TaskSequencePackageName;
  readonly SMS_SoftwareUpdatesPackage: SMS_SoftwareUpdatesPackageName;
  readonly SMS_DeviceSettingPackage: SMS_DeviceSettingPackageName;
  readonly SMS_ContentPackage: SMS_ContentPackageName;
  readonly SMS_ImagePackage: SMS_ImagePackageName;
  readonly SMS_BootImagePackage: SMS_BootImagePackageName;
  readonly SMS_OperatingSystemInstallPackage: SMS_OperatingSystemInstallPackageName;
  readonly SMS_VhdPackage: SMS_VhdPackageName;
}

type CommonWritable =
  | "AlternateContentProviders"
  | "Description"
  | "ExtendedData"
  | "ExtendedDataSize"
  | "ForcedDisconnectDelay"
  | "ForcedDisconnectEnabled"
  | "ForcedDisconnectNumRetries"
  | "Icon"
  | "IconSize"
  | "IgnoreAddressSchedule"
  | "ISVData"
  | "ISVDataSize"
  | "ISVString"
  | "Language"
  | "Manufacturer"
  | "MIFFilename"
  | "MIFName"
  | "MIFPublisher"
  | "MIFVersion"
  | "Name"
  | "NumOfPrograms"
  | "PackageType"
  | "PkgFlags"
  | "PkgSourceFlag"
  | "PkgSourcePath"
  | "PreferredAddressType"
  | "Priority"
  | "ShareName"
  | "ShareType"
  | "StoredPkgPath"
  | "StoredPkgVersion"
  | "Version";

/** Names of the properties that `update` accepts. */
export interface WritableNames {
  readonly SMS_PackageBaseclass: CommonWritable | "RefreshSchedule";
  readonly SMS_Package:
    CommonWritable | "RefreshSchedule" | "DefaultImageFlags" | "TransformAnalysisDate" | "TransformReadiness";
  readonly SMS_DriverPackage: CommonWritable | "RefreshSchedule";
  readonly SMS_TaskSequencePackage:
    | CommonWritable
    | "BootImageID"
    | "Category"
    | "CustomProgressMsg"
    | "DependentProgram"
    | "Duration"
    | "ProgramFlags"
    | "SupportedOperatingSystems"
    | "TaskSequenceFlags";
  readonly SMS_SoftwareUpdatesPackage: CommonWritable | "RefreshSchedule";
  readonly SMS_DeviceSettingPackage:
    CommonWritable | "RefreshSchedule" | "DeviceSettingItemUniqueIDs" | "DeviceSettingPackageXML" | "PlatformType";
  readonly SMS_ContentPackage: CommonWritable | "RefreshSchedule" | "ObjectTypeID" | "SecurityKey";
  readonly SMS_ImagePackage: CommonWritable | "RefreshSchedule" | "ImageProperty";
  readonly SMS_BootImagePackage:
    | CommonWritable
    | "RefreshSchedule"
    | "BackgroundBitmapPath"
    | "ContextID"
    | "DefaultImage"
    | "EnableLabShell"
    | "ImageIndex"
    | "ImageOSVersion"
    | "ImagePath"
    | "ImageProperty"
    | "OptionalComponents"
    | "PreExecCommandLine"
    | "PreExecSourceDirectory"
    | "ReferencedDrivers"
    | "ScratchSpace";
  readonly SMS_OperatingSystemInstallPackage: CommonWritable | "RefreshSchedule" | "ImageProperty";
  readonly SMS_VhdPackage: CommonWritable | "RefreshSchedule" | "ImageProperty";
}
