import * as z from "zod";
import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { uint32 } from "../../wmi/row-values.js";
import { PollTimer, refuseDurations, refuseSignal, type PollLimits, type WaitOptions } from "../site/poll-timer.js";
import { checkPackageID } from "../site/package-target.js";
import { readRowsOfPackages, rowsOf } from "../site/read-packages.js";
import type { WatchContext } from "./watch-failures.js";
import type { PointStatus } from "./points.js";

/** Timeouts and other limits of a watch. */
export interface DistributionLimits extends WaitOptions {
  /** First pause between two polls, in milliseconds. Default: 10 s. Each pause is longer than the one before, up to 1 minute. */
  readonly intervalMs?: number | undefined;
  /** Timeout of the whole watch, in milliseconds, including its requests. Default: 4 hours. */
  readonly timeoutMs?: number | undefined;
  /** The watch ends as `stalled` if nothing changes on any distribution point for this long, in milliseconds. Default: 1 hour. */
  readonly stallMs?: number | undefined;
  /** The watch ends as soon as one distribution point failed, although others are still in progress. */
  readonly stopOnFailedPoint?: boolean | undefined;
  /**
   * `done` needs only the distribution points that the account sees. For an account that cannot see all of them, or
   * cannot read their number (`SMS_PackageStatusRootSummarizer`). `allTargetsVisible` still says whether these are all.
   */
  readonly visiblePointsSuffice?: boolean | undefined;
}

/** When the watch of one package ends. */
export interface WatchLimits extends PollLimits {
  /** The watch is stalled after this many milliseconds without a change. */
  readonly stallMs: number;
  readonly stopOnFailedPoint: boolean;
  readonly visiblePointsSuffice: boolean;
}

/** A watch of one package with checked arguments and without defaults. */
export interface DistributionWatch extends WatchContext {
  readonly sourceVersion: number;
  readonly limits: WatchLimits;
  /** Status rows from before the refresh. Default: those of the first poll. */
  readonly baseline?: readonly PointStatus[] | undefined;
}

const className = "SMS_PackageBaseclass";

const versionRow = z.object({ PackageID: z.string(), SourceVersion: uint32 });

/** A package and the version to wait for. */
export interface WantedVersion {
  readonly PackageID: string;
  readonly sourceVersion: number | "current";
}

/**
 * Fills in the defaults of a watch's limits. `invalid-argument` for invalid durations or an invalid signal.
 *
 * @param parameter - name of the argument that has the limits
 */
export function watchLimits(
  PackageID: string | undefined,
  options: DistributionLimits,
  parameter?: string,
): Result<WatchLimits> {
  const operation = { className, ...(PackageID !== undefined && { PackageID }) };
  const notObject = refuseOptions(operation, options, parameter);
  if (notObject !== undefined) return notObject;
  const { intervalMs = 10_000, timeoutMs = 4 * 3_600_000, stallMs = 3_600_000 } = options;
  const durations = { intervalMs, timeoutMs, stallMs };
  const refused = refuseDurations(operation, durations) ?? refuseSignal(operation, options.signal);
  if (refused !== undefined) return refused;
  return succeed({
    ...durations,
    stopOnFailedPoint: options.stopOnFailedPoint === true,
    visiblePointsSuffice: options.visiblePointsSuffice === true,
  });
}

/** Checks the version to wait for. */
export function checkSourceVersion(PackageID: string, sourceVersion: unknown): Result<number | "current"> {
  if (sourceVersion === "current") return succeed(sourceVersion);
  if (typeof sourceVersion === "number" && Number.isSafeInteger(sourceVersion) && sourceVersion >= 0) {
    return succeed(sourceVersion);
  }
  const requirement = 'must be a whole number, 0 or more, or "current"';
  return invalidArgument({ className, PackageID }, "sourceVersion", requirement);
}

/**
 * Makes a watch of each wanted version: reads the version of those that are wanted as `"current"`, in one request for each
 * 200 packages. The time for that is part of the watch's `timeoutMs`.
 */
export async function prepareWatches(
  transport: Transport,
  wanted: readonly WantedVersion[],
  limits: WatchLimits,
  { signal, clock }: WaitOptions,
): Promise<Result<DistributionWatch[]>> {
  const timer = new PollTimer(limits, { signal, clock });
  const PackageIDs = wanted.flatMap((one) => (one.sourceVersion === "current" ? [one.PackageID] : []));
  const query = { className, PackageIDs };
  const rows = await timer.read((options) => readRowsOfPackages(transport, query, versionRow, options));
  const watches: DistributionWatch[] = [];
  for (const { PackageID, sourceVersion } of wanted) {
    const found = rowsOf(rows, PackageID);
    if (!found.ok) return found;
    const version = sourceVersion === "current" ? found.value[0]?.SourceVersion : sourceVersion;
    if (version === undefined) return packageNotFound(PackageID);
    const rest = { ...limits, timeoutMs: Math.max(1, timer.remainingMs) };
    watches.push({ PackageID, execution: "not-executed", sourceVersion: version, limits: rest });
  }
  return succeed(watches);
}

/**
 * Makes a watch of one package from the arguments of a caller.
 *
 * @param options - JavaScript callers can omit them
 */
export async function prepareWatch(
  transport: Transport,
  PackageID: string,
  options: DistributionLimits & { readonly sourceVersion?: number | "current" } = {},
): Promise<Result<DistributionWatch>> {
  const id = checkPackageID(className, PackageID);
  if (!id.ok) return id;
  const limits = watchLimits(id.value, options);
  if (!limits.ok) return limits;
  const sourceVersion = checkSourceVersion(id.value, options.sourceVersion);
  if (!sourceVersion.ok) return sourceVersion;
  const wanted = { PackageID: id.value, sourceVersion: sourceVersion.value };
  const watches = await prepareWatches(transport, [wanted], limits.value, options);
  if (!watches.ok) return watches;
  const [watch] = watches.value;
  return watch === undefined ? packageNotFound(id.value) : succeed(watch);
}

function packageNotFound(PackageID: string): Result<never> {
  return fail({
    kind: "not-found",
    execution: "not-executed",
    message: `Read of ${className} ${PackageID}: the package does not exist, or the account cannot see it`,
    operation: { className, PackageID },
    advice: "Check the PackageID. If it is correct, check the account's security scopes.",
  });
}
