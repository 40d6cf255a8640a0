import { isJsonObject, itemsOf, textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import { objectIDOf, objectTypeID, siteName, type PackageView } from "./content-views.js";
import { copyState, findRecord, type ContentCopy, type PackageRecord, type SiteState } from "../state/state.js";

/** The classes that have rows for each package: counts of its distribution points, or references of a task sequence. */
export const summaryViews: Readonly<Partial<Record<string, PackageView>>> = {
  SMS_PackageStatusRootSummarizer: (_state, record) => [
    {
      ...countsOf([...record.copies.values()]),
      Name: record.properties["Name"] ?? null,
      PackageID: record.PackageID,
      SourceCompressedSize: 0,
      SourceDate: record.properties["SourceDate"] ?? null,
      SourceSite: record.properties["SourceSite"] ?? null,
      SourceSize: record.properties["PackageSize"] ?? null,
      SourceVersion: record.properties["SourceVersion"] ?? null,
    },
  ],
  SMS_PackageStatusDetailSummarizer: (state, record) =>
    [...groupBy([...record.copies.values()], ({ point }) => point.siteCode)].map(([siteCode, copies]) => ({
      ...countsOf(copies),
      Name: record.properties["Name"] ?? null,
      PackageID: record.PackageID,
      SiteCode: siteCode,
      SiteName: siteName(state, siteCode),
      SourceVersion: record.properties["SourceVersion"] ?? null,
      SummaryDate: wireTime(Math.max(...copies.map(({ summaryMs }) => summaryMs))),
    })),
  SMS_DistributionStatus: (_state, record) =>
    [...groupBy([...record.copies.values()], outcomeOf)].map(([outcome, copies]) => ({
      Assets: copies.length,
      LastUpdateDate: wireTime(Math.max(...copies.map(({ summaryMs }) => summaryMs))),
      MessageCategory: outcome,
      ObjectID: objectIDOf(record),
      ObjectTypeID: objectTypeID(record),
      PackageID: record.PackageID,
      Type: outcome,
    })),
  SMS_ObjectContentExtraInfo: (_state, record) => {
    const copies = [...record.copies.values()];
    const count = (outcome: number): number => copies.filter((copy) => outcomeOf(copy) === outcome).length;
    return [
      {
        DateCreated: record.properties["SourceDate"] ?? null,
        Description: record.properties["Description"] ?? null,
        FeatureType: 8,
        LastUpdateDate: record.properties["LastRefreshTime"] ?? null,
        NumberErrors: count(3),
        NumberInProgress: count(2),
        NumberSuccess: count(1),
        NumberUnknown: 0,
        ObjectID: objectIDOf(record),
        ObjectType: record.properties["PackageType"] ?? null,
        ObjectTypeID: objectTypeID(record),
        PackageID: record.PackageID,
        SoftwareName: record.properties["Name"] ?? null,
        SourceSite: record.properties["SourceSite"] ?? null,
        SourceSize: record.properties["PackageSize"] ?? null,
        SourceVersion: record.properties["SourceVersion"] ?? null,
        Targeted: copies.length,
      },
    ];
  },
  SMS_TaskSequencePackageReference: (state, record) =>
    itemsOf(record.properties["References"]).map((item) => referenceRow(state, record, item)),
};

function referenceRow(state: SiteState, record: PackageRecord, item: JsonValue): JsonObject {
  const reference = isJsonObject(item) ? item : {};
  const ObjectID = textOf(reference["Package"]);
  const target = findRecord(state, ObjectID);
  return {
    Description: target?.properties["Description"] ?? "",
    ObjectID,
    ObjectName: target?.properties["Name"] ?? "",
    ObjectType: reference["Type"] === 1 ? applicationType : (target?.properties["PackageType"] ?? 0),
    PackageID: record.PackageID,
    Version: target?.properties["Version"] ?? "",
  };
}

const applicationType = 512;

function countsOf(copies: readonly ContentCopy[]): JsonObject {
  const count = (state: number): number => copies.filter((copy) => copy.state === state).length;
  return {
    Failed: count(copyState.installFailed),
    Installed: count(copyState.installed),
    Retrying: count(copyState.installRetrying),
    Targeted: copies.length,
  };
}

function outcomeOf({ state }: ContentCopy): number {
  if (state === copyState.installed) return 1;
  return state === copyState.installFailed ? 3 : 2;
}

function groupBy<K>(copies: readonly ContentCopy[], keyOf: (copy: ContentCopy) => K): Map<K, ContentCopy[]> {
  const groups = new Map<K, ContentCopy[]>();
  for (const copy of copies) groups.set(keyOf(copy), [...(groups.get(keyOf(copy)) ?? []), copy]);
  return groups;
}
