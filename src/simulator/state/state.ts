import type { ClassDefinition } from "../classes/catalog.js";
import type { Behavior, ContentScript } from "../settings/setting-types.js";
import type { SiteClock } from "./clock.js";
import type { JsonObject, JsonValue } from "../values/json.js";

/** Values of `State` in `SMS_PackageStatusDistPointsSummarizer` (documented). */
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
  /** Number of the current transfer. A step of an earlier transfer that is still scheduled does nothing. */
  transfer: number;
  state: number;
  sourceVersion: number;
  lastCopiedMs: number;
  summaryMs: number;
  message: StatusMessage;
}

/** A package, and its content on distribution points. */
export interface PackageRecord {
  readonly definition: ClassDefinition;
  readonly PackageID: string;
  /** Values of the properties of the class, and of properties in the seed that the class does not have. */
  readonly properties: Record<string, JsonValue>;
  readonly copies: Map<string, ContentCopy>;
  /** ContentIDs of the content items (drivers, updates, files of applications) that clients added. */
  readonly contentIDs: Set<string>;
}

/** Severities of status messages (documented). */
export const severity = { information: 0x40000000, warning: 0x80000000, error: 0xc0000000 } as const;

/** A status message of the simulated site. */
export interface StatusMessage {
  readonly recordID: number;
  readonly messageID: number;
  readonly severity: number;
  readonly atMs: number;
  /** PackageID of the package. A message about a package on one distribution point does not have this member. */
  readonly PackageID?: string;
  readonly insertionStrings: readonly string[];
}

/** A SEDO lock: the user who edits an object. */
export interface ObjectLock {
  readonly user: string;
  readonly machine: string;
  readonly siteCode: string;
  readonly atMs: number;
}

/** One entry of the call log: a method of the SMS Provider that ran. */
export interface Call {
  readonly className: string;
  readonly methodName: string;
  readonly PackageID?: string;
  readonly inParameters: JsonObject;
  readonly returnValue: number;
  /** Name of the account that called the method. */
  readonly user: string;
  /** Time of the call on the site's clock (ISO 8601). */
  readonly at: string;
}

/** Everything that the simulated site stores. */
export interface SiteState {
  /** Current settings. `site.setBehavior` replaces them. */
  behavior: Behavior;
  readonly clock: SiteClock;
  /** Content scripts, which set the result of refreshes, by PackageID in upper case. */
  readonly scripts: Map<string, ContentScript>;
  readonly siteCode: string;
  /** Host name of the SMS Provider. */
  readonly provider: string;
  /** Codes of the sites of the hierarchy; the simulated site is the first. */
  readonly siteCodes: readonly string[];
  readonly points: readonly DistributionPoint[];
  readonly groups: readonly DistributionPointGroup[];
  /** Packages by PackageID in upper case. */
  readonly packages: Map<string, PackageRecord>;
  readonly messages: StatusMessage[];
  readonly locks: Map<string, ObjectLock>;
  readonly calls: Call[];
  /** Last numbers that the site used: `copy` in the ID of a row, `package` in a PackageID. */
  readonly counters: { copy: number; package: number };
}

/** Finds a package. The case of the PackageID is ignored, as in the database of a real site (inferred). */
export function findRecord(state: SiteState, PackageID: string): PackageRecord | undefined {
  return state.packages.get(PackageID.toUpperCase());
}

/** Stores a status message with the next RecordID and the time of the site's clock. */
export function report(state: SiteState, message: Omit<StatusMessage, "recordID" | "atMs">): StatusMessage {
  const recordID = firstRecordID + state.messages.length;
  const recorded = { ...message, recordID, atMs: state.clock.now() };
  state.messages.push(recorded);
  return recorded;
}

// RecordID is a 64-bit number (documented). The first one is larger than 2^32, so that a client that reads only 32 bits
// fails.
const firstRecordID = 72_000_000_001;
