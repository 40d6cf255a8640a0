import type {
  DistributionPointProgress,
  DistributionProgress,
  DistributionPointState,
} from "../../distribution-progress.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { siteTimeMs } from "../../wmi/row-values.js";
import type { PointStatus, TargetedPoint } from "./points.js";

/** Names of `SMS_PackageStatusDistPointsSummarizer.State` (documented; 7 and 8 on the current page only). */
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

/** What is watched, and what was known when the watch began. */
export interface Watched {
  readonly sourceVersion: number;
  readonly points: readonly TargetedPoint[];
  /** Points that the site counts, seen or not; `undefined` where the account may not know. */
  readonly targeted: number | undefined;
  /** When the version was made, by the site's clock. */
  readonly madeAt?: string | undefined;
  /** What each point said first, by {@link comparableNalPath}. */
  readonly baseline: ReadonlyMap<string, PointStatus>;
}

/** Where one point stands. */
export interface JudgedPoint {
  readonly point: TargetedPoint;
  readonly verdict: "installed" | "failed" | "pending" | "unseen";
  readonly progress: DistributionPointProgress;
}

/** Compares what each point says with the version that is waited for. */
export function judgePoints(watched: Watched, statuses: readonly PointStatus[]): JudgedPoint[] {
  const byPoint = statusesByPoint(statuses);
  return watched.points.map((point) => {
    const status = byPoint.get(comparableNalPath(point.nalPath));
    return {
      point,
      verdict: status === undefined ? "unseen" : judge(status, watched),
      progress: {
        name: point.name,
        siteCode: point.siteCode,
        state: status === undefined ? "unknown" : stateOf(status),
        ...(status?.sourceVersion !== undefined && { sourceVersion: status.sourceVersion }),
        ...(status?.lastChange !== undefined && { lastChange: status.lastChange }),
      },
    };
  });
}

/** Statuses by {@link comparableNalPath}. */
export function statusesByPoint(statuses: readonly PointStatus[]): Map<string, PointStatus> {
  return new Map(statuses.map((status) => [comparableNalPath(status.nalPath), status]));
}

/** Whether the site gave up on a point, whenever that was. */
export function isFailedState(state: DistributionPointState): boolean {
  return state === "install-failed" || state === "removal-failed";
}

/** Sums the points up. */
export function sumUp(
  { sourceVersion, points, targeted }: Watched,
  judged: readonly JudgedPoint[],
  { stopOnFailedPoint }: { readonly stopOnFailedPoint: boolean },
): DistributionProgress {
  const count = (verdict: JudgedPoint["verdict"]) => judged.filter((point) => point.verdict === verdict).length;
  const total = Math.max(points.length, targeted ?? 0);
  const installed = count("installed");
  const failed = count("failed");
  const allTargetsVisible = targeted !== undefined && points.length === total && count("unseen") === 0;
  const done = allTargetsVisible && total > 0 && installed === total;
  const underWay = count("pending") + count("unseen");
  const hasFailed = failed > 0 && (stopOnFailedPoint || underWay === 0);
  return {
    outcome: points.length === 0 ? "no-targets" : done ? "done" : hasFailed ? "failed" : "in-progress",
    done,
    sourceVersion,
    allTargetsVisible,
    total,
    installed,
    pending: total - installed - failed,
    failed,
    points: judged.map(({ progress }) => progress),
  };
}

/** What is known before the first look. */
export function nothingSeen(sourceVersion: number): DistributionProgress {
  const counts = { total: 0, installed: 0, pending: 0, failed: 0 };
  return { outcome: "in-progress", done: false, sourceVersion, allTargetsVisible: false, ...counts, points: [] };
}

function stateOf({ state }: PointStatus): DistributionPointState {
  return stateNames[state] ?? "unknown";
}

function judge(status: PointStatus, watched: Watched): JudgedPoint["verdict"] {
  const state = stateOf(status);
  const isCurrent = status.sourceVersion !== undefined && status.sourceVersion >= watched.sourceVersion;
  if (state === "installed") return isCurrent ? "installed" : "pending";
  return isFailedState(state) && (isCurrent || isNews(status, watched)) ? "failed" : "pending";
}

// Nobody knows the site's time at the start of the watch, so a failure is news when it came after something that the
// site itself dated: the making of the version, or what the point said first.
function isNews(status: PointStatus, { madeAt, baseline }: Watched): boolean {
  const first = baseline.get(comparableNalPath(status.nalPath));
  if (first === undefined || first.state !== status.state) return true;
  return isLater(status.lastChange, first.lastChange) || isLater(status.lastChange, madeAt);
}

function isLater(time: string | undefined, than: string | undefined): boolean {
  return time !== undefined && than !== undefined && siteTimeMs(time) > siteTimeMs(than);
}
