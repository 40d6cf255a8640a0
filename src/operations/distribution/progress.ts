import type {
  DistributionPointProgress,
  DistributionPointState,
  DistributionProgress,
} from "../../distribution-progress.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { siteTimeMs } from "../../wmi/row-values.js";
import { toPoint, type PointStatus, type TargetedPoint, type TargetRow } from "./points.js";

/** Names of `SMS_PackageStatusDistPointsSummarizer.State` (documented; 7 and 8 only on the current page). */
const stateNames: readonly DistributionPointState[] = [
  "installed",
  "install-pending",
  "install-retrying",
  "install-failed",
  "removal-pending",
  "removal-retrying",
  "removal-failed",
  "content-updating",
  "content-monitoring",
];

/** Status rows by comparable NAL path. A distribution point can have several rows. */
export type StatusesByPoint = ReadonlyMap<string, readonly PointStatus[]>;

/** The version that a watch waits for, and the data that shows which failures are new. */
interface Expectation {
  readonly sourceVersion: number;
  /** When the site created the version, by the site's clock. `undefined` if this time does not show which failures are new. */
  readonly createdAt: string | undefined;
  /** Status rows from before the refresh, or from the first poll. */
  readonly baseline: StatusesByPoint;
}

/** Whether a distribution point counts as installed, pending or failed. */
type Verdict = "installed" | "pending" | "failed";

/** One distribution point and its verdict. */
export interface JudgedPoint {
  readonly point: TargetedPoint;
  /** `unseen`: the site has no status row for the distribution point. */
  readonly verdict: Verdict | "unseen";
  readonly progress: DistributionPointProgress;
}

/** The status rows of failed distribution points. Of the rows from before a watch, the watch needs only these. */
export function failedStatuses(statuses: readonly PointStatus[]): PointStatus[] {
  return statuses.filter((status) => isFailedState(stateOf(status)));
}

/** Groups status rows by distribution point. */
export function statusesByPoint(statuses: readonly PointStatus[]): StatusesByPoint {
  const byPoint = new Map<string, PointStatus[]>();
  for (const status of statuses) {
    const key = comparableNalPath(status.ServerNALPath);
    const rows = byPoint.get(key);
    if (rows === undefined) byPoint.set(key, [status]);
    else rows.push(status);
  }
  return byPoint;
}

/** Distribution points that have a status row and no assignment: the assignment is not read yet, or it has ended. */
export function unassignedPoints(targets: readonly TargetRow[] = [], statuses: StatusesByPoint): TargetedPoint[] {
  const assigned = new Set(targets.map(({ ServerNALPath }) => comparableNalPath(ServerNALPath)));
  return [...statuses].flatMap(([key, rows]) => {
    const [first] = rows;
    if (first === undefined || assigned.has(key) || rows.every(isRemovalState)) return [];
    return toPoint(first.ServerNALPath, first.SiteCode);
  });
}

/** Judges one distribution point by its status rows. Of several rows, the worst counts. */
export function judgePoint(
  point: TargetedPoint,
  statuses: readonly PointStatus[],
  expectation: Expectation,
): JudgedPoint {
  const judged = statuses.map((status) => ({ status, verdict: judge(status, expectation) }));
  const worst = worstFirst.flatMap((verdict) => judged.find((row) => row.verdict === verdict) ?? [])[0];
  const { name, siteCode } = point;
  if (worst === undefined) return { point, verdict: "unseen", progress: { name, siteCode, state: "unknown" } };
  const { SourceVersion, SummaryDate } = worst.status;
  return {
    point,
    verdict: worst.verdict,
    progress: {
      name,
      siteCode,
      state: stateOf(worst.status),
      ...(SourceVersion !== undefined && { sourceVersion: SourceVersion }),
      ...(SummaryDate !== undefined && { lastChange: SummaryDate }),
    },
  };
}

const worstFirst: readonly Verdict[] = ["failed", "pending", "installed"];

/** Whether the site gave up on a distribution point, at any time. */
export function isFailedState(state: DistributionPointState): boolean {
  return state === "install-failed" || state === "removal-failed";
}

/** Whether the site removes the content from a distribution point, or tried to. */
function isRemovalState(status: PointStatus): boolean {
  const state = stateOf(status);
  return state === "removal-pending" || state === "removal-retrying" || state === "removal-failed";
}

/**
 * Counts the distribution points of a package.
 *
 * @param judged - omitted before the first poll
 * @param targeted - the site's total, if it was read
 */
export function sumUp(
  { PackageID, sourceVersion }: { readonly PackageID: string; readonly sourceVersion: number },
  judged: readonly JudgedPoint[] = [],
  targeted?: number,
): DistributionProgress {
  const count = (verdict: JudgedPoint["verdict"]) => judged.filter((point) => point.verdict === verdict).length;
  const total = Math.max(judged.length, targeted ?? 0);
  const installed = count("installed");
  const failed = count("failed");
  return {
    PackageID,
    outcome: "in-progress",
    done: false,
    sourceVersion,
    allTargetsVisible: targeted !== undefined && targeted <= judged.length && count("unseen") === 0,
    total,
    installed,
    pending: total - installed - failed,
    failed,
    points: judged.map(({ progress }) => progress),
  };
}

/** The state of a status row by name. */
export function stateOf({ State }: PointStatus): DistributionPointState {
  return stateNames[State] ?? "unknown";
}

function judge(status: PointStatus, expectation: Expectation): Verdict {
  const state = stateOf(status);
  const isCurrent = status.SourceVersion !== undefined && status.SourceVersion >= expectation.sourceVersion;
  if (state === "installed") return isCurrent ? "installed" : "pending";
  return isFailedState(state) && (isCurrent || isNewFailure(status, expectation)) ? "failed" : "pending";
}

// The client does not know the site's clock when the watch starts. So a failure is new if the distribution point had not
// failed in the baseline, or if the failure is later than a time that the site recorded: the failure in the baseline, or
// the creation of the version.
function isNewFailure(status: PointStatus, { createdAt, baseline }: Expectation): boolean {
  const before = baseline.get(comparableNalPath(status.ServerNALPath)) ?? [];
  const known = before.filter(({ State }) => State === status.State);
  if (known.length === 0) return true;
  return (
    known.every(({ SummaryDate }) => isLater(status.SummaryDate, SummaryDate)) || isLater(status.SummaryDate, createdAt)
  );
}

function isLater(time: string | undefined, than: string | undefined): boolean {
  return time !== undefined && than !== undefined && siteTimeMs(time) > siteTimeMs(than);
}
