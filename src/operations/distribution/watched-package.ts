import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";
import { fail, succeed, type Result } from "../../result.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { isTransient, type PollTimer } from "../site/poll-timer.js";
import { watchAborted, watchBroken, watchTimeout, type WatchContext } from "./failure.js";
import {
  targetedPoints,
  toPoint,
  type DistributionTotals,
  type PointStatus,
  type TargetedPoint,
  type TargetRow,
} from "./points.js";
import { withReasons, type ReasonsByPackage } from "./point-reasons.js";
import {
  isFailedState,
  isRemovalState,
  judgePoint,
  nothingSeen,
  statusesByPoint,
  sumUp,
  type JudgedPoint,
  type StatusesByPoint,
} from "./progress.js";

/** When the watch of one package ends. */
export interface WatchLimits {
  /** Timeout of the whole watch, in milliseconds. */
  readonly timeoutMs: number;
  /** First pause between two polls, in milliseconds. */
  readonly intervalMs: number;
  /** The watch is stalled after this many milliseconds without a change. */
  readonly stallMs: number;
  readonly stopOnFailedPoint: boolean;
  readonly visiblePointsSuffice: boolean;
}

/** A watch of one package with checked arguments and without defaults. */
export interface DistributionWatch extends WatchContext {
  readonly sourceVersion: number;
  readonly limits: WatchLimits;
  /** Status rows from before the refresh. Default: those of the first poll. */
  readonly baseline?: readonly PointStatus[] | undefined;
}

/** What a watch reads, apart from the status rows. */
export type Supplement = "targets" | "totals" | "existence";

/**
 * What the last status rows suggest. `installed` and `failed` suggest an outcome, which the supplements must confirm.
 * `silent`: no status rows. `incomplete`: a status row is missing, or the content is being removed.
 */
type Situation = "installed" | "failed" | "silent" | "incomplete" | "under-way";

/** Polls in a row that can fail for a transient reason before the watch ends. */
const maxFailedPolls = 5;

/** The last read of a supplement. `undefined` rows: the account is not permitted to read them. */
interface Known<T> {
  readonly poll: number;
  readonly rows: T | undefined;
}

/**
 * What a watch knows about one package, and what follows from it. It reads nothing itself.
 *
 * Status rows alone never end a watch: a distribution point can be added or removed in the meantime. So an outcome needs
 * supplements that were read at or after the poll in which the status rows first suggested it.
 */
export class WatchedPackage {
  readonly watch: DistributionWatch;
  readonly timer: PollTimer;
  /** The outcome of the watch; `undefined` while it is in progress. */
  result: Result<DistributionProgress> | undefined;
  progress: DistributionProgress;
  /** Whether `progress` is from the last poll, and targets, totals and status rows were all read once. */
  isProgressCurrent = false;
  #judged: readonly JudgedPoint[] = [];
  #statuses: readonly PointStatus[] | undefined;
  #baseline: StatusesByPoint | undefined;
  #targets: Known<readonly TargetRow[]> | undefined;
  #totals: Known<readonly DistributionTotals[]> | undefined;
  #existence: Known<boolean> | undefined;
  #situation: Situation | undefined;
  #situationSince = 0;
  #failedPolls = 0;
  #pollFailure: Failure | undefined;
  #changedAtMs: number;

  constructor(watch: DistributionWatch, timer: PollTimer, nowMs: number) {
    this.watch = watch;
    this.timer = timer;
    this.progress = nothingSeen(watch);
    this.#baseline = watch.baseline && statusesByPoint(watch.baseline);
    this.#changedAtMs = nowMs;
  }

  get PackageID(): string {
    return this.watch.PackageID;
  }

  /** Whether a distribution point failed, so that reasons are of interest. */
  get hasFailedPoint(): boolean {
    return this.#judged.some(({ progress: { state } }) => isFailedState(state));
  }

  takeStatuses(rows: Result<readonly PointStatus[]>, poll: number): void {
    if (!rows.ok) {
      this.#pollFailure = rows.failure;
      return;
    }
    this.#statuses = rows.value;
    this.#baseline ??= statusesByPoint(rows.value);
    this.#judge(poll);
  }

  takeTargets(rows: Result<readonly TargetRow[]>, poll: number): void {
    const before = this.#targets;
    const known = this.#known(rows, before, poll);
    // An assignment that cannot be read any more is still waited for.
    this.#targets = known && { poll: known.poll, rows: known.rows ?? before?.rows };
    this.#judge(poll);
  }

  takeTotals(rows: Result<readonly DistributionTotals[]>, poll: number): void {
    this.#totals = this.#known(rows, this.#totals, poll);
    this.#judge(poll);
  }

  takeExistence(rows: Result<readonly unknown[]>, poll: number): void {
    const exists: Result<boolean> = rows.ok ? succeed(rows.value.length > 0) : rows;
    this.#existence = this.#known(exists, this.#existence, poll);
  }

  /** The supplement that the package needs next to confirm an outcome. `undefined` if it needs none. */
  get missingSupplement(): Supplement | undefined {
    return this.#supplements().find((name) => (this.#readAt(name) ?? -1) < this.#situationSince);
  }

  /** The supplement to read again, if there is a request left: the situation might change in it first. */
  get oldestSupplement(): Supplement | undefined {
    return this.#supplements().reduce<Supplement | undefined>((oldest, name) => {
      return oldest === undefined || (this.#readAt(name) ?? -1) < (this.#readAt(oldest) ?? -1) ? name : oldest;
    }, undefined);
  }

  /** Begins a poll, in which `progress` is not current until `conclude`. */
  begin(): void {
    this.isProgressCurrent = false;
  }

  /** Concludes a poll: sets `progress`, and `result` if the watch of this package has ended. */
  conclude(nowMs: number): void {
    const failure = this.#pollFailure;
    this.#pollFailure = undefined;
    if (failure !== undefined) {
      this.#failedPolls += 1;
      const isFinal = !isTransient(failure.kind) || this.#failedPolls >= maxFailedPolls;
      if (isFinal) this.result = fail(watchBroken(this.watch, failure, this.progress));
      return;
    }
    this.#failedPolls = 0;
    this.isProgressCurrent = this.#hasStarted;
    const before = this.progress;
    this.progress = sumUp(this.watch, this.#judged, this.#targeted);
    if (JSON.stringify(before.points) !== JSON.stringify(this.progress.points)) this.#changedAtMs = nowMs;
    const outcome = this.#outcome(nowMs);
    if (outcome === "in-progress") return;
    this.progress = { ...this.progress, outcome, done: outcome === "done" };
    this.result = succeed(this.progress);
  }

  /** Adds the reasons of failed distribution points to the progress and to the result. */
  takeReasons(reasons: ReasonsByPackage): void {
    this.progress = withReasons(this.progress, this.#judged, reasons);
    if (this.result?.ok === true) this.result = succeed(this.progress);
  }

  /** Ends the watch of this package because its timeout has passed. */
  timeOut(): void {
    this.result ??= fail(watchTimeout(this.watch, this.#hasStarted ? this.progress : undefined));
  }

  /** Ends the watch of this package because the caller's signal fired. */
  abort(): void {
    this.result ??= fail(watchAborted(this.watch));
  }

  get #hasStarted(): boolean {
    return this.#statuses !== undefined && this.#targets !== undefined && this.#totals !== undefined;
  }

  /** The site's total: the largest, if there are several rows. `undefined` without a row. */
  get #targeted(): number | undefined {
    const rows = this.#totals?.rows ?? [];
    return rows.length === 0 ? undefined : Math.max(...rows.map(({ Targeted }) => Targeted));
  }

  #known<T>(read: Result<T>, before: Known<T> | undefined, poll: number): Known<T> | undefined {
    if (read.ok) return { poll, rows: read.value };
    if (!isTransient(read.failure.kind)) return { poll, rows: undefined };
    if (before === undefined) this.#pollFailure ??= read.failure;
    return before;
  }

  #readAt(name: Supplement): number | undefined {
    switch (name) {
      case "targets":
        return this.#targets?.poll;
      case "totals":
        return this.#totals?.poll;
      case "existence":
        return this.#existence?.poll;
    }
  }

  #supplements(): readonly Supplement[] {
    if (this.#statuses === undefined) return [];
    if (this.#targets === undefined) return ["targets"];
    if (this.#totals === undefined) return ["totals"];
    // Without an assignment, the package might not exist any more.
    const existence = this.#targets.rows?.length === 0 ? (["existence"] as const) : [];
    switch (this.#situation) {
      case "installed":
        return this.watch.limits.visiblePointsSuffice ? ["targets", ...existence] : ["targets", "totals", ...existence];
      case "failed":
      case "incomplete":
        return ["targets", ...existence];
      case "silent":
        return ["existence", "targets"];
      case "under-way":
      case undefined:
        return existence;
    }
  }

  #judge(poll: number): void {
    if (this.#statuses === undefined) return;
    const rows = statusesByPoint(this.#statuses);
    const expectation = {
      sourceVersion: this.watch.sourceVersion,
      createdAt: this.#createdAt(),
      baseline: this.#baseline ?? rows,
    };
    this.#judged = this.#points(rows).map((point) =>
      judgePoint(point, rows.get(comparableNalPath(point.nalPath)) ?? [], expectation),
    );
    const situation = this.#situationOf();
    if (situation !== this.#situation) this.#situationSince = poll;
    this.#situation = situation;
  }

  /** The assigned distribution points, and those that only have a status row so far. */
  #points(statuses: StatusesByPoint): TargetedPoint[] {
    const assigned = this.#targets?.rows ?? [];
    const points = targetedPoints(assigned);
    const known = new Set(assigned.map(({ ServerNALPath }) => comparableNalPath(ServerNALPath)));
    for (const [key, rows] of statuses) {
      const [first] = rows;
      if (first !== undefined && !known.has(key) && !rows.every(isRemovalState)) {
        points.push(toPoint(first.ServerNALPath, first.SiteCode));
      }
    }
    return points;
  }

  // A baseline from before a refresh shows which failures are new. Without one, the creation of the version must.
  #createdAt(): string | undefined {
    if (this.watch.baseline !== undefined) return undefined;
    const { sourceVersion } = this.watch;
    return this.#totals?.rows?.find(({ SourceVersion }) => SourceVersion >= sourceVersion)?.SourceDate;
  }

  #situationOf(): Situation {
    const judged = this.#judged;
    if (this.#statuses?.length === 0) return "silent";
    if (judged.length === 0) return "silent";
    if (judged.every(({ verdict }) => verdict === "installed")) return "installed";
    const isFinished = judged.every(({ verdict }) => verdict === "installed" || verdict === "failed");
    const hasFailure = judged.some(({ verdict }) => verdict === "failed");
    if (hasFailure && (isFinished || this.watch.limits.stopOnFailedPoint)) return "failed";
    const isIncomplete = judged.some(({ verdict, progress: { state } }) => {
      return verdict === "unseen" || state === "removal-pending" || state === "removal-retrying";
    });
    return isIncomplete ? "incomplete" : "under-way";
  }

  #outcome(nowMs: number): DistributionProgress["outcome"] {
    if (this.#existence?.rows === false && this.#existence.poll >= this.#situationSince) return "package-gone";
    if (!this.#hasStarted || this.missingSupplement !== undefined) return "in-progress";
    const { limits } = this.watch;
    const { total, allTargetsVisible } = this.progress;
    if (this.#situation === "silent" && this.#judged.length === 0) return "no-targets";
    if (this.#situation === "installed" && total > 0 && (allTargetsVisible || limits.visiblePointsSuffice))
      return "done";
    if (this.#situation === "failed") return "failed";
    return nowMs - this.#changedAtMs >= limits.stallMs ? "stalled" : "in-progress";
  }
}
