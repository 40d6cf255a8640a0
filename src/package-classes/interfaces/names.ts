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

type LazyName =
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
  readonly SMS_PackageBaseclass: LazyName;
  readonly SMS_Package: LazyName;
  readonly SMS_DriverPackage: LazyName;
  readonly SMS_TaskSequencePackage:
    | LazyName
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
  readonly SMS_SoftwareUpdatesPackage: LazyName;
  readonly SMS_DeviceSettingPackage: LazyName | "DeviceSettingItemUniqueIDs";
  readonly SMS_ContentPackage: LazyName;
  readonly SMS_ImagePackage: LazyName | "ImageDiskLayout" | "ImageProperty";
  readonly SMS_BootImagePackage:
    | LazyName
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
  readonly SMS_OperatingSystemInstallPackage: LazyName | "ImageProperty";
  readonly SMS_VhdPackage: LazyName | "ImageDiskLayout" | "ImageProperty";
}

type QueryName = Exclude<keyof SMS_PackageBaseclassProperties, LazyName>;
type SMS_PackageBaseclassName = QueryName;
type SMS_PackageName =
  QueryName | "DefaultImageFlags" | "IsPredefinedPackage" | "TransformAnalysisDate" | "TransformReadiness";
type SMS_DriverPackageName = QueryName;
type SMS_TaskSequencePackageName =
  | QueryName
  | "Duration"
  | "ProgramFlags"
  | "ReferencesCount"
  | "CustomHighImpactHeadline"
  | "CustomHighImpactSet"
  | "CustomHighImpactWarning"
  | "CustomHighImpactWarningInstall"
  | "CustomHighImpactWarningTop"
  | "EstimatedDownloadSizeMB"
  | "EstimatedRunTimeMinutes"
  | "HighImpactTaskSequence"
  | "LocalizedTaskSequenceDescription"
  | "LocalizedTaskSequenceName"
  | "RestartRequired"
  | "SourceSize"
  | "TsEnabled";
type SMS_SoftwareUpdatesPackageName = QueryName;
type SMS_DeviceSettingPackageName = QueryName | "DeviceSettingPackageXML" | "PlatformType";
type SMS_ContentPackageName = QueryName | "ObjectTypeID" | "SecurityKey";
type SMS_ImagePackageName = QueryName | "ImageOSVersion";
type SMS_BootImagePackageName =
  | QueryName
  | "Architecture"
  | "DefaultImage"
  | "ImageOSVersion"
  | "ImagePath"
  | "PreExecSourceDirectory"
  | "InputLocale"
  | "ProductionClientVersion";
type SMS_OperatingSystemInstallPackageName = QueryName | "ImageOSVersion";
type SMS_VhdPackageName = QueryName;

/** Names of the properties that a query returns. */
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

type WritableName =
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
  readonly SMS_PackageBaseclass: WritableName | "RefreshSchedule";
  readonly SMS_Package:
    WritableName | "RefreshSchedule" | "DefaultImageFlags" | "TransformAnalysisDate" | "TransformReadiness";
  readonly SMS_DriverPackage: WritableName | "RefreshSchedule";
  readonly SMS_TaskSequencePackage:
    | WritableName
    | "BootImageID"
    | "Category"
    | "CustomProgressMsg"
    | "DependentProgram"
    | "Duration"
    | "ProgramFlags"
    | "SupportedOperatingSystems"
    | "TaskSequenceFlags";
  readonly SMS_SoftwareUpdatesPackage: WritableName | "RefreshSchedule";
  readonly SMS_DeviceSettingPackage:
    WritableName | "RefreshSchedule" | "DeviceSettingItemUniqueIDs" | "DeviceSettingPackageXML" | "PlatformType";
  readonly SMS_ContentPackage: WritableName | "RefreshSchedule" | "ObjectTypeID" | "SecurityKey";
  readonly SMS_ImagePackage: WritableName | "RefreshSchedule" | "ImageProperty";
  readonly SMS_BootImagePackage:
    | WritableName
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
  readonly SMS_OperatingSystemInstallPackage: WritableName | "RefreshSchedule" | "ImageProperty";
  readonly SMS_VhdPackage: WritableName | "RefreshSchedule" | "ImageProperty";
}
