import type { Account } from "./accounts.js";
import type { Behavior } from "./behavior.js";
import type { ContentScript } from "./content-scripts.js";
import type { Fault } from "./faults.js";
import type { PackageSeed } from "./packages.js";
import type { Release } from "./release.js";

/** A distribution point to begin with. */
export interface DistributionPointSeed {
  /** Server name, fully qualified by custom. */
  readonly name: string;
  /** Site it belongs to; the simulated one where left out. */
  readonly siteCode?: string | undefined;
}

/** A group of distribution points to begin with. */
export interface DistributionPointGroupSeed {
  readonly name: string;
  readonly description?: string | undefined;
  /** Names of its members. */
  readonly distributionPoints: readonly string[];
}

/** What the site holds. Written and read as JSON by the `configmgr-simulator` command. */
export interface SiteSeed {
  readonly siteCode?: string | undefined;
  readonly packages?: readonly PackageSeed[] | undefined;
  readonly distributionPoints?: readonly (DistributionPointSeed | string)[] | undefined;
  readonly distributionPointGroups?: readonly DistributionPointGroupSeed[] | undefined;
  /** Codes of the other sites of the hierarchy. */
  readonly otherSites?: readonly string[] | undefined;
  readonly accounts?: readonly Account[] | undefined;
  /** What becomes of refreshed packages, by PackageID. */
  readonly contentScripts?: Readonly<Record<string, ContentScript>> | undefined;
}

/** Options of {@link createSimulatedSite}. */
export interface SimulatedSiteOptions extends SiteSeed {
  /** Release whose ways the site has. */
  readonly release?: Release | undefined;
  /** Switches that differ from what was seen of the release. */
  readonly behavior?: Partial<Behavior> | undefined;
  /** Faults, tried in order at every request. */
  readonly faults?: readonly Fault[] | undefined;
  /** Where the site's clock begins; now where left out. */
  readonly startTime?: Date | undefined;
  /** How fast the site's clock runs: 0 (the default) stands still until `advance`, 1 is real time, 60 a minute a second. */
  readonly speed?: number | undefined;
  /** Refuses every write and method that changes something. */
  readonly readOnly?: boolean | undefined;
}
