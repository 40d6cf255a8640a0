import type { Failure } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { isPackageClassName, type PackageClassName, type PackageTarget } from "./site/package-target.js";
import { referencedPackages, type ReferencedPackages } from "./task-sequence/referenced-packages.js";
import type { RefreshAllAndWaitOptions, RefreshAllOptions, SafeTarget } from "./batch/refresh-all-types.js";
import { isWaiting, refreshAll, waitLimits } from "./refresh-all.js";
import type { RefreshDistributed, RefreshOutcome } from "./refresh/refresh-types.js";
import { wasNeverSent } from "./batch/refresh-run.js";
import { checkConfirm } from "./site/confirm.js";
import { isSafeTarget } from "./site/task-sequence-acknowledgement.js";

interface Included {
  /** Classes whose packages are refreshed. Packages of other classes and task sequences are never refreshed. */
  readonly include: readonly PackageClassName[];
}

/** Options of {@link refreshReferencedPackages}. */
export interface RefreshReferencedOptions extends RefreshAllOptions, Included {}

/** Options of {@link refreshReferencedPackages} with `wait`. */
export interface RefreshReferencedAndWaitOptions extends RefreshAllAndWaitOptions, Included {}

/** Something that the task sequence needs and that was not refreshed. */
export type NotRefreshed =
  | { readonly reason: "not-included" | "task-sequence" | "not-started"; readonly target: PackageTarget }
  | { readonly reason: "failed"; readonly target: PackageTarget; readonly failure: Failure }
  | { readonly reason: "application"; readonly modelName: string }
  | { readonly reason: "missing"; readonly PackageID: string };

/** The results of everything that a task sequence needs. */
export interface ReferencedRefresh<Value = RefreshOutcome> {
  readonly refreshed: readonly Value[];
  /**
   * Why each of the others was not refreshed. A failure with `execution` `unknown` might belong to a refresh that happened,
   * and with `wait` a failure with `before` belongs to an accepted refresh.
   */
  readonly notRefreshed: readonly NotRefreshed[];
}

/**
 * Refreshes the packages that a task sequence needs, each on its own class. This is the safe alternative to a refresh of
 * the task sequence itself. Only packages of the classes in `include` are refreshed. Applications have no refresh and are
 * reported.
 *
 * @param taskSequencePackageID - the task sequence. It is not refreshed
 * @param options - `include`, and options of {@link refreshAll}, also `wait`
 * @returns what was refreshed, and why the rest was not. Failures: `invalid-argument`, and those of
 *   {@link referencedPackages}. The failure of one package is in the value
 * @throws TypeError or RangeError as of {@link refreshAll}, before anything is read
 * @example
 * ```ts
 * import { refreshReferencedPackages, type Transport } from "configmgr-sdk";
 *
 * export async function refreshDrivers(transport: Transport) {
 *   const result = await refreshReferencedPackages(transport, "P010001F", { include: ["SMS_DriverPackage"] });
 *   return result.ok ? result.value.refreshed.length : 0;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/refreshpkgsource-method-in-class-sms_tasksequencepackage
 */
export function refreshReferencedPackages(
  transport: Transport,
  taskSequencePackageID: string,
  options: RefreshReferencedAndWaitOptions,
): Promise<Result<ReferencedRefresh<RefreshDistributed>>>;
export function refreshReferencedPackages(
  transport: Transport,
  taskSequencePackageID: string,
  options: RefreshReferencedOptions,
): Promise<Result<ReferencedRefresh>>;
export async function refreshReferencedPackages(
  transport: Transport,
  taskSequencePackageID: string,
  options: RefreshReferencedOptions | RefreshReferencedAndWaitOptions,
): Promise<Result<ReferencedRefresh<RefreshOutcome | RefreshDistributed>>> {
  // Callers in JavaScript can omit the options.
  const { include, ...runOptions }: Partial<RefreshReferencedOptions> | RefreshReferencedAndWaitOptions = {
    ...options,
  };
  const operation = { className: "SMS_TaskSequencePackage", PackageID: taskSequencePackageID };
  if (!Array.isArray(include) || !include.every(isPackageClassName)) {
    return invalidArgument(operation, "include", 'must be an array of package class names, such as "SMS_Package"');
  }
  // `refreshAll` checks the options, so the run is made before the task sequence is read. It takes targets from `included`
  // only when it is iterated.
  const included: SafeTarget[] = [];
  const run = isWaiting(runOptions)
    ? refreshAll(transport, included, runOptions)
    : refreshAll(transport, included, runOptions);
  const limits = isWaiting(runOptions) ? waitLimits(runOptions.wait) : checkConfirm(operation, runOptions);
  if (!limits.ok) return limits;
  const needs = await referencedPackages(transport, taskSequencePackageID, runOptions);
  if (!needs.ok) return needs;

  const refreshed: (RefreshOutcome | RefreshDistributed)[] = [];
  const failed: NotRefreshed[] = [];
  const started = new Set<string>();
  included.push(...needs.value.packages.filter(({ className }) => include.includes(className)).filter(isSafeTarget));
  for await (const { target, result } of run) {
    if (!result.ok && wasNeverSent(result.failure)) continue;
    started.add(target.PackageID);
    if (result.ok) refreshed.push(result.value);
    else failed.push({ reason: "failed", target, failure: result.failure });
  }
  const notStarted = included
    .filter(({ PackageID }) => !started.has(PackageID))
    .map((target): NotRefreshed => ({ reason: "not-started", target }));
  return succeed({ refreshed, notRefreshed: [...failed, ...notStarted, ...leftOut(needs.value, include)] });
}

function leftOut(needs: ReferencedPackages, include: readonly PackageClassName[]): NotRefreshed[] {
  const notIncluded = needs.packages.filter(({ className }) => !include.includes(className));
  return [
    ...notIncluded.map((target): NotRefreshed => ({ reason: "not-included", target })),
    ...needs.nestedTaskSequences.map((PackageID): NotRefreshed => {
      const target = { className: "SMS_TaskSequencePackage", PackageID } as const;
      return { reason: "task-sequence", target };
    }),
    ...needs.applications.map((modelName): NotRefreshed => ({ reason: "application", modelName })),
    ...needs.missing.map((PackageID): NotRefreshed => ({ reason: "missing", PackageID })),
  ];
}
