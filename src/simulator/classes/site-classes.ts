import { type ClassText, contentRoles } from "./class-text.js";

/** Sites, locks, schedules, status messages and the references of task sequences (documented). */
export const siteClasses: readonly ClassText[] = [
  {
    name: "SMS_Site",
    superclass: "SMS_BaseClass",
    properties: `
      BuildNumber UInt32 read = 0
      InstallDir String
      Mode UInt32
      ReportingSiteCode String
      ServerName String
      SiteCode String key read
      SiteName String
      Status UInt32 read = 1
      TimeZoneInfo String
      Type UInt32 = 1
      Version String
    `,
  },
  {
    name: "SMS_ProviderLocation",
    properties: `
      Machine String
      NamespacePath String
      ProviderForLocalSite Boolean
      SiteCode String key read
    `,
  },
  {
    name: "SMS_ObjectLock",
    superclass: "SMS_BaseClass",
    changeableBy: contentRoles,
    abstract: true,
    methods: `
      static changing RequestLock(ObjectRelPath String, RequestTransfer Boolean?) SInt32 -> RequestID String,
        RequestState UInt32, LockState UInt32, AssignedUser String, AssignedObjectLockContext String,
        AssignedMachine String, AssignedSiteCode String, AssignedTimeUTC DateTime;
      static changing ReleaseLock(ObjectRelPath String) SInt32;
      static GetLockInformation(ObjectRelPath String) SInt32 -> LockState UInt32, AssignedUser String,
        AssignedObjectLockContext String, AssignedMachine String, AssignedSiteCode String, AssignedTimeUTC DateTime;
    `,
  },
  {
    name: "SMS_ObjectLockRequest",
    properties: `
      AssignedMachine String
      AssignedObjectLockContext String
      AssignedSiteCode String
      AssignedTimeUTC DateTime
      AssignedUser String
      LockState UInt32
      ObjectRelPath String
      RequestID String
      RequestState UInt32
    `,
  },
  {
    name: "SMS_TaskSequencePackageReference",
    superclass: "SMS_BaseClass",
    properties: `
      Description String
      ObjectID String key read
      ObjectName String
      ObjectType UInt32
      PackageID String key read
      Version String
    `,
  },
  {
    name: "SMS_ScheduleMethods",
    superclass: "SMS_BaseClass",
    abstract: true,
    methods: `
      static ReadFromString(StringData String) SInt32 -> TokenData SMS_ScheduleToken[];
      static WriteToString(TokenData SMS_ScheduleToken[]) SInt32 -> StringData String;
    `,
  },
  {
    name: "SMS_StatusMessage",
    superclass: "SMS_BaseClass",
    properties: `
      Component String read
      MachineName String read
      MessageID UInt32 read
      MessageType UInt32 read
      ModuleName String read
      PerClient UInt32 read
      ProcessID UInt32 read
      RecordID SInt64 key read
      ReportFunction UInt32 read
      Severity UInt32 read
      SiteCode String read
      SuccessfulTransaction UInt32 read
      ThreadID UInt32 read
      Time DateTime read
      TopLevelSiteCode String read
      Transaction UInt32 read
      Win32Error UInt32 read
    `,
  },
  {
    name: "SMS_StatMsgAttributes",
    superclass: "SMS_BaseClass",
    properties: `
      AttributeID UInt32 key read
      AttributeTime DateTime read
      AttributeValue String key read
      RecordID SInt64 key read
    `,
  },
  {
    name: "SMS_StatMsgInsStrings",
    superclass: "SMS_BaseClass",
    properties: `
      InsStrIndex UInt32 key read
      InsStrValue String read
      RecordID SInt64 key read
    `,
  },
  {
    name: "SMS_Identification",
    superclass: "SMS_BaseClass",
    abstract: true,
    methods: `
      static GetProviderVersion() SInt32 -> Version String;
      static GetSiteID() SInt32 -> SiteID String;
    `,
  },
];
