/** State of the content on one distribution point, after `SMS_PackageStatusDistPointsSummarizer.State`. */
export type DistributionPointState =
  | "installed"
  | "install-pending"
  | "install-retrying"
  | "install-failed"
  | "removal-pending"
  | "removal-retrying"
  | "removal-failed"
  | "content-updating"
  | "content-monitoring"
  | "unknown";

/** Why a distribution point failed: the site's last status message about it (`SMS_DistributionDPStatus`). */
export interface DistributionPointReason {
  /** `MessageID`, for example 2302. */
  readonly messageID: number;
  /** `MessageSeverity` by name. */
  readonly severity: "success" | "warning" | "error" | "unknown";
  /** The insertion strings of the message, in order, without empty ones. */
  readonly insertionStrings: readonly string[];
}

/** One distribution point of a watched package. */
export interface DistributionPointProgress {
  /** Server name, from the NAL path. */
  readonly name: string;
  /** Code of the site to which the distribution point belongs. */
  readonly siteCode: string;
  /**
   * State that the site reports. Sources disagree about `content-monitoring` (8): it might mean that the validation of the
   * content failed. It counts neither as installed nor as failed.
   */
  readonly state: DistributionPointState;
  /** Version that the distribution point has now. Absent if the site reports none. */
  readonly sourceVersion?: number;
  /** Time of the last change that the site recorded, by the site's clock (ISO 8601). */
  readonly lastChange?: string;
  /** Only for a failed distribution point, if the site has a status message about it. */
  readonly reason?: DistributionPointReason;
}

/** Progress of one package version on its distribution points. */
export interface DistributionProgress {
  /** The package. */
  readonly PackageID: string;
  /**
   * `in-progress` until the watch ends. `stalled`: nothing changed for `stallMs`. `no-targets`: the account sees no
   * distribution point of this package; if `total` is 0, the site counts none either. `package-gone`: the package was
   * deleted, or moved out of the account's security scopes.
   */
  readonly outcome: "in-progress" | "done" | "failed" | "stalled" | "no-targets" | "package-gone";
  /** True if `outcome` is `done`: all distribution points of the package have the version. */
  readonly done: boolean;
  /** The version that the watch waits for. */
  readonly sourceVersion: number;
  /**
   * True if the site's total for this package (`SMS_PackageStatusRootSummarizer`) was read, and counts no more
   * distribution points than the account sees. Otherwise `done` stays false, except with `visiblePointsSuffice`.
   */
  readonly allTargetsVisible: boolean;
  /** Number of distribution points of the package: the site's total, or the number of visible ones if that is larger. */
  readonly total: number;
  /** Number of distribution points that have this version or a later one. */
  readonly installed: number;
  /** Number of distribution points that are neither installed nor failed. */
  readonly pending: number;
  /** Number of distribution points that failed at this version or later, or after the watch began. */
  readonly failed: number;
  /** The visible distribution points. */
  readonly points: readonly DistributionPointProgress[];
}

/**
 * Receives the progress of a package after each poll. Can be async: the wait does not wait for it, except at its end. If it
 * throws or rejects, the wait ends, and its promise rejects with that error.
 */
export type OnDistributionProgress = (progress: DistributionProgress) => unknown;
