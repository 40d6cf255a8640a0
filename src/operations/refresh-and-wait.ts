import { systemClock } from "../clock.js";
import type { DistributionProgress, OnDistributionProgress } from "../distribution-progress.js";
import { fail, succeed, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { watchRefresh } from "./refresh/confirm-refresh.js";
import { watchBroken, type WatchContext } from "./distribution/failure.js";
import { readPointStatuses } from "./distribution/points.js";
import { nothingSeen } from "./distribution/progress.js";
import { watchLimits, type DistributionLimits } from "./distribution/limits.js";
import { lastProgress, watchPoints } from "./distribution/watch.js";
import type { PackageClassName, PackageTarget } from "./site/package-target.js";
import type { RefreshArguments } from "./refresh/refresh-options.js";
import type { RefreshConfirmed } from "./refresh/refresh-outcome.js";
import { versionDidNotIncrease } from "./refresh/version-did-not-increase.js";
import { PollTimer } from "./site/poll-timer.js";
import { prepareRefresh, readVersionBefore, sendOnce } from "./refresh/send-refresh.js";

/** Options of {@link refreshAndWait}. `timeoutMs` bounds the whole wait: for the new version, and for the points. */
export interface RefreshAndWaitOptions extends DistributionLimits {
  /** Must be `true` for a task sequence package, which the refresh leaves unusable. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only. */
  readonly contextID?: string | undefined;
  /** Limit for the call itself, in milliseconds, as `timeoutMs` of `refreshPkgSource`. */
  readonly callTimeoutMs?: number | undefined;
  readonly onProgress?: OnDistributionProgress | undefined;
}

/** Options that say: I know that this leaves a task sequence unusable. */
export interface AcknowledgedRefreshAndWaitOptions extends RefreshAndWaitOptions {
  readonly acknowledgeInoperable: true;
}

/** The new version is on all distribution points. */
export interface RefreshDistributed {
  readonly phase: "distributed";
  readonly target: PackageTarget;
  readonly confirmed: RefreshConfirmed;
  readonly progress: DistributionProgress;
}

/**
 * Refreshes a package and waits until the new version is on all its distribution points: reads the version, calls
 * `RefreshPkgSource` once, waits for the version to rise, and watches that version arrive.
 *
 * @param transport - carries the calls
 * @param target - the package, by its concrete class and its ID
 * @param options - how long and how often to look, `onProgress`, and what `refreshPkgSource` takes
 * @returns `distributed`. Failures before the call are those of {@link refreshPkgSource} and have `execution`
 *   `not-executed`, as has the package that could not be read. Afterwards: `timeout` (without `progress` when the
 *   version was not seen to rise, and then with what the site's status messages say), `aborted`, and `not-distributed`
 *   with `progress` (all zero where the package could not be read any more), all with `execution` `executed`, or
 *   `unknown` if the response was lost. If the response was lost and the version did not increase, the call's own failure stays.
 * @example
 * ```ts
 * import { refreshAndWait, type Transport } from "configmgr-sdk";
 *
 * export async function refreshEverywhere(transport: Transport) {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   const result = await refreshAndWait(transport, target, { timeoutMs: 2 * 3_600_000 });
 *   return result.ok ? `version ${result.value.progress.sourceVersion} is everywhere` : result.failure.message;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/refreshpkgsource-method-in-class-sms_package
 */
export function refreshAndWait<Name extends PackageClassName>(
  transport: Transport,
  target: PackageTarget<Name>,
  ...[options]: RefreshArguments<Name, RefreshAndWaitOptions, AcknowledgedRefreshAndWaitOptions>
): Promise<Result<RefreshDistributed>>;
export async function refreshAndWait(
  transport: Transport,
  target: PackageTarget,
  options: RefreshAndWaitOptions = {},
): Promise<Result<RefreshDistributed>> {
  const prepared = prepareRefresh(target, options);
  if (!prepared.ok) return prepared;
  const { PackageID } = prepared.value.target;
  const limits = watchLimits(PackageID, options);
  if (!limits.ok) return limits;
  const { signal, clock = systemClock, acknowledgeInoperable, callTimeoutMs, onProgress } = options;

  // The call has a timeout of its own, so the time that it takes does not count.
  const readsBefore = new PollTimer(limits.value, { signal, clock });
  // Read before the call: a distribution point's earlier status is not a result of this refresh.
  const baseline = await readsBefore.read((reads) => readPointStatuses(transport, PackageID, reads));
  if (!baseline.ok) return baseline;
  const before = await readsBefore.read((reads) =>
    readVersionBefore(transport, prepared.value, { ...reads, acknowledgeInoperable }),
  );
  if (!before.ok) return before;
  const timeoutMs = Math.max(1, readsBefore.remainingMs);
  const sent = await sendOnce(transport, prepared.value, before.value, { signal, timeoutMs: callTimeoutMs });
  if (!sent.ok) return sent;
  const timer = new PollTimer({ ...limits.value, timeoutMs }, { signal, clock });
  const watched = await watchRefresh(transport, sent.value, timer);
  if (!watched.ok) return watched;
  const outcome = watched.value;
  // After a lost response, a version increase does not prove that our call ran.
  const execution = outcome.phase === "accepted" ? "executed" : "unknown";
  const context: WatchContext = { PackageID, execution, before: before.value };
  if (outcome.confirmed === undefined) {
    if (outcome.readFailure === undefined || timer.isAborted) {
      return fail(versionDidNotIncrease(outcome, before.value, timer.isAborted));
    }
    const expected = { PackageID, sourceVersion: before.value.SourceVersion + 1 };
    return fail(watchBroken(context, outcome.readFailure, nothingSeen(expected)));
  }

  const watch = {
    ...context,
    sourceVersion: outcome.confirmed.after.SourceVersion,
    limits: { ...limits.value, timeoutMs: Math.max(1, timer.remainingMs) },
    baseline: baseline.value,
  };
  const progress = await lastProgress(watchPoints(transport, watch, { signal, clock }), context, onProgress);
  if (!progress.ok) return progress;
  const { target: refreshed, confirmed } = outcome;
  return succeed({ phase: "distributed", target: refreshed, confirmed, progress: progress.value });
}
