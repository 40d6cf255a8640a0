import * as z from "zod";
import { invalidArgument, readMembers, refuseOptions } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { uint32 } from "../../wmi/row-values.js";
import { PollTimer, refuseWait, type PollLimits, type WaitOptions } from "../site/poll-timer.js";
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
   * `done` needs only the distribution points that the account sees, for an account that cannot see all or cannot read their
   * total (`SMS_PackageStatusRootSummarizer`). `allTargetsVisible` still shows whether the account sees all.
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

/** Checked arguments of the watch of one package, with the defaults filled in. */
export interface DistributionWatch extends WatchContext {
  readonly sourceVersion: number;
  readonly limits: WatchLimits;
  /** Status rows from before the refresh. Default: those of the first poll. */
  readonly baseline?: readonly PointStatus[] | undefined;
}

const className = "SMS_PackageBaseclass";

const versionRows = { className, schema: z.object({ PackageID: z.string(), SourceVersion: uint32 }) };

/** A package and the version to wait for. */
export interface WantedVersion {
  readonly PackageID: string;
  readonly sourceVersion: number | "current";
}

/**
 * Fills in the defaults of a watch's limits. `invalid-argument` for invalid durations, signal or clock.
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
  const refused = refuseWait(operation, durations, options);
  if (refused !== undefined) return refused;
  return succeed({
    ...durations,
    stopOnFailedPoint: options.stopOnFailedPoint === true,
    visiblePointsSuffice: options.visiblePointsSuffice === true,
  });
}

/**
 * Makes a watch of each package from the arguments of a caller. Reads the version of those that are wanted as `"current"`,
 * in one request for each 200 packages. The time for that is part of the watch's `timeoutMs`.
 */
export async function prepareWatches(
  transport: Transport,
  packages: unknown,
  options: DistributionLimits = {},
): Promise<Result<DistributionWatch[]>> {
  const wanted = checkPackages(packages);
  if (!wanted.ok) return wanted;
  const [first, ...others] = wanted.value;
  const limits = watchLimits(others.length === 0 ? first?.PackageID : undefined, options);
  if (!limits.ok) return limits;
  const timer = new PollTimer(limits.value, options);
  const PackageIDs = wanted.value.flatMap((one) => (one.sourceVersion === "current" ? [one.PackageID] : []));
  const rows = await timer.read((reads) => readRowsOfPackages(transport, versionRows, PackageIDs, reads));
  const watches: DistributionWatch[] = [];
  for (const { PackageID, sourceVersion } of wanted.value) {
    const found = rowsOf(rows, PackageID);
    if (!found.ok) return found;
    const version = sourceVersion === "current" ? found.value[0]?.SourceVersion : sourceVersion;
    if (version === undefined) {
      return fail({
        kind: "not-found",
        execution: "not-executed",
        message: `Read of ${className} ${PackageID}: the package does not exist, or the account cannot see it`,
        operation: { className, PackageID },
        advice: "Check the PackageID. If it is correct, check the account's security scopes.",
      });
    }
    const rest = { ...limits.value, timeoutMs: Math.max(1, timer.remainingMs) };
    watches.push({ PackageID, execution: "not-executed", sourceVersion: version, limits: rest });
  }
  return succeed(watches);
}

function checkPackages(packages: unknown): Result<WantedVersion[]> {
  if (!Array.isArray(packages) || packages.length === 0) {
    return invalidArgument(
      { className },
      "packages",
      "must be an array with at least one { PackageID, sourceVersion }",
    );
  }
  const checked = new Map<string, WantedVersion>();
  const items: readonly unknown[] = packages;
  for (const item of items) {
    const wanted = checkWanted(item);
    if (!wanted.ok) return wanted;
    const { PackageID } = wanted.value;
    if (checked.has(PackageID)) {
      return invalidArgument(
        { className, PackageID },
        "packages",
        `must name each package once; ${PackageID} is named twice`,
      );
    }
    checked.set(PackageID, wanted.value);
  }
  return succeed([...checked.values()]);
}

function checkWanted(item: unknown): Result<WantedVersion> {
  const read = readMembers(item, "PackageID", "sourceVersion");
  if (read === undefined) {
    return invalidArgument({ className }, "packages", "must contain objects with PackageID and sourceVersion");
  }
  const id = checkPackageID(className, read["PackageID"]);
  if (!id.ok) return id;
  const sourceVersion = checkSourceVersion(id.value, read["sourceVersion"]);
  return sourceVersion.ok ? succeed({ PackageID: id.value, sourceVersion: sourceVersion.value }) : sourceVersion;
}

/** Checks the version to wait for. */
function checkSourceVersion(PackageID: string, sourceVersion: unknown): Result<number | "current"> {
  if (sourceVersion === "current") return succeed(sourceVersion);
  if (typeof sourceVersion === "number" && Number.isSafeInteger(sourceVersion) && sourceVersion >= 0) {
    return succeed(sourceVersion);
  }
  const requirement = 'must be a whole number, 0 or more, or "current"';
  return invalidArgument({ className, PackageID }, "sourceVersion", requirement);
}
