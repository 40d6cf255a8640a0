import { reportedRows, type PackageModel, type PointModel, type SiteModel } from "./site-model.js";

/** The facts about a package at one moment, with which the tests compare an outcome. */
export interface Truth {
  readonly atMs: number;
  /** All distribution points have the version. */
  readonly isDone: boolean;
  /** All distribution points that the account sees have the version. */
  readonly isDoneVisibly: boolean;
  /** A visible distribution point has failed, and no other one is in progress unless the watch stops on a failure. */
  readonly hasFailed: boolean;
  readonly hasNoVisibleTargets: boolean;
  readonly isGone: boolean;
  /** All distribution points have the version, and every row that the account sees reports it. */
  readonly isPlainlyDone: boolean;
}

/** The version that a watch waits for, and its options. */
export interface Wanted {
  readonly version: number;
  /** Start of the watch or of the refresh, in milliseconds of model time. */
  readonly sinceMs: number;
  readonly stopOnFailedPoint: boolean;
  /** Whether the account can read assignments. If not, it sees a distribution point only if this has status rows. */
  readonly seesAssignments: boolean;
}

/** Records the facts about one package each time an event changes the site. */
export class TruthRecord {
  readonly #truths: Truth[] = [];
  readonly #record: () => void;

  constructor(site: SiteModel, one: PackageModel, wanted: Wanted) {
    this.#record = () => {
      this.#truths.push(truthOf(one, wanted, site.nowMs));
    };
    this.#record();
    const before = site.onChange;
    site.onChange = () => {
      before();
      this.#record();
    };
  }

  /** Returns whether the condition was true at some moment between `fromMs` and now. */
  wasTrue(is: (truth: Truth) => boolean, fromMs: number): boolean {
    // Recorded facts are true until the next record.
    return this.#truths.some((truth, index) => (this.#truths[index + 1]?.atMs ?? Infinity) >= fromMs && is(truth));
  }

  /** The facts at the current time. */
  get now(): Truth | undefined {
    return this.#truths.at(-1);
  }
}

function truthOf(
  one: PackageModel,
  { version, sinceMs, stopOnFailedPoint, seesAssignments }: Wanted,
  atMs: number,
): Truth {
  const targets = one.exists && one.hasAssignments ? one.points.filter(isAssigned) : [];
  const visible = targets.filter(({ plan, rows }) => !plan.isHidden && (seesAssignments || rows.length > 0));
  const has = (point: PointModel) => point.content !== undefined && point.content >= version;
  const createdMs = Math.min(...[...one.createdMs].filter(([made]) => made >= version).map(([, ms]) => ms));
  const hasFailed = (point: PointModel) =>
    point.rows.some(
      ({ failure }) =>
        failure !== undefined && (failure.version >= version || failure.atMs >= Math.min(sinceMs, createdMs)),
    );
  return {
    atMs,
    isDone: targets.length > 0 && targets.every(has),
    isDoneVisibly: visible.length > 0 && visible.every(has),
    hasFailed:
      visible.some(hasFailed) && (stopOnFailedPoint || visible.every((point) => hasFailed(point) || has(point))),
    hasNoVisibleTargets: one.exists && visible.length === 0,
    isGone: !one.exists,
    isPlainlyDone:
      one.plan.totals !== "no-row" &&
      one.hasStatusRows &&
      targets.length > 0 &&
      targets.every(
        (point) =>
          has(point) &&
          !point.plan.isHidden &&
          point.rows.length > 0 &&
          reportedRows(one, point).every(({ State, SourceVersion }) => State === 0 && SourceVersion >= version),
      ),
  };
}

function isAssigned({ assignment }: PointModel): boolean {
  return assignment === "assigned";
}
