import type { JsonObject } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import type { SiteState } from "../state/state.js";
import { siteName } from "./content-views.js";

/** The classes whose rows do not belong to one package, with the function that makes their rows. */
export const siteViews: Readonly<Partial<Record<string, (state: SiteState) => JsonObject[]>>> = {
  SMS_Site: (state) =>
    state.siteCodes.map((code) => ({
      BuildNumber: 9141,
      InstallDir: "C:\\Program Files\\Microsoft Configuration Manager",
      Mode: 0,
      ReportingSiteCode: "",
      ServerName: code === state.siteCode ? state.provider : `${code}.contoso.com`,
      SiteCode: code,
      SiteName: siteName(state, code),
      Status: 1,
      TimeZoneInfo: "000000000000000000000000000000000000000000000000000",
      Type: 2,
      Version: "5.00.9141.1000",
    })),
  SMS_ProviderLocation: (state) => [
    {
      Machine: state.provider,
      NamespacePath: `\\\\${state.provider}\\root\\sms\\site_${state.siteCode}`,
      ProviderForLocalSite: true,
      SiteCode: state.siteCode,
    },
  ],
  SMS_DistributionPointGroup: (state) =>
    state.groups.map((group) => ({
      CollectionCount: 0,
      ContentCount: contentCount(
        state,
        group.points.map(({ nalPath }) => nalPath),
      ),
      ContentInSync: true,
      CreatedBy: "CONTOSO\\cmadmin",
      CreatedOn: "2024-01-15T08:00:00Z",
      Description: group.Description,
      GroupID: group.GroupID,
      HasMember: group.points.length > 0,
      HasRelationship: false,
      MemberCount: group.points.length,
      ModifiedBy: "CONTOSO\\cmadmin",
      ModifiedOn: "2024-01-15T08:00:00Z",
      Name: group.Name,
      OutOfSyncContentCount: 0,
      SourceSite: state.siteCode,
    })),
  SMS_DPGroupMembers: (state) =>
    state.groups.flatMap((group) =>
      group.points.map(({ nalPath }) => ({ DPNALPath: nalPath, GroupID: group.GroupID })),
    ),
  SMS_StatusMessage: (state) =>
    state.messages.map((message) => ({
      Component: "SMS_DISTRIBUTION_MANAGER",
      MachineName: state.provider,
      MessageID: message.messageID,
      MessageType: 0x300,
      ModuleName: "SMS Server",
      PerClient: 0,
      ProcessID: 4242,
      RecordID: message.recordID,
      ReportFunction: 0,
      Severity: message.severity,
      SiteCode: state.siteCode,
      SuccessfulTransaction: 0,
      ThreadID: 4711,
      Time: wireTime(message.atMs),
      TopLevelSiteCode: "",
      Transaction: 0,
      Win32Error: 0,
    })),
  SMS_StatMsgAttributes: (state) =>
    state.messages.flatMap(({ PackageID, recordID, atMs }) =>
      PackageID === undefined
        ? []
        : [
            {
              AttributeID: packageIDAttribute,
              AttributeTime: wireTime(atMs),
              AttributeValue: PackageID,
              RecordID: recordID,
            },
          ],
    ),
  SMS_StatMsgInsStrings: (state) =>
    state.messages.flatMap(({ recordID, insertionStrings }) =>
      insertionStrings.map((text, index) => ({ InsStrIndex: index, InsStrValue: text, RecordID: recordID })),
    ),
};

/** `AttributeID` of a status message attribute whose value is a PackageID (documented). */
const packageIDAttribute = 400;

function contentCount(state: SiteState, nalPaths: readonly string[]): number {
  let count = 0;
  for (const { copies } of state.packages.values()) if (nalPaths.some((path) => copies.has(path))) count += 1;
  return count;
}
