import type { PackageTarget } from "../site/package-target.js";

/** What one distribution point has of the packages that a task sequence needs. The lists contain PackageIDs. */
export interface PointReadiness {
  /** Server name. */
  readonly name: string;
  /** Code of the site to which the distribution point belongs. */
  readonly siteCode: string;
  /** True if all packages are installed in their current version. */
  readonly ready: boolean;
  /** PackageIDs on the distribution point in the current version or a later one. */
  readonly installed: readonly string[];
  /** PackageIDs on the distribution point in an older version. */
  readonly outdated: readonly string[];
  /** PackageIDs in progress on the distribution point, or without a status row. */
  readonly pending: readonly string[];
  /** PackageIDs that failed on the distribution point, at any version. */
  readonly failed: readonly string[];
  /** PackageIDs never sent to the distribution point, or removed from it. */
  readonly missing: readonly string[];
}

/** One package of a task sequence. The counts are numbers of visible distribution points, whether judged or not. */
export interface PackageReadiness {
  /** The package. */
  readonly target: PackageTarget;
  /** Name of the package. */
  readonly Name?: string;
  /** Current version of the package. */
  readonly sourceVersion: number;
  /** The site's total, or the number of visible distribution points if that is larger. */
  readonly total: number;
  /** Distribution points with the current version or a later one. */
  readonly installed: number;
  /** Distribution points with an older version. */
  readonly outdated: number;
  /** Distribution points in progress or without a status row. */
  readonly pending: number;
  /** Distribution points that failed. */
  readonly failed: number;
}

/** Whether a task sequence can run from distribution points. */
export interface TaskSequenceReadiness {
  /**
   * True if all judged distribution points are ready and no reference is missing. If `points` was not given, all
   * distribution points must be visible too: a hidden one might not be ready.
   */
  readonly ready: boolean;
  /** True if for each package the site's total was read and counts no more distribution points than the account sees. */
  readonly allTargetsVisible: boolean;
  /** The judged distribution points. */
  readonly points: readonly PointReadiness[];
  /** The packages that the task sequence needs. */
  readonly packages: readonly PackageReadiness[];
  /** Applications by their model name. They are reported and not judged. */
  readonly applications: readonly string[];
  /** IDs of nested task sequences. Their packages are in `packages`. */
  readonly nestedTaskSequences: readonly string[];
  /** References to no package: deleted, hidden from the account, or lost on import. */
  readonly missing: readonly string[];
}
