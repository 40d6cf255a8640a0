import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";

/** A package whose watch ended without an outcome. */
export interface PackageWatchFailure {
  /** The package. */
  readonly PackageID: string;
  /** Why its watch ended: `timeout`, `aborted`, or a failed read. */
  readonly failure: Failure;
}

/** Progress of several packages in one watch. */
export interface DistributionsProgress {
  /** True if all packages are `done`. */
  readonly done: boolean;
  /** True if `allTargetsVisible` is true for all packages. */
  readonly allTargetsVisible: boolean;
  /** Number of packages whose watch has not ended. */
  readonly packagesInProgress: number;
  /** Sum of `total` of all packages. A distribution point counts once for each package. */
  readonly total: number;
  /** Sum of `installed` of all packages. */
  readonly installed: number;
  /** Sum of `pending` of all packages. */
  readonly pending: number;
  /** Sum of `failed` of all packages. */
  readonly failed: number;
  /** Progress of each package, in the order of the call. */
  readonly packages: readonly DistributionProgress[];
  /** Packages whose watch ended without an outcome. `packages` has the last progress of each. */
  readonly failures: readonly PackageWatchFailure[];
}
