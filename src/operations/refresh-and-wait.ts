import type { Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { watchLimits, type DistributionLimits } from "./distribution/watch-arguments.js";
import type { RefreshArguments, RefreshDistributed, RefreshPhase } from "./refresh/refresh-types.js";
import { RefreshWaiter } from "./refresh/refresh-waiter.js";
import { prepareRefresh } from "./refresh/send-refresh.js";
import type { PackageClassName, PackageTarget } from "./site/package-target.js";
import { ProgressListener } from "./site/progress-listener.js";

export type { RefreshDistributed, RefreshPhase } from "./refresh/refresh-types.js";

/**
 * Options of {@link refreshAndWait}. `timeoutMs` limits all reads and waits together: before the call, for the new version
 * and for the distribution points. It does not limit the call.
 */
export interface RefreshAndWaitOptions extends DistributionLimits {
  /** Must be exactly `true` for a task sequence package, because the refresh makes it unusable. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only. */
  readonly contextID?: string | undefined;
  /** Timeout of the call, in milliseconds, as `timeoutMs` of `refreshPkgSource`. */
  readonly callTimeoutMs?: number | undefined;
  /**
   * Receives each phase. Can be async. If it throws or rejects, the wait ends and `refreshAndWait` rejects with that error;
   * an accepted refresh stays accepted.
   */
  readonly onProgress?: ((phase: RefreshPhase) => unknown) | undefined;
}

/** Options with the acknowledgement that the call makes a task sequence unusable. */
export interface AcknowledgedRefreshAndWaitOptions extends RefreshAndWaitOptions {
  readonly acknowledgeInoperable: true;
}

/**
 * Refreshes a package and waits until the new version is on all its distribution points. It reads the version, calls
 * `RefreshPkgSource` once, waits until the version increases, and watches that version.
 *
 * @param target - concrete class and ID of the package
 * @param options - limits of the wait, `onProgress`, and options of `refreshPkgSource`
 * @returns `distributed`. Failures before the call are those of {@link refreshPkgSource}, with `execution` `not-executed`.
 *   After an accepted call, `execution` is `executed` and `before` is the version before the call: `timeout` (without
 *   `progress` if the version did not increase), `aborted`, and `not-distributed` with `progress` (all zero if the package
 *   could not be read any more). To resume, wait for a version greater than `before.SourceVersion`; do not refresh again.
 *   After a lost response, `execution` is `unknown`; if the version did not increase, the failure is that of the call
 * @example
 * ```ts
 * import { refreshAndWait, type Transport } from "configmgr-sdk";
 *
 * export async function refreshEverywhere(transport: Transport) {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   const result = await refreshAndWait(transport, target, { timeoutMs: 2 * 3_600_000 });
 *   return result.ok ? `version ${result.value.progress.sourceVersion} is on all distribution points` : result.failure.message;
 * }
 * ```
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
  const { className, PackageID } = prepared.value.target;
  const limits = watchLimits(PackageID, options);
  if (!limits.ok) return limits;
  const { signal, clock, callTimeoutMs, onProgress } = options;
  const waiter = new RefreshWaiter(transport, {
    signal,
    clock,
    limits: limits.value,
    callTimeoutMs,
    className,
    spreadsReads: false,
    // Without a listener, status messages are read only once, after the timeout.
    readsMessages: onProgress !== undefined,
  });
  const listener = new ProgressListener(onProgress, () => {
    waiter.endWaits();
  });
  const result = await waiter.refresh(prepared.value, {
    report: (phase) => {
      listener.report(phase);
    },
    onSent: () => undefined,
  });
  await listener.settle();
  return result;
}
