import type { DistributionProgress } from "../../distribution-progress.js";
import type { PackageVersion } from "../../package-version.js";
import type { PackageTarget } from "../site/package-target.js";
import type { RefreshConfirmed } from "./refresh-outcome.js";
import type { SiteMessage } from "./site-messages.js";

/** The new version is on all distribution points of the package. */
export interface RefreshDistributed {
  readonly phase: "distributed";
  readonly target: PackageTarget;
  readonly confirmed: RefreshConfirmed;
  readonly progress: DistributionProgress;
}

/**
 * How far a refresh is that is waited for.
 *
 * - `accepted`: the site accepted the call. Keep `before`: a later run can wait for a version greater than
 *   `before.SourceVersion` instead of refreshing again. Not reported if the response was lost.
 * - `site-messages`: the site wrote status messages about the package while its version did not increase, for example
 *   that it cannot read the source (2306). Only new ones, newest first. Only from `refreshAndWait`.
 * - `version-raised`: the version increased.
 * - `distributing`: progress of the watch, after each poll.
 */
export type RefreshPhase =
  | { readonly phase: "accepted"; readonly before: PackageVersion }
  | { readonly phase: "site-messages"; readonly siteMessages: readonly SiteMessage[] }
  | { readonly phase: "version-raised"; readonly before: PackageVersion; readonly after: PackageVersion }
  | { readonly phase: "distributing"; readonly progress: DistributionProgress };
