import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";
import { succeed, type Result } from "../../result.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { isTransient } from "../site/poll-timer.js";
import type { DistributionWatch } from "./limits.js";
import {
  targetedPoints,
  toPoint,
  type DistributionTotals,
  type PointStatus,
  type TargetedPoint,
  type TargetRow,
} from "./points.js";
import {
  failedStatuses,
  isRemovalState,
  judgePoint,
  statusesByPoint,
  type JudgedPoint,
  type StatusesByPoint,
} from "./progress.js";

/** What a watch reads, apart from the status rows. */
export type Supplement = "targets" | "totals" | "existence";

/**
 * What the last status rows suggest. `installed` and `failed` suggest an outcome, which the supplements must confirm.
 * `empty`: no distribution points. `silent`: no status rows. `incomplete`: a status row is missing, or the content is being removed.
 */
type Situation = "installed" | "failed" | "empty" | "silent" | "incomplete" | "in-progress";

/** The last read of a supplement. `undefined` rows: the account is not permitted to read them. */
interface Known<T> {
  /** Number of the read. */
  readonly at: number;
  readonly rows: T | undefined;
}

/**
 * What was read about one package, and the outcome that it proves. It reads nothing itself.
 *
 * Status rows alone never end a watch: a distribution point can be added or removed in the meantime. So an outcome needs
 * supplements that were read after the read that first suggested it, or that are that read.
 */
export class PackageEvidence {
  /** Why a read of this poll failed, if that leaves the poll without a conclusion. */
  pollFailure: Failure | undefined;
  judged: readonly JudgedPoint[] = [];
  readonly #watch: DistributionWatch;
  #assignedCount = 0;
  #statuses: readonly PointStatus[] | undefined;
  #baseline: StatusesByPoint | undefined;
  #targets: Known<readonly TargetRow[]> | undefined;
  #totals: Known<readonly DistributionTotals[]> | undefined;
  #existence: Known<boolean> | undefined;
  #situation: Situation | undefined;
  #evidence = "";
  #evidenceTotal: number | undefined;
  #situationSince = 0;
  #reads = 0;
  #statusesAt = 0;

  constructor(watch: DistributionWatch) {
    this.#watch = watch;
    this.#baseline = watch.baseline && statusesByPoint(watch.baseline);
  }

  takeStatuses(rows: Result<readonly PointStatus[]>): void {
    if (!rows.ok) {
      this.pollFailure = rows.failure;
      // Supplements from before the gap in the status rows must not confirm an outcome after it.
      this.#evidence = "";
      return;
    }
    this.#reads += 1;
    this.#statusesAt = this.#reads;
    this.#statuses = rows.value;
    this.#baseline ??= statusesByPoint(failedStatuses(rows.value));
    this.#judge();
  }

  takeTargets(rows: Result<readonly TargetRow[]>): void {
    const before = this.#targets;
    const known = this.#known(rows, before);
    // An assignment that cannot be read any more is still waited for.
    this.#targets = known && { at: known.at, rows: known.rows ?? before?.rows };
    this.#judge();
  }

  takeTotals(rows: Result<readonly DistributionTotals[]>): void {
    this.#totals = this.#known(rows, this.#totals);
    this.#judge();
  }

  takeExistence(rows: Result<readonly unknown[]>): void {
    const exists: Result<boolean> = rows.ok ? succeed(rows.value.length > 0) : rows;
    this.#existence = this.#known(exists, this.#existence);
  }

  /** The supplement that the package needs next to confirm an outcome. `undefined` if it needs none. */
  get missingSupplement(): Supplement | undefined {
    const missing = this.#supplements().find((name) => (this.#readAt(name) ?? -1) < this.#situationSince);
    if (missing !== undefined || this.#situation !== "empty") return missing;
    // The package must exist between two reads that show no assignment: it might be deleted or created just then.
    return (this.#targets?.at ?? -1) < (this.#existence?.at ?? -1) ? "targets" : undefined;
  }

  /** The supplement to read again, if there is a request left: the situation might change in it first. */
  get oldestSupplement(): Supplement | undefined {
    return this.#supplements().reduce<Supplement | undefined>((oldest, name) => {
      return oldest === undefined || (this.#readAt(name) ?? -1) < (this.#readAt(oldest) ?? -1) ? name : oldest;
    }, undefined);
  }

  /** Whether status rows, targets and totals were all read once. */
  get hasStarted(): boolean {
    return this.#statuses !== undefined && this.#targets !== undefined && this.#totals !== undefined;
  }

  /** The site's total: the largest, if there are several rows. `undefined` without a row. */
  get targeted(): number | undefined {
    const rows = this.#totals?.rows ?? [];
    return rows.length === 0 ? undefined : Math.max(...rows.map(({ Targeted }) => Targeted));
  }

  #known<T>(read: Result<T>, before: Known<T> | undefined): Known<T> | undefined {
    this.#reads += 1;
    if (read.ok) return { at: this.#reads, rows: read.value };
    if (!isTransient(read.failure.kind)) return { at: this.#reads, rows: undefined };
    if (before === undefined) this.pollFailure ??= read.failure;
    return before;
  }

  #readAt(name: Supplement): number | undefined {
    switch (name) {
      case "targets":
        return this.#targets?.at;
      case "totals":
        return this.#totals?.at;
      case "existence":
        return this.#existence?.at;
    }
  }

  #supplements(): readonly Supplement[] {
    if (this.#statuses === undefined || this.pollFailure !== undefined) return [];
    if (this.#targets === undefined) return ["targets"];
    if (this.#totals === undefined) return ["totals"];
    // Without an assignment, the package might not exist any more.
    const existence = this.#targets.rows?.length === 0 ? (["existence"] as const) : [];
    switch (this.#situation) {
      case "installed":
        return ["targets", "totals", ...existence];
      case "failed":
        return this.#targets.rows === undefined ? ["targets", "totals"] : ["targets", ...existence];
      case "incomplete":
        return ["targets", ...existence];
      case "empty":
      case "silent":
        return ["existence", "targets"];
      case "in-progress":
      case undefined:
        return existence;
    }
  }

  #judge(): void {
    if (this.#statuses === undefined) return;
    const rows = statusesByPoint(this.#statuses);
    const expectation = {
      sourceVersion: this.#watch.sourceVersion,
      createdAt: this.#createdAt(),
      baseline: this.#baseline ?? rows,
    };
    const judge = (point: TargetedPoint) =>
      judgePoint(point, rows.get(comparableNalPath(point.nalPath)) ?? [], expectation);
    const assigned = targetedPoints(this.#targets?.rows ?? []).map(judge);
    const unassigned = this.#unassignedPoints(rows).map(judge).map(this.#withoutFailure);
    this.judged = [...assigned, ...unassigned];
    this.#assignedCount = assigned.length;
    this.#situation = this.#situationOf();
    // Outcomes rest on reads of different moments, so each of these changes makes the supplements too old.
    const points = this.judged.map(({ point }) => point.nalPath);
    const evidence = JSON.stringify([this.#situation, assigned.length, points]);
    const hasOtherTotal = this.#evidenceTotal !== undefined && this.#evidenceTotal !== this.targeted;
    if (evidence !== this.#evidence || hasOtherTotal) this.#situationSince = this.#reads;
    this.#evidence = evidence;
    this.#evidenceTotal = this.targeted;
  }

  /** Distribution points with a status row and without an assignment: it might be read later, or end. */
  #unassignedPoints(statuses: StatusesByPoint): TargetedPoint[] {
    const known = new Set(this.#targets?.rows?.map(({ ServerNALPath }) => comparableNalPath(ServerNALPath)));
    return [...statuses].flatMap(([key, rows]) => {
      const [first] = rows;
      if (first === undefined || known.has(key) || rows.every(isRemovalState)) return [];
      return toPoint(first.ServerNALPath, first.SiteCode);
    });
  }

  // A failure without an assignment might be left over from a removal. If the account cannot read assignments, it counts.
  readonly #withoutFailure = (judged: JudgedPoint): JudgedPoint =>
    judged.verdict === "failed" && this.#seesAssignments ? { ...judged, verdict: "pending" } : judged;

  // A baseline from before a refresh shows which failures are new. Without one, the creation of the version must.
  #createdAt(): string | undefined {
    if (this.#watch.baseline !== undefined) return undefined;
    const { sourceVersion } = this.#watch;
    return this.#totals?.rows?.find(({ SourceVersion }) => SourceVersion >= sourceVersion)?.SourceDate;
  }

  #situationOf(): Situation {
    const judged = this.judged;
    if (judged.length === 0) return "empty";
    if (this.#statuses?.length === 0) return "silent";
    const canBeDone = this.#assignedCount > 0 || !this.#seesAssignments;
    if (canBeDone && judged.every(({ verdict }) => verdict === "installed")) return "installed";
    const isFinished = judged.every(({ verdict }) => verdict === "installed" || verdict === "failed");
    const hasFailure = judged.some(({ verdict }) => verdict === "failed");
    if (hasFailure && (isFinished || this.#watch.limits.stopOnFailedPoint)) return "failed";
    if (this.#seesAssignments && this.#assignedCount < judged.length) return "incomplete";
    const isIncomplete = judged.some(({ verdict, progress: { state } }) => {
      return verdict === "unseen" || state === "removal-pending" || state === "removal-retrying";
    });
    return isIncomplete ? "incomplete" : "in-progress";
  }

  get #seesAssignments(): boolean {
    return this.#targets?.rows !== undefined;
  }

  // If the account cannot read assignments, only the total shows status rows that are left over from a removal. Then the
  // status rows must suggest the same again after the total was read.
  get #areStatusesCurrent(): boolean {
    if (this.#seesAssignments) return true;
    const withoutTotal = this.#watch.limits.visiblePointsSuffice ? Infinity : 0;
    return this.#statusesAt > (this.#totals?.at ?? Infinity) && (this.targeted ?? withoutTotal) >= this.judged.length;
  }

  /** The outcome that the reads prove. `undefined` if a read is missing that could prove another one. */
  outcome({
    allTargetsVisible,
  }: DistributionProgress): Exclude<DistributionProgress["outcome"], "stalled"> | undefined {
    if (this.#existence?.rows === false && this.#existence.at >= this.#situationSince) return "package-gone";
    if (!this.hasStarted || this.missingSupplement !== undefined) return undefined;
    if (this.#situation === "empty") return "no-targets";
    const isEnough = allTargetsVisible || this.#watch.limits.visiblePointsSuffice;
    if (this.#situation === "installed" && isEnough && this.#areStatusesCurrent) return "done";
    return this.#situation === "failed" && this.#areStatusesCurrent ? "failed" : "in-progress";
  }
}
