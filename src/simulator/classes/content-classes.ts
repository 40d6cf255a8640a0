import { type ClassText, contentRoles } from "./class-text.js";

/** The WMI classes about content on distribution points (documented). */
export const contentClasses: readonly ClassText[] = [
  {
    name: "SMS_DistributionPoint",
    superclass: "SMS_BaseClass",
    changeableBy: contentRoles,
    properties: `
      IsPeerDP Boolean read = false
      IsProtected Boolean read = false
      LastRefreshTime DateTime = "1990-01-01T00:00:00Z"
      ObjectTypeID UInt32 read
      PackageID String key read
      PackageType UInt32 read
      RefreshNow Boolean = false
      ResourceType String read
      SecureObjectID String
      ServerNALPath String key read
      SiteCode String key read
      SiteName String
      SourceSite String
      Status UInt32 read
    `,
    methods: `
      static changing VerifyPackage(PackageId String, NALPath String) SInt32;
      static changing CancelDistribution(PackageId String, NALPath String) SInt32;
    `,
  },
  {
    name: "SMS_PackageStatus",
    superclass: "SMS_BaseClass",
    properties: `
      Location String
      PackageID String key read
      Personality SInt32 key read
      PkgServer String key read
      ShareName String
      SiteCode String key read
      Status SInt32 key read
      Type SInt32 key read
      UpdateTime DateTime
    `,
  },
  {
    name: "SMS_PackageStatusRootSummarizer",
    superclass: "SMS_BaseClass",
    properties: `
      Failed UInt32
      Installed UInt32
      Name String
      PackageID String key read
      Retrying UInt32
      SourceCompressedSize UInt32
      SourceDate DateTime
      SourceSite String
      SourceSize UInt32
      SourceVersion UInt32
      Targeted UInt32
    `,
  },
  {
    name: "SMS_PackageStatusDetailSummarizer",
    superclass: "SMS_BaseClass",
    properties: `
      Failed UInt32
      Installed UInt32
      Name String
      PackageID String key read
      Retrying UInt32
      SiteCode String key read
      SiteName String
      SourceVersion UInt32
      SummaryDate DateTime
      Targeted UInt32
    `,
  },
  {
    name: "SMS_PackageStatusDistPointsSummarizer",
    superclass: "SMS_BaseClass",
    properties: `
      LastCopied DateTime
      PackageID String key read
      PackageType UInt32 read
      SecuredTypeID UInt32 read
      SecureObjectID String
      ServerNALPath String key read
      SiteCode String key read
      SourceNALPath String
      SourceVersion UInt32
      State UInt32
      SummaryDate DateTime
    `,
  },
  {
    name: "SMS_DistributionStatus",
    superclass: "SMS_BaseClass",
    properties: `
      Assets UInt32 read
      LastUpdateDate DateTime read
      MessageCategory UInt32 key read
      ObjectID String key read
      ObjectTypeID UInt32 read
      PackageID String read
      Type UInt32 read
    `,
  },
  {
    name: "SMS_DistributionDPStatus",
    superclass: "SMS_BaseClass",
    properties: `
      GroupCount UInt32 read
      ID UInt64 key read
      ${insertionStrings("read")}
      IsPeerDP Boolean read
      LastStatusID UInt64 read
      LastUpdateDate DateTime read
      MessageCategory UInt32 read
      MessageFullID UInt32 read
      MessageID UInt32 read
      MessageSeverity UInt32 read
      MessageState UInt32 read
      NalPath String read
      Name String read
      ObjectID String read
      ObjectTypeID UInt32 read
      PackageID String read
      ResourceType String read
      SiteCode String read
    `,
  },
  {
    name: "SMS_DPContentInfo",
    superclass: "SMS_BaseClass",
    properties: `
      Description String
      IsPredefinedPackage Boolean read
      NALPath String key read
      Name String
      ObjectID String key read
      ObjectType UInt32 read
      ObjectTypeID UInt32 read
      PackageID String
      SourceSize UInt32
    `,
  },
  {
    name: "SMS_ObjectContentExtraInfo",
    superclass: "SMS_BaseClass",
    properties: `
      DateCreated DateTime read
      Description String read
      FeatureType UInt32 read = 8
      LastUpdateDate DateTime read
      NumberErrors UInt32 read
      NumberInProgress UInt32 read
      NumberSuccess UInt32 read
      NumberUnknown UInt32 read
      ObjectID String key read
      ObjectType UInt32 read
      ObjectTypeID UInt32 read
      PackageID String read
      SoftwareName String read
      SourceSite String read
      SourceSize UInt32 read
      SourceVersion UInt32 read
      Targeted UInt32 read
    `,
  },
  {
    name: "SMS_DistributionPointGroup",
    superclass: "SMS_BaseClass",
    changeableBy: contentRoles,
    properties: `
      CollectionCount UInt32 read
      ContentCount UInt32 read
      ContentInSync Boolean read
      CreatedBy String read
      CreatedOn DateTime read
      Description String
      GroupID String key read
      HasMember Boolean read
      HasRelationship Boolean read
      MemberCount UInt32 read
      ModifiedBy String read
      ModifiedOn DateTime read
      Name String
      OutOfSyncContentCount UInt32 read
      SourceSite String read
    `,
    methods: `
      AddPackages(PackageIDs String[]) SInt32;
      RemovePackages(PackageIDs String[]) SInt32;
      ReDistributePackage(PackageID String) SInt32;
    `,
  },
  {
    name: "SMS_DPGroupMembers",
    superclass: "SMS_BaseClass",
    properties: `
      DPNALPath String key
      GroupID String key
    `,
  },
  {
    name: "SMS_DPGroupDistributionStatusDetails",
    superclass: "SMS_BaseClass",
    properties: `
      ContentName String
      DPName String
      GroupID String
      ID UInt64 key
      ${insertionStrings("")}
      MessageCategory UInt32
      MessageFullID UInt32
      MessageID UInt32
      MessageSeverity UInt32
      MessageState UInt32
      ObjectID String
      ObjectType UInt32
      ObjectTypeID UInt32
      PackageID String
      SiteCode String
      StatusMsgID UInt64
      StatusTime DateTime
    `,
  },
];

/** Returns the text of ten properties, `InsString1` to `InsString10`: the insertion strings of a status message. */
function insertionStrings(flag: "read" | ""): string {
  return Array.from({ length: 10 }, (_, index) => `InsString${index + 1} String ${flag}`).join("\n");
}
