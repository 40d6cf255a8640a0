import type { WmiObject } from "../../src/transport/transport.js";
import { nalPath } from "../support/fake-site.js";
import type { CallPlan, HistoryPlan, PackagePlan, PointPlan } from "./plan.js";

/** The date of the site when model time is 0: 2026-03-09. */
const epochMs = Date.UTC(2026, 2, 9);

const state = { installed: 0, pending: 1, failed: 3, removalPending: 4 } as const;

/** A failed attempt of the site to bring a version to a distribution point. */
export interface FailureModel {
  readonly atMs: number;
  readonly version: number;
}

interface StatusRow {
  readonly State: number;
  readonly SourceVersion: number;
  readonly SummaryDate: string;
  /** The attempt that failed, if the state is a failure. The account does not see it in the row. */
  readonly failure: FailureModel | undefined;
}

/** The true state of a package on one distribution point. */
export interface PointModel {
  readonly name: string;
  readonly plan: PointPlan;
  /** `removed` distribution points can still have rows. */
  assignment: "none" | "assigned" | "removed";
  /** Version whose content is complete on the distribution point. */
  content: number | undefined;
  rows: readonly StatusRow[];
}

/** The true state of a package. */
export interface PackageModel {
  readonly PackageID: string;
  readonly plan: PackagePlan;
  version: number;
  /** When each version was created. */
  readonly createdMs: Map<number, number>;
  exists: boolean;
  hasAssignments: boolean;
  hasStatusRows: boolean;
  points: PointModel[];
}

interface SiteEvent {
  readonly atMs: number;
  readonly happen: () => void;
}

/** A model of a site on which the events of a history happen. Its rows report the true state late, twice, or not at all. */
export class SiteModel {
  readonly packages: readonly [PackageModel, ...PackageModel[]];
  nowMs = 0;
  /** Number of RefreshPkgSource calls that the site ran. */
  executedCalls = 0;
  readonly #events: SiteEvent[] = [];
  /** Called after the events of each moment. */
  onChange: () => void = () => undefined;

  constructor({ packages }: HistoryPlan) {
    const [first, ...others] = packages;
    this.packages = [
      createPackage(first, "P0100010"),
      ...others.map((plan, index) => createPackage(plan, `P010001${index + 1}`)),
    ];
    for (const one of this.packages) this.#schedule(one);
    this.#happen();
  }

  /** Advances the site's time, and runs the events that happen in this time. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let next = this.#events[0]; next !== undefined && next.atMs <= untilMs; next = this.#events[0]) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.#happen();
    }
    this.nowMs = untilMs;
  }

  /** Runs RefreshPkgSource if the call reaches the site. */
  refresh(one: PackageModel, { response, increaseMs }: CallPlan): void {
    if (response === "refused" || response === "lost-before-execution") return;
    this.executedCalls += 1;
    if (increaseMs === undefined) return;
    this.#at(this.nowMs + increaseMs, () => {
      increaseVersion(one, 1, this.nowMs);
    });
    this.#sort();
  }

  #happen(): void {
    while (this.#events[0] !== undefined && this.#events[0].atMs <= this.nowMs) this.#events.shift()?.happen();
    this.onChange();
  }

  #at(atMs: number, happen: () => void): void {
    this.#events.push({ atMs, happen });
  }

  #sort(): void {
    this.#events.sort((one, other) => one.atMs - other.atMs);
  }

  #schedule(one: PackageModel): void {
    const { plan } = one;
    for (const { atMs, by } of plan.increases) {
      this.#at(atMs, () => {
        increaseVersion(one, by, this.nowMs);
      });
    }
    for (const point of one.points) this.#schedulePoint(one, point);
    if (plan.deleteMs !== undefined) this.#scheduleDeletion(one, plan.deleteMs);
    this.#sort();
  }

  #schedulePoint(one: PackageModel, point: PointModel): void {
    const { plan } = point;
    this.#at(plan.addMs, () => {
      assign(one, point, this.nowMs);
    });
    for (const { startMs, durationMs, succeeds, state: during, reportsVersion } of plan.updates) {
      let version: number | undefined;
      this.#at(startMs, () => {
        if (point.assignment !== "assigned" || !one.exists) return;
        version = one.version;
        report(point, during, point.content ?? version, this.nowMs);
      });
      this.#at(startMs + durationMs, () => {
        if (version === undefined || point.assignment !== "assigned" || !one.exists) return;
        if (succeeds) {
          point.content = Math.max(version, point.content ?? 0);
          report(point, state.installed, point.content, this.nowMs);
        } else {
          const reported = reportsVersion ? version : (point.content ?? 0);
          report(point, state.failed, reported, this.nowMs, { atMs: this.nowMs, version });
        }
      });
    }
    if (plan.removeMs === undefined) return;
    this.#at(plan.removeMs, () => {
      if (point.assignment !== "assigned") return;
      point.assignment = "removed";
      if (plan.removalMs > 0) report(point, state.removalPending, point.content ?? 0, this.nowMs);
      else point.rows = [];
    });
    this.#at(plan.removeMs + plan.removalMs, () => {
      if (point.assignment === "removed") Object.assign(point, { assignment: "none", content: undefined, rows: [] });
    });
  }

  #scheduleDeletion(one: PackageModel, deleteMs: number): void {
    const [first, second] = one.plan.deletionSteps;
    const { endsAssignmentsFirst } = one.plan;
    this.#at(endsAssignmentsFirst ? deleteMs + first : deleteMs, () => {
      one.hasStatusRows = false;
    });
    this.#at(endsAssignmentsFirst ? deleteMs : deleteMs + first, () => {
      one.hasAssignments = false;
    });
    const endMs = deleteMs + first + second;
    this.#at(endMs, () => {
      one.exists = false;
    });
    const { recreateMs } = one.plan;
    if (recreateMs === undefined || recreateMs <= endMs) return;
    this.#at(recreateMs, () => {
      Object.assign(one, { exists: true, hasAssignments: true, hasStatusRows: true, version: 1 });
      one.createdMs.clear();
      one.createdMs.set(1, this.nowMs);
      for (const point of one.points) {
        const isAssigned = point.assignment === "assigned";
        Object.assign(point, { content: undefined, rows: [] });
        if (isAssigned) report(point, state.pending, 1, this.nowMs);
      }
    });
  }
}

/** Returns the rows of a class that the account sees, with rows of another package too: a site might ignore the filter. */
export function rowsOf(site: SiteModel, className: string): WmiObject[] {
  const rows = site.packages.flatMap((one) => rowsOfPackage(one, className));
  return [...rows, ...foreignRows(className)];
}

function rowsOfPackage(one: PackageModel, className: string): WmiObject[] {
  const { PackageID, points, plan } = one;
  const visible = points.filter((point) => !point.plan.isHidden);
  switch (className) {
    case "SMS_PackageBaseclass":
    case "SMS_Package":
      if (!one.exists) return [];
      return [{ PackageID, PackageType: 0, SourceVersion: one.version, SourceDate: createdAt(one) }];
    case "SMS_DistributionPoint":
      if (!one.hasAssignments) return [];
      return visible.flatMap((point) => {
        if (point.assignment === "none" || (point.assignment === "removed" && point.rows.length === 0)) return [];
        const row = { ...keysOf(one, point), Status: point.assignment === "removed" ? 3 : 0 };
        return point.plan.isListedTwice ? [row, row] : [row];
      });
    case "SMS_PackageStatusDistPointsSummarizer":
      if (!one.hasStatusRows) return [];
      return visible.flatMap((point) =>
        reportedRows(one, point).map(({ State, SourceVersion, SummaryDate }) => {
          return { ...keysOf(one, point), State, SourceVersion, SummaryDate };
        }),
      );
    case "SMS_PackageStatusRootSummarizer": {
      if (!one.exists || plan.totals === "no-row") return [];
      const Targeted = one.hasAssignments ? points.filter(({ assignment }) => assignment === "assigned").length : 0;
      const row = { PackageID, Targeted, SourceVersion: one.version, SourceDate: createdAt(one) };
      return plan.totals === "extra-row" ? [row, { ...row, Targeted: 0 }] : [row];
    }
    default:
      return [];
  }
}

/** Returns rows of a package that is not watched, in different states, on the same distribution points. */
function foreignRows(className: string): WmiObject[] {
  const PackageID = "P0100099";
  const SourceDate = timeOf(0);
  if (className === "SMS_PackageStatusRootSummarizer")
    return [{ PackageID, Targeted: 0, SourceVersion: 9, SourceDate }];
  if (className !== "SMS_DistributionPoint" && className !== "SMS_PackageStatusDistPointsSummarizer") return [];
  return [0, 1, 3].map((State) => ({
    PackageID,
    ServerNALPath: nalPath(`DP${State}`),
    SiteCode: "P01",
    State,
    SourceVersion: 9,
    SummaryDate: SourceDate,
  }));
}

function keysOf({ PackageID }: PackageModel, { name }: PointModel): WmiObject {
  return { PackageID, ServerNALPath: nalPath(name), SiteCode: "P01" };
}

function createPackage(plan: PackagePlan, PackageID: string): PackageModel {
  return {
    PackageID,
    plan,
    version: plan.version,
    createdMs: new Map([[plan.version, 0]]),
    exists: true,
    hasAssignments: true,
    hasStatusRows: true,
    points: plan.points.map((point, index) => ({
      name: `DP${index}`,
      plan: point,
      assignment: "none",
      content: undefined,
      rows: [],
    })),
  };
}

function assign(one: PackageModel, point: PointModel, nowMs: number): void {
  if (!one.exists || !one.hasAssignments) return;
  point.assignment = "assigned";
  // The version before the current one. Its state at the start of the history is older than the history.
  const old = Math.max(0, one.version - 1);
  if (point.plan.first === "installed") {
    point.content = nowMs === 0 ? old : one.version;
    report(point, state.installed, point.content, nowMs);
  }
  if (point.plan.first === "failed") {
    report(point, state.failed, old, nowMs - 1, { atMs: nowMs - 1, version: old });
  }
  if (point.plan.first === "pending") report(point, state.pending, old, nowMs);
}

function increaseVersion(one: PackageModel, by: number, nowMs: number): void {
  if (!one.exists) return;
  one.version += by;
  one.createdMs.set(one.version, nowMs);
}

function report(point: PointModel, State: number, SourceVersion: number, nowMs: number, failure?: FailureModel): void {
  const row = { State, SourceVersion, SummaryDate: timeOf(nowMs - point.plan.lateMs), failure };
  const [before] = point.rows;
  point.rows = point.plan.secondRow === "previous" && before !== undefined ? [row, before] : [row];
}

/** Returns the status rows that the account sees. A false second row occurs only together with the true row. */
export function reportedRows(one: PackageModel, { rows, plan }: PointModel): readonly StatusRow[] {
  const [row] = rows;
  const installed = { State: state.installed, SourceVersion: one.version, SummaryDate: timeOf(0), failure: undefined };
  const all = plan.secondRow === "installed" && row !== undefined ? [...rows, installed] : rows;
  return plan.isSecondRowFirst ? [...all].reverse() : all;
}

function createdAt(one: PackageModel): string {
  return timeOf(one.createdMs.get(one.version) ?? 0);
}

function timeOf(ms: number): string {
  return new Date(epochMs + ms).toISOString();
}
