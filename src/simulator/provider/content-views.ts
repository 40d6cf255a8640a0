import { textOf, type JsonObject } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import { copyState, type ContentCopy, type PackageRecord, type SiteState, type StatusMessage } from "../state/state.js";

/** Function that makes the rows of one class for one package. */
export type PackageView = (state: SiteState, record: PackageRecord) => JsonObject[];

/** The classes that have rows for each package on each distribution point. */
export const contentViews: Readonly<Partial<Record<string, PackageView>>> = {
  SMS_DistributionPoint: rowPerCopy((copy, record, state) => ({
    IsPeerDP: false,
    IsProtected: false,
    LastRefreshTime: wireTime(copy.lastCopiedMs),
    ObjectTypeID: objectTypeID(record),
    PackageID: record.PackageID,
    PackageType: packageType(record),
    RefreshNow: false,
    ResourceType: "Windows NT Server",
    SecureObjectID: uniqueIDOf(record),
    ServerNALPath: copy.point.nalPath,
    SiteCode: copy.point.siteCode,
    SiteName: siteName(state, copy.point.siteCode),
    SourceSite: text(record, "SourceSite"),
    Status: copy.state === copyState.installed ? 0 : 1,
  })),
  SMS_PackageStatusDistPointsSummarizer: rowPerCopy((copy, record, state) => ({
    LastCopied: wireTime(copy.lastCopiedMs),
    PackageID: record.PackageID,
    PackageType: packageType(record),
    SecuredTypeID: objectTypeID(record),
    SecureObjectID: objectIDOf(record),
    ServerNALPath: copy.point.nalPath,
    SiteCode: copy.point.siteCode,
    SourceNALPath: `MSWNET:["SMS_SITE=${state.siteCode}"]\\\\${state.provider}\\`,
    SourceVersion: copy.sourceVersion,
    State: copy.state,
    SummaryDate: wireTime(copy.summaryMs),
  })),
  SMS_DistributionDPStatus: rowPerCopy((copy, record, state) => ({
    GroupCount: 1,
    ID: copy.id,
    ...insertionStrings(copy.message),
    IsPeerDP: false,
    LastStatusID: copy.message.recordID,
    LastUpdateDate: wireTime(copy.message.atMs),
    ...messageOf(state, copy),
    NalPath: copy.point.nalPath,
    Name: copy.point.name,
    ObjectID: objectIDOf(record),
    ObjectTypeID: objectTypeID(record),
    PackageID: record.PackageID,
    ResourceType: "Windows NT Server",
    SiteCode: copy.point.siteCode,
  })),
  SMS_PackageStatus: rowPerCopy((copy, record) => ({
    Location: "",
    PackageID: record.PackageID,
    Personality: 0,
    PkgServer: copy.point.name,
    ShareName: "",
    SiteCode: copy.point.siteCode,
    Status: packageStatus(copy.state),
    Type: 2,
    UpdateTime: wireTime(copy.lastCopiedMs),
  })),
  SMS_DPContentInfo: rowPerCopy((copy, record) => ({
    Description: text(record, "Description"),
    IsPredefinedPackage: false,
    NALPath: copy.point.nalPath,
    Name: text(record, "Name"),
    ObjectID: uniqueIDOf(record),
    ObjectType: packageType(record),
    ObjectTypeID: objectTypeID(record),
    PackageID: record.PackageID,
    SourceSize: Number(record.properties["PackageSize"]),
  })),
  SMS_DPGroupDistributionStatusDetails: (state, record) =>
    [...record.copies.values()].flatMap((copy) => groupStatusRows(state, record, copy)),
};

function rowPerCopy(row: (copy: ContentCopy, record: PackageRecord, state: SiteState) => JsonObject): PackageView {
  return (state, record) => [...record.copies.values()].map((copy) => row(copy, record, state));
}

/** Makes one row for each distribution point group that contains the distribution point. */
function groupStatusRows(state: SiteState, record: PackageRecord, copy: ContentCopy): JsonObject[] {
  return state.groups
    .filter(({ points }) => points.includes(copy.point))
    .map((group, index) => ({
      ContentName: text(record, "Name"),
      DPName: copy.point.name,
      GroupID: group.GroupID,
      ID: copy.id * state.groups.length + index,
      ...insertionStrings(copy.message),
      ...messageOf(state, copy),
      ObjectID: objectIDOf(record),
      ObjectType: packageType(record),
      ObjectTypeID: objectTypeID(record),
      PackageID: record.PackageID,
      SiteCode: copy.point.siteCode,
      StatusMsgID: copy.message.recordID,
      StatusTime: wireTime(copy.message.atMs),
    }));
}

function messageOf(site: SiteState, { message, state }: ContentCopy): JsonObject {
  return {
    MessageCategory: 1,
    MessageFullID: message.severity + message.messageID,
    MessageID: message.messageID,
    MessageSeverity: message.severity,
    MessageState: messageState(site, state),
  };
}

/** `MessageState`: 1 is success, 2 is in progress (documented). For a failure, `behavior.failureMessageState` sets it. */
function messageState(site: SiteState, state: number): number {
  if (state === copyState.installed) return 1;
  return state === copyState.installFailed ? site.behavior.failureMessageState : 2;
}

/** Returns `Status` of an `SMS_PackageStatus` row (values seen in public code). */
function packageStatus(state: number): number {
  if (state === copyState.installed) return 3;
  if (state === copyState.installFailed) return 5;
  return state === copyState.installRetrying ? 4 : 1;
}

function insertionStrings(message: StatusMessage): JsonObject {
  const strings = Array.from({ length: 10 }, (_, index) => message.insertionStrings[index] ?? "");
  return Object.fromEntries(strings.map((string, index) => [`InsString${index + 1}`, string]));
}

/** `ObjectTypeID` of a package's rows: the number of the secured class. 0 if Microsoft does not document it. */
export function objectTypeID(record: PackageRecord): number {
  return record.definition.objectTypeID ?? 0;
}

function packageType(record: PackageRecord): number {
  return Number(record.properties["PackageType"]);
}

function text(record: PackageRecord, name: string): string {
  return textOf(record.properties[name]);
}

/** Returns the name of a site. Returns an empty text for an unknown site code. */
export function siteName(state: SiteState, siteCode: string): string {
  return state.siteCodes.includes(siteCode) ? `Contoso ${siteCode}` : "";
}

/** `ObjectID` of a package's rows: the model name of its application if it has one, else the PackageID (documented). */
export function objectIDOf(record: PackageRecord): string {
  return textOf(record.properties["SecurityKey"]) || record.PackageID;
}

/** `CI_UniqueID` of the package's application, else the PackageID (documented). The revision 1 is invented. */
export function uniqueIDOf(record: PackageRecord): string {
  const objectID = objectIDOf(record);
  return objectID === record.PackageID ? objectID : `${objectID}/1`;
}
