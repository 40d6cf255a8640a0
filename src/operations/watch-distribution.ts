import type { DistributionProgress } from "../distribution-progress.js";
import { fail, succeed, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { prepareWatches, type DistributionLimits, type WantedVersion } from "./distribution/watch-arguments.js";
import { rollUp, watchesEnded, type DistributionsProgress } from "./distribution/distributions-progress.js";
import { watchPackages } from "./distribution/shared-watch.js";

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
  // Callers in JavaScript can omit the options.
  const { sourceVersion }: Partial<WatchDistributionOptions> = { ...options };
  const watches = await prepareWatches(transport, [{ PackageID, sourceVersion }], options);
  if (!watches.ok) {
    yield watches;
    return;
  }
  for await (const [watched] of watchPackages(transport, watches.value, options)) {
    if (watched === undefined) return;
    const { result, progress, isProgressCurrent } = watched;
    if (isProgressCurrent && result?.ok !== true) yield succeed(progress);
    if (result !== undefined) yield result;
  }
}

/**
 * Watches the distribution of several package versions with shared polls. Each package is judged as by
 * {@link watchDistribution}. A package with an outcome is not read any more.
 *
 * A poll sends one request for each 200 packages in progress, and at most one more. So an outcome can take one poll longer.
 *
 * @param packages - each package once, with its version: a number, or `"current"` for the version when the watch begins
 * @param options - limits of the watch, for each package
 * @returns the progress of all packages after each poll. The watch ends when each package has an outcome or a failure. If the
 *   timeout passed, the signal fired, or no package could be read, the last item is that failure. `invalid-argument` for an
 *   empty list, a package that is named twice, or invalid limits
 * @example
 * ```ts
 * import { watchDistributions, type Transport } from "configmgr-sdk";
 *
 * export async function followAll(transport: Transport) {
 *   const packages = [
 *     { PackageID: "P0100012", sourceVersion: 5 },
 *     { PackageID: "P0100013", sourceVersion: "current" },
 *   ] as const;
 *   for await (const poll of watchDistributions(transport, packages, { timeoutMs: 3_600_000 })) {
 *     if (!poll.ok) return poll.failure.message;
 *     for (const { PackageID, outcome } of poll.value.packages) console.log(PackageID, outcome);
 *   }
 *   return "all packages have an outcome";
 * }
 * ```
 */
export async function* watchDistributions(
  transport: Transport,
  packages: readonly WantedVersion[],
  options: DistributionLimits = {},
): AsyncGenerator<Result<DistributionsProgress>, void> {
  const watches = await prepareWatches(transport, packages, options);
  if (!watches.ok) {
    yield watches;
    return;
  }
  for await (const watched of watchPackages(transport, watches.value, options)) {
    const progress = rollUp(watched);
    yield succeed(progress);
    const failure = progress.packagesInProgress === 0 ? watchesEnded(progress) : undefined;
    if (failure !== undefined) yield fail(failure);
  }
}
