import type { Fault } from "./faults.js";
import type { SiteSeed } from "./seed.js";

/** Options of {@link createSimulatedSite}: what the site holds, and how it is run. */
export interface SimulatedSiteOptions extends SiteSeed {
  /** Faults, tried in order at every request. */
  readonly faults?: readonly Fault[] | undefined;
  /** Where the site's clock begins; now where left out. */
  readonly startTime?: Date | undefined;
  /** How fast the site's clock runs: 0 (the default) stands still until `advance`, 1 is real time, 60 a minute a second. */
  readonly speed?: number | undefined;
  /** Refuses every write and every method that changes something. */
  readonly readOnly?: boolean | undefined;
}
