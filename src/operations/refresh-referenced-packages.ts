import type { Failure } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { isPackageClassName, type PackageClassName, type PackageTarget } from "./site/package-target.js";
import { referencedPackages, type ReferencedPackages } from "./referenced-packages.js";
import type { RefreshAllOptions } from "./batch/refresh-all-types.js";
import { refreshAll } from "./refresh-all.js";
import type { RefreshOutcome } from "./refresh/refresh-outcome.js";
import { wasNeverSent } from "./batch/refresh-run.js";
import { isSafeTarget } from "./site/task-sequence-acknowledgement.js";

/** Options of {@link refreshReferencedPackages}. */
export interface RefreshReferencedOptions extends RefreshAllOptions {
  /** Classes whose packages are to be refreshed. Nothing else is; task sequences never are. */
  readonly include: readonly PackageClassName[];
}

/** Something that the task sequence needs and that was not refreshed. */
export type NotRefreshed =
  | { readonly reason: "not-included" | "task-sequence" | "not-started"; readonly target: PackageTarget }
  | { readonly reason: "failed"; readonly target: PackageTarget; readonly failure: Failure }
  | { readonly reason: "application"; readonly modelName: string }
  | { readonly reason: "missing"; readonly PackageID: string };

/** What became of everything that a task sequence needs. */
export interface ReferencedRefresh {
  readonly refreshed: readonly RefreshOutcome[];
  /** Why each of the others was not; a failure whose `execution` is `unknown` may have been refreshed all the same. */
  readonly notRefreshed: readonly NotRefreshed[];
}

/**
 * Refreshes the packages that a task sequence needs, each on its own class: what people want who think of refreshing the
 * task sequence itself. Only classes under `include` are touched; applications have no refresh and are reported.
 *
 * @param transport - carries the calls
 * @param taskSequencePackageID - the task sequence, which itself is left alone
 * @param options - `include`, and as for {@link refreshAll}
 * @returns what was refreshed, and why the rest was not. Failures: `invalid-argument`, and those of
 *   {@link referencedPackages}; a package that failed is in the value
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
export async function refreshReferencedPackages(
  transport: Transport,
  taskSequencePackageID: string,
  options: RefreshReferencedOptions,
): Promise<Result<ReferencedRefresh>> {
  // Callers in JavaScript can leave the options out.
  const { include, ...runOptions }: Partial<RefreshReferencedOptions> = { ...options };
  const operation = { className: "SMS_TaskSequencePackage", PackageID: taskSequencePackageID };
  if (!Array.isArray(include) || !include.every(isPackageClassName)) {
    return invalidArgument(operation, "include", "must be a list of package classes");
  }
  const needs = await referencedPackages(transport, taskSequencePackageID, runOptions);
  if (!needs.ok) return needs;

  const refreshed: RefreshOutcome[] = [];
  const failed: NotRefreshed[] = [];
  const started = new Set<string>();
  const included = needs.value.packages.filter(({ className }) => include.includes(className)).filter(isSafeTarget);
  const run = refreshAll(transport, included, runOptions);
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
