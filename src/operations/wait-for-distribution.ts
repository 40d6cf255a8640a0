import type { DistributionProgress, OnDistributionProgress } from "../distribution-progress.js";
import { fail, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { notDistributed, watchTimeout } from "./distribution/watch-failures.js";
import { ProgressListener } from "./site/progress-listener.js";
import { watchDistribution, type WatchDistributionOptions } from "./watch-distribution.js";

/** Options of {@link waitForDistribution}. */
export interface WaitForDistributionOptions extends WatchDistributionOptions {
  /** Receives the progress after each poll. */
  readonly onProgress?: OnDistributionProgress | undefined;
}

/**
 * Waits until a version of a package is on all its distribution points.
 *
 * @param PackageID - the package, of any class
 * @param options - those of {@link watchDistribution}, and `onProgress`. `timeoutMs` includes the requests
 * @returns the last progress if its outcome is `done`. Failures: `not-distributed` for every other outcome and
 *   `timeout`, both with `progress`; `aborted`; `invalid-argument`; `not-found` for the package with
 *   `sourceVersion: "current"`; or a failed read
 * @example
 * ```ts
 * import { waitForDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function arrived(transport: Transport) {
 *   const result = await waitForDistribution(transport, "P0100012", { sourceVersion: 5, timeoutMs: 3_600_000 });
 *   return result.ok ? result.value.installed : result.failure.progress?.failed;
 * }
 * ```
 */
export async function waitForDistribution(
  transport: Transport,
  PackageID: string,
  options: WaitForDistributionOptions,
): Promise<Result<DistributionProgress>> {
  // Callers in JavaScript can omit the options.
  const { onProgress }: Partial<WaitForDistributionOptions> = { ...options };
  const listener = new ProgressListener(onProgress);
  const execution = "not-executed";
  let last: Result<DistributionProgress> = fail(watchTimeout({ PackageID, execution }));
  for await (const poll of watchDistribution(transport, PackageID, options)) {
    last = poll;
    if (poll.ok) listener.report(poll.value);
    if (listener.hasFailed) break;
  }
  await listener.settle();
  return last.ok && !last.value.done
    ? fail(notDistributed({ PackageID: last.value.PackageID, execution }, last.value))
    : last;
}
