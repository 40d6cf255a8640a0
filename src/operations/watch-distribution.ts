import * as z from "zod";
import type { DistributionProgress } from "../distribution-progress.js";
import { invalidArgument } from "../invalid-argument.js";
import { fail, succeed, type Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import { watchPoints, type WatchLimits } from "./distribution/watch.js";
import { refuseDurations, type WaitOptions } from "./site/poll-timer.js";
import { checkPackageID } from "./site/package-target.js";
import { findPackageRow } from "./site/read-package.js";
import { uint32 } from "../wmi/row-values.js";

/** How a distribution is watched. */
export interface DistributionLimits extends WaitOptions {
  /** First pause between two looks, in milliseconds; 10 s where left out. It grows up to a minute. */
  readonly intervalMs?: number | undefined;
  /** The whole watch, in milliseconds; 4 hours where left out. */
  readonly timeoutMs?: number | undefined;
  /** Ends as `stalled` when nothing changed on any point for so long, in milliseconds; 1 hour where left out. */
  readonly stallMs?: number | undefined;
  /** Ends as soon as one point failed, though others are still under way. */
  readonly stopOnFailedPoint?: boolean | undefined;
}

/** Options of {@link watchDistribution}. */
export interface WatchDistributionOptions extends DistributionLimits {
  /**
   * The version to wait for, compulsory: right after an accepted refresh every point still says installed, at the old
   * version. `"current"` is the version that the package has when the watch begins.
   */
  readonly sourceVersion: number | "current";
}

const versionRow = z.object({ PackageID: z.string(), SourceVersion: uint32 });

/**
 * Watches a version of a package arrive on its distribution points. One request per look, however many points.
 *
 * A point is done when it is `installed` at the version or a later one. A failure counts when it is newer than the
 * watch or at the version; what failed before and has not moved is still pending. The watch goes on while other points
 * are under way, unless `stopOnFailedPoint`.
 *
 * @param transport - carries the reads
 * @param PackageID - the package; its class does not matter
 * @param options - `sourceVersion`, and how long and how often to look
 * @returns the progress after each look; the last one has another `outcome` than `in-progress`, and failed points have
 *   their `reason` there. `done` is never true while `allTargetsVisible` is not: some points could not be seen. Ends with a
 *   failure instead: `timeout` (with `progress`), `aborted`, `invalid-argument`, or what the transport met
 * @example
 * ```ts
 * import { watchDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function follow(transport: Transport) {
 *   for await (const look of watchDistribution(transport, "P0100012", { sourceVersion: 5 })) {
 *     if (look.ok) console.log(`${look.value.installed} of ${look.value.total}, ${look.value.outcome}`);
 *     else console.error(look.failure.message);
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
  const id = checkPackageID("SMS_PackageBaseclass", PackageID);
  if (!id.ok) {
    yield id;
    return;
  }
  const limits = watchLimits(id.value, options);
  if (!limits.ok) {
    yield limits;
    return;
  }
  const sourceVersion = await versionToWatch(transport, id.value, options);
  if (!sourceVersion.ok) {
    yield sourceVersion;
    return;
  }
  yield* watchPoints(
    transport,
    { PackageID: id.value, execution: "not-executed", sourceVersion: sourceVersion.value, limits: limits.value },
    options,
  );
}

/** The limits of a watch, defaults filled in; `invalid-argument` for what is no span of time. */
export function watchLimits(PackageID: string, options: DistributionLimits): Result<WatchLimits> {
  const { intervalMs = 10_000, timeoutMs = 4 * 3_600_000, stallMs = 3_600_000, stopOnFailedPoint } = options;
  const spans = { intervalMs, timeoutMs, stallMs };
  const refused = refuseDurations({ className: "SMS_PackageBaseclass", PackageID }, spans);
  return refused ?? succeed({ ...spans, stopOnFailedPoint: stopOnFailedPoint === true });
}

async function versionToWatch(
  transport: Transport,
  PackageID: string,
  { sourceVersion, signal }: { readonly sourceVersion: unknown; readonly signal?: AbortSignal | undefined },
): Promise<Result<number>> {
  const path = { className: "SMS_PackageBaseclass", PackageID };
  if (sourceVersion !== "current") {
    return typeof sourceVersion === "number" && Number.isInteger(sourceVersion) && sourceVersion >= 0
      ? succeed(sourceVersion)
      : invalidArgument(path, "sourceVersion", 'must be a whole number, 0 or more, or "current"');
  }
  const row = await findPackageRow(transport, path, versionRow, { signal });
  if (!row.ok) return row;
  if (row.value !== undefined) return succeed(row.value.SourceVersion);
  return fail({
    kind: "not-found",
    execution: "not-executed",
    message: `There is no package ${PackageID}, or this account may not see it`,
    operation: path,
    advice: "Check the ID, and the security scopes of the account.",
  });
}
