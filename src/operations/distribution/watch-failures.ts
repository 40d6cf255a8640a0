import type { DistributionProgress } from "../../distribution-progress.js";
import type { Aborted, Execution, Failure, FailureCause, NotDistributed, Timeout } from "../../failure.js";
import type { PackageVersion } from "../../package-version.js";
import { statusRows } from "./points.js";

/** Members that all failures of one watch have. */
export interface WatchContext {
  readonly PackageID: string;
  /** `executed` if the watch follows an accepted refresh, `unknown` if the response to the refresh was lost. */
  readonly execution: Execution;
  /** The version before the refresh. */
  readonly before?: PackageVersion | undefined;
}

/** The watch ended before all distribution points had the version. */
export function notDistributed(
  context: WatchContext,
  progress: DistributionProgress,
  cause?: FailureCause,
): NotDistributed {
  return {
    kind: "not-distributed",
    ...inContext(context),
    message: `${callOf(context)}: ${describe(progress)}`,
    advice: advice[progress.outcome],
    progress,
    ...(cause !== undefined && { cause }),
  };
}

export function watchTimeout(context: WatchContext, progress?: DistributionProgress): Timeout {
  return {
    kind: "timeout",
    ...inContext(context),
    message: `${callOf(context)}: ${progress === undefined ? "the timeout passed before the first status was read" : `timeout; ${describe(progress)}`}`,
    advice: "Watch again with a larger timeoutMs. The site continues the distribution.",
    ...(progress !== undefined && { progress }),
  };
}

export function watchAborted(context: WatchContext): Aborted {
  return {
    kind: "aborted",
    ...inContext(context),
    message: `${callOf(context)}: aborted by the caller's signal`,
    advice: "Watch again. The site continues the distribution.",
  };
}

/**
 * The failure of a watch that could not read the site any more. The failure of a read is always `not-executed`. That would be
 * wrong for a watch after a refresh, so the failure of the read is then the `cause` of a `not-distributed` failure.
 */
export function watchBroken(context: WatchContext, failure: Failure, progress: DistributionProgress): Failure {
  if (context.execution === "not-executed") return failure;
  return notDistributed(context, progress, { name: failure.kind, message: failure.message });
}

const advice: Readonly<Record<DistributionProgress["outcome"], string>> = {
  "in-progress": "Watch again.",
  done: "Nothing is left to do.",
  failed:
    "Read reason of each failed distribution point and fix the cause. Then call redistribute for that distribution point.",
  stalled:
    "Read distmgr.log and PkgXferMgr.log on the site server. Distribution points of child and secondary sites take longer. " +
    "A distribution point that no longer exists never finishes.",
  "no-targets":
    "Distribute the package to a distribution point. If it has one, check the security scopes of the account.",
  "package-gone": "Check whether the package was deleted. If not, check the security scopes of the account.",
};

function inContext({ PackageID, execution, before }: WatchContext) {
  return {
    execution,
    operation: { className: statusRows.className, PackageID },
    ...(before !== undefined && { before }),
  };
}

function callOf({ PackageID }: WatchContext): string {
  return `Watch of ${PackageID}`;
}

function describe({
  sourceVersion,
  installed,
  total,
  allTargetsVisible,
  pending,
  failed,
  outcome,
}: DistributionProgress): string {
  if (outcome === "package-gone") return "the package does not exist any more, or the account cannot see it";
  if (outcome === "no-targets") return "the account sees no distribution point for this package";
  const more = allTargetsVisible || pending > 0 ? "" : ", and there might be more";
  const failures = failed === 0 ? "" : `, ${failed} failed`;
  const stalled = outcome === "stalled" ? "; nothing changed for stallMs" : "";
  return `version ${sourceVersion} is on ${installed} of ${total} distribution points${more}${failures}${stalled}`;
}
