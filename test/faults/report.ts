import type { Execution } from "../../src/index.js";
import type { Call } from "../../src/simulator/index.js";
import type { CallPlan } from "./call-plan.js";
import type { TcpTrace } from "./tcp-proxy.js";

/** The library's result of one call. */
export interface Claim {
  readonly plan: CallPlan;
  /** Refreshes of the same package by another administrator during the call. */
  readonly otherRefreshes: number;
  /** Whether the site ran the call, according to the library. */
  readonly execution: Execution;
  /** Kind of the failure, or `success`. */
  readonly kind: string;
  readonly trace: TcpTrace;
}

export interface FaultRow {
  calls: number;
  executed: number;
  notExecuted: number;
  unknown: number;
  /** Number of calls with execution `unknown` that the site ran. */
  unknownButRan: number;
  wrongClaims: number;
}

/** The counts of all calls of a campaign. */
export interface Report {
  readonly seed: number;
  readonly calls: number;
  /** Results that the site's call log contradicts. */
  readonly wrongClaims: number;
  /** Method calls that the site ran more than once. */
  readonly repeatedCalls: number;
  readonly unknown: number;
  /** Number of results with execution `unknown` although no byte of the call can have been sent. */
  readonly unknownUnwritten: number;
  readonly perFault: Readonly<Record<string, FaultRow>>;
  /** One text for each result that is wrong, or `unknown` without a reason, and for each call that ran twice. */
  readonly complaints: readonly string[];
}

/** Compares the library's results with the calls that the site ran. */
export function judgeClaims({
  seed,
  claims,
  callLog,
  written,
}: {
  readonly seed: number;
  readonly claims: readonly Claim[];
  readonly callLog: readonly Call[];
  readonly written: ReadonlySet<string>;
}): Report {
  const ran = new Map<string, number>();
  for (const { PackageID = "" } of callLog) ran.set(PackageID, (ran.get(PackageID) ?? 0) + 1);

  const perFault: Record<string, FaultRow> = {};
  const complaints: string[] = [];
  let repeatedCalls = 0;
  let unknownUnwritten = 0;
  for (const { plan, execution, kind, trace, otherRefreshes } of claims) {
    const calls = (ran.get(plan.PackageID) ?? 0) - otherRefreshes;
    const times = plan.operation === "write" ? Number(written.has(plan.PackageID)) : calls;
    const isWrong = (execution === "executed" && times === 0) || (execution === "not-executed" && times > 0);
    const isNeedless = execution === "unknown" && !trace.mayHaveWritten;
    const row = (perFault[plan.label] ??= emptyRow());
    row.calls += 1;
    row[execution === "not-executed" ? "notExecuted" : execution] += 1;
    if (execution === "unknown" && times > 0) row.unknownButRan += 1;
    if (isWrong) row.wrongClaims += 1;
    if (times > 1) repeatedCalls += 1;
    if (isNeedless) unknownUnwritten += 1;
    if (isWrong || isNeedless || times > 1) {
      complaints.push(
        `${plan.PackageID} ${plan.operation}, ${plan.label}: execution ${execution} (${kind}), ran ${times} times`,
      );
    }
  }
  const sum = (column: keyof FaultRow) => Object.values(perFault).reduce((total, row) => total + row[column], 0);
  return {
    seed,
    calls: claims.length,
    wrongClaims: sum("wrongClaims"),
    repeatedCalls,
    unknown: sum("unknown"),
    unknownUnwritten,
    perFault: Object.fromEntries(Object.entries(perFault).sort(([a], [b]) => (a < b ? -1 : 1))),
    complaints,
  };
}

function emptyRow(): FaultRow {
  return { calls: 0, executed: 0, notExecuted: 0, unknown: 0, unknownButRan: 0, wrongClaims: 0 };
}

/** Returns the report as a text table. */
export function tableOf(report: Report): string {
  const columns = ["calls", "executed", "notExecuted", "unknown", "unknownButRan", "wrongClaims"] as const;
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(42)}${cells.map((cell) => String(cell).padStart(14)).join("")}`;
  return [
    line("fault", columns),
    ...Object.entries(report.perFault).map(([label, row]) =>
      line(
        label,
        columns.map((column) => row[column]),
      ),
    ),
    ...report.complaints,
  ].join("\n");
}
