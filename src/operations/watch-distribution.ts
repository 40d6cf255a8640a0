import type { DistributionProgress } from "../distribution-progress.js";
import type { Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { prepareWatch, type DistributionLimits } from "./distribution/limits.js";
import { watchPoints } from "./distribution/watch.js";

/** Options of {@link watchDistribution}. */
export interface WatchDistributionOptions extends DistributionLimits {
  /**
   * The version to wait for. It is required: right after an accepted refresh, every distribution point still reports
   * installed, at the old version. `"current"` is the version of the package when the watch begins.
   */
  readonly sourceVersion: number | "current";
}

/**
 * Watches the distribution of one package version. A poll sends one request, and a second and third one to confirm an
 * outcome, for any number of distribution points.
 *
 * A distribution point is done if it is `installed` at the version or a later one. A failure counts if it is newer than the
 * watch or at the version. The watch continues while other distribution points are in progress, except with
 * `stopOnFailedPoint`. It also waits for distribution points that are added during the watch.
 *
 * @param transport - sends the reads
 * @param PackageID - the package, of any class
 * @param options - `sourceVersion`, and limits of the watch
 * @returns the progress after each poll. The last one has an `outcome` other than `in-progress`, and failed distribution
 *   points have their `reason` there. `done` needs `allTargetsVisible`, except with `visiblePointsSuffice`. Otherwise the
 *   watch ends with a failure: `timeout` (with `progress`), `aborted`, `invalid-argument`, `not-found` for the package
 *   with `"current"`, or a failed read
 * @example
 * ```ts
 * import { watchDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function follow(transport: Transport) {
 *   for await (const poll of watchDistribution(transport, "P0100012", { sourceVersion: 5 })) {
 *     if (poll.ok) console.log(`${poll.value.installed} of ${poll.value.total}, ${poll.value.outcome}`);
 *     else console.error(poll.failure.message);
 *   }
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagestatusdistpointssummarizer-server-wmi-class
 */
export async function* watchDistribution(
  transport: Transport,
  PackageID: string,
  options: WatchDistributionOptions,
): AsyncGenerator<Result<DistributionProgress>, void> {
  const watch = await prepareWatch(transport, PackageID, options);
  if (!watch.ok) {
    yield watch;
    return;
  }
  yield* watchPoints(transport, watch.value, options);
}
