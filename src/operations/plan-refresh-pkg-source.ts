import * as z from "zod";
import { succeed, type Result } from "../result.js";
import type { CallOptions, MethodCall, Transport } from "../transport/transport.js";
import { readTargetedPoints, type TargetedPoint } from "./distribution/points.js";
import { packageTarget, type PackageTarget } from "./site/package-target.js";
import { readPackageRow } from "./site/read-package.js";
import { optionalText, optionalUint32 } from "../wmi/row-values.js";
import { refreshCall, refreshMethodName } from "./refresh/send-refresh.js";

/** One thing that must be so before a refresh makes sense. */
export interface RefreshCheck {
  /** `task-sequence` stands for the caution: it fails for a package that a refresh would leave unusable. */
  readonly name: "exists" | "task-sequence" | "source" | "owner" | "points";
  readonly ok: boolean;
  /** What was found, for a person; `null` where nothing was. */
  readonly found: string | null;
}

/** A point that a refresh would send content to. */
export type PlannedPoint = Pick<TargetedPoint, "name" | "siteCode">;

/** What a refresh would do. Nothing was called. */
export interface RefreshPlan {
  readonly phase: "planned";
  /** Every check is ok. */
  readonly ready: boolean;
  readonly checks: readonly RefreshCheck[];
  /** The call that would go out. */
  readonly request: MethodCall;
  /** Where the content would go. */
  readonly targets: readonly PlannedPoint[];
  /** Size of the source; no page gives a unit, console and public scripts read it as KB. 0 where it is not known. */
  readonly PackageSize: number;
}

const planRow = z.object({
  PackageID: z.string(),
  PackageType: optionalUint32,
  PackageSize: optionalUint32,
  PkgSourceFlag: optionalUint32,
  PkgSourcePath: optionalText,
  SourceSite: optionalText,
});

type PlanRow = z.output<typeof planRow>;

/** `PkgSourceFlag` of packages without source files: yet to be said, and none (documented). */
const sourcelessFlags: readonly number[] = [0, 1];

/**
 * Looks what a refresh would do and cost, and calls nothing. Needs no acknowledgement for a task sequence.
 *
 * @param transport - carries the reads
 * @param target - the package, by its concrete class and its ID
 * @param options - `signal`; `timeoutMs` in milliseconds, for each read
 * @returns the plan; a package that is not there is a plan that is not ready. Failures: `invalid-argument`;
 *   `not-acknowledged` for a task sequence under another class' name; or what the transport met
 * @example
 * ```ts
 * import { planRefreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function preview(transport: Transport) {
 *   const plan = await planRefreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
 *   if (!plan.ok) return plan.failure.message;
 *   return plan.value.checks.map(({ name, ok, found }) => `${ok ? "ok" : "NO"} ${name}: ${found ?? "-"}`).join("\n");
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export async function planRefreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: CallOptions = {},
): Promise<Result<RefreshPlan>> {
  const checked = packageTarget(target);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  const { signal, timeoutMs } = options;
  const isNamedTaskSequence = className === "SMS_TaskSequencePackage";
  const row = await readPackageRow(transport, checked.value, planRow, {
    signal,
    timeoutMs,
    refuseTaskSequenceFor: isNamedTaskSequence ? undefined : refreshMethodName,
  });
  if (!row.ok && row.failure.kind !== "not-found") return row;
  const points = row.ok ? await readTargetedPoints(transport, PackageID, { signal, timeoutMs }) : succeed([]);
  if (!points.ok) return points;

  const found = row.ok ? row.value : undefined;
  const checks: RefreshCheck[] = [
    { name: "exists", ok: row.ok, found: row.ok ? className : (row.failure.advice ?? null) },
    { name: "task-sequence", ok: !isNamedTaskSequence, found: className },
    checkSource(found),
    { name: "owner", ok: Boolean(found?.SourceSite), found: found?.SourceSite ?? null },
    { name: "points", ok: points.value.length > 0, found: String(points.value.length) },
  ];
  return succeed({
    phase: "planned",
    ready: checks.every(({ ok }) => ok),
    checks,
    request: refreshCall(checked.value),
    targets: points.value.map(({ name, siteCode }) => ({ name, siteCode })),
    PackageSize: found?.PackageSize ?? 0,
  });
}

function checkSource(row: PlanRow | undefined): RefreshCheck {
  const { PkgSourceFlag, PkgSourcePath = "" } = row ?? {};
  const hasSource = PkgSourcePath !== "" && !(PkgSourceFlag !== undefined && sourcelessFlags.includes(PkgSourceFlag));
  return { name: "source", ok: hasSource, found: PkgSourcePath === "" ? null : PkgSourcePath };
}
