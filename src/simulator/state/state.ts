import type { ClassDefinition } from "../classes/catalog.js";
import type { Behavior, ContentScript } from "../settings/setting-types.js";
import type { SiteClock } from "./clock.js";
import type { JsonObject, JsonValue } from "../values/json.js";

/** Values of `SMS_PackageStatusDistPointsSummarizer.State` (documented). */
export const copyState = {
  installed: 0,
  installPending: 1,
  installRetrying: 2,
  installFailed: 3,
  contentUpdating: 7,
} as const;

/** A distribution point of the site. */
export interface DistributionPoint {
  readonly name: string;
  readonly siteCode: string;
  readonly nalPath: string;
}

/** A group of distribution points. */
export interface DistributionPointGroup {
  readonly GroupID: string;
  readonly Name: string;
  readonly Description: string;
  readonly points: readonly DistributionPoint[];
}

/** The content of a package on one distribution point. */
export interface ContentCopy {
  readonly id: number;
  readonly point: DistributionPoint;
  /** Number of the current transfer. Steps of an earlier transfer are ignored. */
  transfer: number;
  state: number;
  sourceVersion: number;
  lastCopiedMs: number;
  summaryMs: number;
  message: StatusMessage;
}

/** A package with the state of its content. */
export interface PackageRecord {
  readonly definition: ClassDefinition;
  readonly PackageID: string;
  /** Every property of the class, and unknown properties of the seed. */
  readonly properties: Record<string, JsonValue>;
  readonly copies: Map<string, ContentCopy>;
  /** Content items (drivers, updates, files of applications) that were added while the site ran, by ContentID. */
  readonly contents: Map<string, ContentItem>;
}

/** A content item of a package. */
export interface ContentItem {
  readonly source: string;
  /** Added, but not yet committed (`SMS_ContentPackage` only). */
  readonly pending: boolean;
}

/** Severities of status messages (documented). */
export const severity = { information: 0x40000000, warning: 0x80000000, error: 0xc0000000 } as const;

/** A status message of the site. */
export interface StatusMessage {
  readonly recordID: number;
  readonly messageID: number;
  readonly severity: number;
  readonly atMs: number;
  readonly siteCode: string;
  /** Package of the message. Messages about one distribution point have none. */
  readonly PackageID?: string;
  readonly insertionStrings: readonly string[];
}

/** A SEDO lock. */
export interface ObjectLock {
  readonly user: string;
  readonly machine: string;
  readonly siteCode: string;
  readonly atMs: number;
}

/** One entry of the call log: a provider method that ran. */
export interface Call {
  readonly className: string;
  readonly methodName: string;
  readonly PackageID?: string;
  readonly inParameters: JsonObject;
  readonly returnValue: number;
  /** The account that called. */
  readonly user: string;
  /** Time on the site's clock (ISO 8601). */
  readonly at: string;
}

/** All that the site stores. */
export interface SiteState {
  /** The settings at this moment. */
  behavior: Behavior;
  readonly clock: SiteClock;
  /** Scripts of refreshes, by PackageID in upper case. */
  readonly scripts: Map<string, ContentScript>;
  readonly siteCode: string;
  /** Host name of the SMS Provider. */
  readonly provider: string;
  /** Codes of the sites of the hierarchy; the simulated site is the first. */
  readonly siteCodes: readonly string[];
  readonly points: readonly DistributionPoint[];
  readonly groups: readonly DistributionPointGroup[];
  /** By PackageID in upper case. */
  readonly packages: Map<string, PackageRecord>;
  readonly messages: StatusMessage[];
  readonly locks: Map<string, ObjectLock>;
  readonly calls: Call[];
  /** Last numbers that were used. */
  readonly counters: { copy: number; package: number };
}

/** Finds a package. The case of the PackageID is ignored, as in the database (inferred). */
export function findRecord(state: SiteState, PackageID: string): PackageRecord | undefined {
  return state.packages.get(PackageID.toUpperCase());
}

/** Records a status message. */
export function report(
  state: SiteState,
  message: Omit<StatusMessage, "recordID" | "siteCode" | "atMs">,
): StatusMessage {
  const recordID = firstRecordID + state.messages.length;
  const recorded = { ...message, recordID, siteCode: state.siteCode, atMs: state.clock.now() };
  state.messages.push(recorded);
  return recorded;
}

// RecordID is SInt64 (documented). The first number is above 2^32, so that a client that reads 32 bits fails.
const firstRecordID = 72_000_000_001;
