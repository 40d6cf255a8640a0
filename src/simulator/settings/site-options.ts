import type { Fault } from "./faults.js";
import type { SiteSeed } from "./seed.js";

/** Options of {@link createSimulatedSite}: contents and settings of the site, and how it runs. */
export interface SimulatedSiteOptions extends SiteSeed {
  /** Faults. For each request, the first one that matches applies. */
  readonly faults?: readonly Fault[] | undefined;
  /** Start time of the site's clock. Default: now. */
  readonly startTime?: Date | undefined;
  /**
   * Speed of the site's clock. 0, the default: it stands still until `advance`. 1: real time. 60: one minute in each second.
   */
  readonly speed?: number | undefined;
  /** Refuses each write and each method that changes something. Default: false. */
  readonly readOnly?: boolean | undefined;
}
