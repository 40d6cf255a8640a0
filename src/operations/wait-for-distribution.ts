import type { DistributionProgress } from "../distribution-progress.js";
import { fail, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { notDistributed, watchTimeout, type WatchContext } from "./distribution/failure.js";
import { checkPackageID } from "./site/package-target.js";
import { watchDistribution, type WatchDistributionOptions } from "./watch-distribution.js";

/** Called with the progress of each look. */
export type OnDistributionProgress = (progress: DistributionProgress) => void;

/** Options of {@link waitForDistribution}. */
export interface WaitForDistributionOptions extends WatchDistributionOptions {
  /** Called with the progress of each look. */
  readonly onProgress?: OnDistributionProgress | undefined;
}

/**
 * Waits until a version of a package is on all its distribution points.
 *
 * @param transport - carries the reads
 * @param PackageID - the package
 * @param options - as for {@link watchDistribution}, and `onProgress`
 * @returns the last progress when its outcome is `done`. Failures: `not-distributed` for every other outcome and
 *   `timeout`, both with `progress`; `aborted`; `invalid-argument`; or what the transport met
 * @example
 * ```ts
 * import { waitForDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function arrived(transport: Transport) {
 *   const result = await waitForDistribution(transport, "P0100012", { sourceVersion: 5, timeoutMs: 3_600_000 });
 *   if (result.ok) return true;
 *   if (result.failure.kind === "not-distributed") {
 *     for (const point of result.failure.progress.points) console.log(point.name, point.state, point.reason?.text);
 *   }
 *   return false;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagestatusdistpointssummarizer-server-wmi-class
 */
export async function waitForDistribution(
  transport: Transport,
  PackageID: string,
  options: WaitForDistributionOptions,
): Promise<Result<DistributionProgress>> {
  const id = checkPackageID("SMS_PackageBaseclass", PackageID);
  if (!id.ok) return id;
  const looks = watchDistribution(transport, id.value, options);
  return await lastLook(looks, { PackageID: id.value, execution: "not-executed" }, options.onProgress);
}

/** Follows a watch to its end. */
export async function lastLook(
  looks: AsyncIterable<Result<DistributionProgress>>,
  context: WatchContext,
  onProgress?: OnDistributionProgress,
): Promise<Result<DistributionProgress>> {
  let last: Result<DistributionProgress> = fail(watchTimeout(context));
  for await (const look of looks) {
    last = look;
    if (look.ok) onProgress?.(look.value);
  }
  if (!last.ok || last.value.done) return last;
  return fail(notDistributed(context, last.value));
}
