import type { ClassText } from "./class-text.js";

/** Methods of each concrete package class. `RefreshPkgSource` is not here, because it has a parameter on boot images. */
export const methodsOfEachClass = `
  AddChangeNotification() SInt32;
  AddDistributionPoints(SiteCode String[], NALPath String[]) SInt32;
  SetSourceSite(SourceSite String) SInt32;
  Unlock() SInt32;
`;

/** Methods of each concrete package class except `SMS_BootImagePackage`. */
export const everyPackage = `
  ${methodsOfEachClass}
  RefreshPkgSource() SInt32;
`;

/**
 * The package classes that are not images, from the class pages and the page of each method (documented), with undocumented
 * properties from console exports of real sites (seen).
 */
export const packageClasses: readonly ClassText[] = [
  {
    name: "SMS_PackageBaseclass",
    superclass: "SMS_BaseClass",
    abstract: true,
    properties: `
      ActionInProgress UInt32 read
      AlternateContentProviders String lazy
      BaseBoardProductID String
      Description String
      DriverManufacturer String
      DriverModel String
      DriverOSVersion String
      DriverPkgVersion String
      ExtendedData UInt8[] lazy
      ExtendedDataSize UInt32 lazy = 0
      ForcedDisconnectDelay UInt32 = 5
      ForcedDisconnectEnabled Boolean = false
      ForcedDisconnectNumRetries UInt32 = 2
      Icon UInt8[]
      IconSize UInt32 lazy = 0
      IgnoreAddressSchedule Boolean = false
      ISVData UInt8[] lazy
      ISVDataSize UInt32 lazy = 0
      IsVersionCompatible Boolean
      ISVString String
      Language String
      LastRefreshTime DateTime read
      LocalizedCategoryInstanceNames String[] read
      Manufacturer String
      MIFFilename String
      MIFName String
      MIFPublisher String
      MIFVersion String
      Name String
      NumOfPrograms UInt32
      ObjectPath String
      PackageID String key read
      PackageSize UInt32 read
      PackageType UInt32
      PkgFlags UInt32
      PkgSourceFlag UInt32 = 1
      PkgSourcePath String
      PreDownloadRule String
      PreferredAddressType String
      Priority UInt32
      RefreshPkgSourceFlag Boolean lazy = false
      RefreshSchedule SMS_ScheduleToken[] lazy
      SecuredScopeNames String[] read
      SedoObjectVersion String read
      ShareName String
      ShareType UInt32 = 1
      SourceDate DateTime read
      SourceSite String read
      SourceVersion UInt32 read
      StoredPkgPath String
      StoredPkgVersion UInt32 = 0
      Version String
    `,
  },
  {
    name: "SMS_TaskSequencePackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 4,
    objectTypeID: 20,
    changeableBy: ["Operating System Deployment Manager"],
    sedo: true,
    properties: `
      BootImageID String lazy
      Category String lazy
      CustomHighImpactHeadline String
      CustomHighImpactSet UInt32
      CustomHighImpactWarning String
      CustomHighImpactWarningInstall String
      CustomHighImpactWarningTop String
      CustomProgressMsg String lazy
      DependentProgram String lazy
      Duration UInt32 = 0
      EstimatedDownloadSizeMB UInt32
      EstimatedRunTimeMinutes UInt32
      HighImpactTaskSequence UInt32
      LocalizedTaskSequenceDescription String
      LocalizedTaskSequenceName String
      ProgramFlags UInt32 = 152084496
      References SMS_TaskSequence_Reference[] lazy read
      ReferencesCount UInt32 read
      Reserved String lazy
      RestartRequired UInt32
      Sequence String lazy read
      SupportedOperatingSystems SMS_OS_Details[] lazy
      TaskSequenceFlags UInt32 lazy
      TsEnabled Boolean
      Type UInt32 lazy read
    `,
    methods: `
      ${everyPackage}
      static CheckReferencesShareType(PackageID String) UInt32 -> CanRunFromDP Boolean, PacakgeIds String[],
        PackageNames String[];
      static GetClientConfigPolicies() SInt32 -> PolicyXmls String[], PolicyAssignmentXmls String[];
      static GetContentHash(ContentID UInt32, HashAlgID UInt32) SInt32 -> Hash String;
      static GetPackageDefaultHash(PackageID String, SourceVersion UInt32) SInt32 -> Hash String;
      static GetPackageHash(PackageID String, SourceVersion UInt32) SInt32 -> Hash String, HashVersion UInt32;
      static GetSequence(TaskSequencePackage SMS_TaskSequencePackage) SInt32 -> TaskSequence SMS_TaskSequence;
      static GetTSPolicies(AdvertisementID String, PackageID String?, TaskSequence SMS_TaskSequence?,
        AdvertisementName String, AdvertisementComment String, AdvertisementFlags UInt32?, BootImageID String?,
        SourceSite String) SInt32 -> PolicyXmls String[], PolicyAssignmentXmls String[];
      static GetTsPoliciesSaMedia(AdvertisementID String, PackageID String?, TaskSequence SMS_TaskSequence?,
        AdvertisementName String, AdvertisementComment String, AdvertisementFlags UInt32?, BootImageID String?,
        SourceSite String) SInt32 -> PolicyXmls String[], PolicyAssignmentXmls String[];
      static GetTSRelatedToDriverCategory(CategoryUniqueId String) UInt32 -> PacakgeIds String[],
        PackageNames String[];
      static ImportSequence(SequenceXML String) SInt32 -> TaskSequence SMS_TaskSequence;
      static changing SetSequence(TaskSequencePackage SMS_TaskSequencePackage,
        TaskSequence SMS_TaskSequence) SInt32 -> SavedTaskSequencePackagePath String;
    `,
  },
  {
    name: "SMS_Package",
    superclass: "SMS_PackageBaseclass",
    packageType: 0,
    objectTypeID: 2,
    changeableBy: ["Application Administrator"],
    sedo: true,
    properties: `
      DefaultImageFlags SInt32
      IsPredefinedPackage Boolean read
      TransformAnalysisDate DateTime
      TransformReadiness UInt32 = 0
    `,
    methods: `
      ${everyPackage}
      static CheckDuplicateShareName(ShareName String, PackageID String) SInt32 -> IsDuplicated Boolean,
        DupPkgName String, DupPkgID String, DupPkgType SInt32;
      static CheckDuplicateSourceName(SourceName String, SourceSite String,
        PackageID String?) SInt32 -> IsDuplicated Boolean, DupPkgName String, DupPkgID String, DupPkgType SInt32;
      static CheckPackageShareForTaskSequenceDeployment(PackageID String) UInt32 -> IsValid Boolean,
        InvalidTaskSequenceDeploymentIDs String[], InvalidTaskSequenceDeploymentNames String[];
    `,
  },
  {
    name: "SMS_DriverPackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 3,
    objectTypeID: 23,
    changeableBy: ["Operating System Deployment Manager"],
    sedo: true,
    methods: `
      ${everyPackage}
      AddDriverContent(ContentIDs UInt32[], ContentSourcePath String[], bRefreshDPs Boolean?) SInt32;
      static CheckSourceFolder(SourceFolder String) UInt32 -> Result SInt32;
      RebuildPackage(ContentSourcePath String?) SInt32;
      RemoveDriverContent(ContentIDs UInt32[], bRefreshDPs Boolean?) SInt32;
      ValidateNewPackageSource(PackageSource String) SInt32;
    `,
  },
  {
    name: "SMS_SoftwareUpdatesPackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 5,
    objectTypeID: 24,
    changeableBy: ["Software Update Manager"],
    sedo: true,
    methods: `
      ${everyPackage}
      AddUpdateContent(ContentIDs UInt32[], ContentSourcePath String[], bRefreshDPs Boolean?) SInt32;
      RebuildPackage(ContentSourcePath String?) SInt32;
      RemoveContent(ContentIDs UInt32[], bRefreshDPs Boolean?) SInt32;
      ValidateNewPackageSource(PackageSource String) SInt32;
    `,
  },
  {
    name: "SMS_DeviceSettingPackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 6,
    objectTypeID: 21,
    changeableBy: ["Application Administrator"],
    properties: `
      DeviceSettingItemUniqueIDs String[] lazy
      DeviceSettingPackageXML String
      PlatformType String
    `,
    methods: `
      ${everyPackage}
    `,
  },
  {
    name: "SMS_ContentPackage",
    superclass: "SMS_PackageBaseclass",
    packageType: 8,
    objectTypeID: 31,
    changeableBy: ["Application Administrator"],
    properties: `
      ObjectTypeID UInt32
      SecurityKey String
    `,
    methods: `
      ${everyPackage}
      AddContent(ContentID String[], ContentVersion UInt32[], ContentSource String[], ContentFlags UInt32[],
        ContentType UInt32[], RelatedContentID String[]) SInt32;
      AddDistributionPointGroup(DistributionPointGroup String[]) SInt32;
      Commit() SInt32;
      RemoveContent(ContentIDs UInt32[]?, bRefreshDPs Boolean) SInt32;
    `,
  },
];
