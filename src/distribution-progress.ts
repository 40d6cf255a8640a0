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

/** Why a point failed, from the site's last status message about it (`SMS_DistributionDPStatus`). */
export interface DistributionPointReason {
  readonly messageID: number;
  readonly severity: "success" | "warning" | "error" | "unknown";
  /** The message's insertion strings, in order, empty ones left out. */
  readonly text: readonly string[];
}

/** One distribution point of a watched package. */
export interface DistributionPointProgress {
  /** Server name, as it stands in the NAL path. */
  readonly name: string;
  /** Of the site that the point belongs to. */
  readonly siteCode: string;
  /** What the site says of it. */
  readonly state: DistributionPointState;
  /** Version now on the point; absent where the site shows no row for it. */
  readonly sourceVersion?: number;
  /** When the site last noted a change, by the site's clock (ISO 8601). */
  readonly lastChange?: string;
  /** Of a failed point, where the site has a message about it. */
  readonly reason?: DistributionPointReason;
}

/** How far a package version has come. */
export interface DistributionProgress {
  /**
   * `in-progress` until it ends; `stalled` when nothing moved for `stallMs`; `no-targets` when no point of it can be
   * seen: none at all where `total` is 0, else none that this account may see.
   */
  readonly outcome: "in-progress" | "done" | "failed" | "stalled" | "no-targets" | "package-gone";
  /** Whether every target has it: the same as the outcome `done`. */
  readonly done: boolean;
  /** The version that is waited for. */
  readonly sourceVersion: number;
  /**
   * Whether every target could be seen; without that, `done` is never true. False also where the account may not read
   * how many there are (`SMS_PackageStatusRootSummarizer`).
   */
  readonly allTargetsVisible: boolean;
  /** Points that the package is targeted at. */
  readonly total: number;
  /** Of these, with this version or a later one. */
  readonly installed: number;
  /** Neither installed nor failed. */
  readonly pending: number;
  /** Failed at this version, or since the watch began. */
  readonly failed: number;
  /** Each of them. */
  readonly points: readonly DistributionPointProgress[];
}
