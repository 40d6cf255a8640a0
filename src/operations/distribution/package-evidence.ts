import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";
import type { Result } from "../../result.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { isTransient } from "../site/poll-timer.js";
import type { DistributionWatch } from "./watch-arguments.js";
import {
  largestTotal,
  targetedPoints,
  type DistributionTotals,
  type PointStatus,
  type TargetedPoint,
  type TargetRow,
} from "./points.js";
import {
  failedStatuses,
  judgePoint,
  statusesByPoint,
  unassignedPoints,
  type JudgedPoint,
  type StatusesByPoint,
} from "./progress.js";

/** The rows that a watch reads, apart from the status rows. */
export interface SupplementRows {
  readonly targets: TargetRow;
  readonly totals: DistributionTotals;
  /** One row if the package exists. */
  readonly existence: unknown;
}

/** A kind of rows that a watch reads, apart from the status rows. */
export type Supplement = keyof SupplementRows;

/**
 * What the last status rows suggest. `installed` and `failed` suggest an outcome, which the supplements must confirm.
 * `empty`: no distribution points. `silent`: no status rows. `incomplete`: a status row is missing, or the site removes the
 * content.
 */
type Situation = "installed" | "failed" | "empty" | "silent" | "incomplete" | "in-progress";

/** The last read of a supplement. */
class Known<Row> {
  /** Number of the read; -1 if the supplement was not read. */
  at = -1;
  /** `undefined` after a read: the account is not permitted to read them. */
  rows: readonly Row[] | undefined;

  set(at: number, rows: readonly Row[] | undefined): void {
    this.at = at;
    this.rows = rows;
  }
}

type KnownSupplements = { readonly [Name in Supplement]: Known<SupplementRows[Name]> };

/**
 * What was read about one package, and the outcome that it proves. It reads nothing itself.
 *
 * Status rows alone never end a watch: a distribution point can be added or removed in the meantime. So an outcome counts
 * only if its supplements were read in or after the read that first suggested this outcome.
 */
export class PackageEvidence {
  /** The failure of a read in this poll, if the poll can conclude nothing without that read. */
  pollFailure: Failure | undefined;
  judged: readonly JudgedPoint[] = [];
  readonly #watch: DistributionWatch;
  #assignedCount = 0;
  #statuses: readonly PointStatus[] | undefined;
  #baseline: StatusesByPoint | undefined;
  readonly #known: KnownSupplements = { targets: new Known(), totals: new Known(), existence: new Known() };
  #situation: Situation | undefined;
  #evidence = "";
  #evidenceTotal: number | undefined;
  #evidenceCount: number | undefined;
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
      // A change might be missed in this poll. So supplements from before this poll must not confirm an outcome after it.
      this.#evidence = "";
      return;
    }
    this.#reads += 1;
    this.#statusesAt = this.#reads;
    this.#statuses = rows.value;
    this.#baseline ??= statusesByPoint(failedStatuses(rows.value));
    this.#judge();
  }

  takeSupplement<Name extends Supplement>(name: Name, rows: Result<readonly SupplementRows[Name][]>): void {
    const known = this.#known[name];
    this.#reads += 1;
    if (rows.ok || !isTransient(rows.failure.kind)) {
      // If the assignments cannot be read any more, the watch still waits for those that were read before.
      const kept = name === "targets" ? known.rows : undefined;
      known.set(this.#reads, rows.ok ? rows.value : kept);
    } else {
      // The next successful read can be many polls later. Other supplements from before this failure are then too old.
      this.#evidence = "";
      if (known.at < 0) this.pollFailure ??= rows.failure;
    }
    if (name !== "existence") this.#judge();
  }

  /** The supplement that the package needs next to confirm an outcome. `undefined` if it needs none. */
  get missingSupplement(): Supplement | undefined {
    const missing = this.#supplements().find((name) => this.#known[name].at < this.#situationSince);
    if (missing !== undefined) return missing;
    const { targets, totals, existence } = this.#known;
    // The assignments must be read before and after the package was seen to exist. Otherwise they might be missing because the
    // package was deleted or created at that moment.
    if (this.#situation === "empty") return targets.at < existence.at ? "targets" : undefined;
    // They must also be read after the total. Otherwise the total might be smaller because an assignment ended in the
    // meantime, and a distribution point that the account cannot see would be overlooked.
    const seesAll = this.targeted !== undefined && this.targeted <= this.judged.length;
    const needsOrder = this.#situation === "installed" && this.#seesAssignments && seesAll;
    return needsOrder && targets.at < totals.at ? "targets" : undefined;
  }

  /** The supplement with the oldest read. A poll with a free request reads it again, because it can show a change first. */
  get oldestSupplement(): Supplement | undefined {
    return this.#supplements().toSorted((one, other) => this.#known[one].at - this.#known[other].at)[0];
  }

  /** Whether status rows, targets and totals were all read once. */
  get hasStarted(): boolean {
    return this.#statuses !== undefined && this.#known.targets.at >= 0 && this.#known.totals.at >= 0;
  }

  /** The site's total of distribution points. `undefined` if it was not read. */
  get targeted(): number | undefined {
    return largestTotal(this.#known.totals.rows);
  }

  #supplements(): readonly Supplement[] {
    if (this.#statuses === undefined || this.pollFailure !== undefined) return [];
    if (this.#known.totals.at < 0) return ["totals"];
    if (this.#known.targets.at < 0) return ["targets"];
    // Without an assignment, the package might not exist any more, so this is read too.
    const existence = this.#known.targets.rows?.length === 0 ? (["existence"] as const) : [];
    switch (this.#situation) {
      case "installed":
        return this.#seesAssignments ? ["totals", "targets", ...existence] : ["targets", "totals"];
      case "failed":
        return this.#known.targets.rows === undefined ? ["targets", "totals"] : ["targets", ...existence];
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
    const assigned = targetedPoints(this.#known.targets.rows ?? []).map(judge);
    const unassigned = unassignedPoints(this.#known.targets.rows, rows).map(judge).map(this.#withoutFailure);
    this.judged = [...assigned, ...unassigned];
    this.#assignedCount = assigned.length;
    this.#situation = this.#situationOf();
    // An outcome combines several reads. So after a change of situation, points, assignments or total, each supplement is read
    // again. The first read of assignments or total is no change.
    const points = this.judged.map(({ point }) => point.nalPath);
    const evidence = JSON.stringify([this.#situation, points]);
    const hasOtherTotal = this.#evidenceTotal !== undefined && this.#evidenceTotal !== this.targeted;
    const hasOtherCount = this.#evidenceCount !== undefined && this.#evidenceCount !== assigned.length;
    if (evidence !== this.#evidence || hasOtherTotal || hasOtherCount) this.#situationSince = this.#reads;
    this.#evidence = evidence;
    this.#evidenceTotal = this.targeted;
    this.#evidenceCount = this.#known.targets.at < 0 ? undefined : assigned.length;
  }

  // A failed point without an assignment might be left over from a removal, so its failure does not count. If the account
  // cannot read assignments, the failure counts.
  readonly #withoutFailure = (judged: JudgedPoint): JudgedPoint =>
    judged.verdict === "failed" && this.#seesAssignments ? { ...judged, verdict: "pending" } : judged;

  // A baseline from before a refresh shows which failures are new. Without it, the creation time of the version shows that.
  #createdAt(): string | undefined {
    if (this.#watch.baseline !== undefined) return undefined;
    const { sourceVersion } = this.#watch;
    return this.#known.totals.rows?.find(({ SourceVersion }) => SourceVersion >= sourceVersion)?.SourceDate;
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
    return this.#known.targets.rows !== undefined;
  }

  // Status rows can be left over from a removal. If the account cannot read assignments, only the site's total shows that.
  // Then the status rows must be read once more after the total, and must not have more distribution points than the total.
  get #areStatusesCurrent(): boolean {
    if (this.#seesAssignments) return true;
    const withoutTotal = this.#watch.limits.visiblePointsSuffice ? Infinity : 0;
    return this.#statusesAt > this.#known.totals.at && (this.targeted ?? withoutTotal) >= this.judged.length;
  }

  /** The outcome that the reads prove. `undefined` if a missing read might prove another outcome. */
  outcome({
    allTargetsVisible,
  }: DistributionProgress): Exclude<DistributionProgress["outcome"], "stalled"> | undefined {
    if (this.#known.existence.rows?.length === 0 && this.#known.existence.at >= this.#situationSince)
      return "package-gone";
    if (!this.hasStarted || this.missingSupplement !== undefined) return undefined;
    if (this.#situation === "empty") return "no-targets";
    const isEnough = allTargetsVisible || this.#watch.limits.visiblePointsSuffice;
    if (this.#situation === "installed" && isEnough && this.#areStatusesCurrent) return "done";
    return this.#situation === "failed" && this.#areStatusesCurrent ? "failed" : "in-progress";
  }
}
