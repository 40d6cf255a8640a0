import type { DistributionProgress } from "../../distribution-progress.js";
import type { Aborted, Execution, Failure, FailureCause, NotDistributed, Timeout } from "../../failure.js";

/** What a watch's failures have in common. */
export interface WatchContext {
  readonly PackageID: string;
  /** `"executed"` when the watch belongs to a refresh of ours that the site took, `"unknown"` when it may have. */
  readonly execution: Execution;
}

/** The class that a watch reads. */
const statusClassName = "SMS_PackageStatusDistPointsSummarizer";

/** The watch ended, and not all points are at the version. */
export function notDistributed(
  { PackageID, execution }: WatchContext,
  progress: DistributionProgress,
  cause?: FailureCause,
): NotDistributed {
  return {
    kind: "not-distributed",
    execution,
    message: describe(PackageID, progress),
    operation: { className: statusClassName, PackageID },
    advice: advice[progress.outcome],
    progress,
    ...(cause !== undefined && { cause }),
  };
}

/** The watch's time is up. */
export function watchTimeout({ PackageID, execution }: WatchContext, progress?: DistributionProgress): Timeout {
  const state = progress === undefined ? "" : `: ${describe(PackageID, progress)}`;
  return {
    kind: "timeout",
    execution,
    message: `The time for watching ${PackageID} is up${state}`,
    operation: { className: statusClassName, PackageID },
    advice: "The site goes on by itself: watch again, with more time.",
    ...(progress !== undefined && { progress }),
  };
}

/** The caller's signal fired while watching. */
export function watchAborted({ PackageID, execution }: WatchContext): Aborted {
  return {
    kind: "aborted",
    execution,
    message: `Watching ${PackageID} was aborted; the site goes on by itself`,
    operation: { className: statusClassName, PackageID },
  };
}

/**
 * The site could not be read on. After a call of ours the read's own failure would say that nothing was executed, so it
 * becomes the cause.
 */
export function watchBroken(context: WatchContext, failure: Failure, progress: DistributionProgress): Failure {
  if (context.execution === "not-executed") return failure;
  return notDistributed(context, progress, { name: failure.kind, message: failure.message });
}

const advice: Readonly<Record<DistributionProgress["outcome"], string>> = {
  "in-progress": "Watch again.",
  done: "Nothing is left to do.",
  failed: "Read the reason of each failed point, mend it, then redistribute to that point.",
  stalled: "Look into distmgr.log and PkgXferMgr.log on the site server.",
  "no-targets": "Distribute the package to a point first, or check the security scopes of the account.",
  "package-gone": "The package was deleted, or moved out of the account's scopes.",
};

function describe(
  PackageID: string,
  { sourceVersion, installed, total, allTargetsVisible, pending, failed, outcome }: DistributionProgress,
): string {
  if (outcome === "package-gone") return `${PackageID} is gone`;
  if (outcome === "no-targets") return `${PackageID} has no distribution point that can be seen`;
  const more = allTargetsVisible || pending > 0 ? "" : ", and there may be more";
  const failures = failed === 0 ? "" : `, ${failed} failed`;
  const stalled = outcome === "stalled" ? "; nothing moves any more" : "";
  return `${PackageID} version ${sourceVersion} is on ${installed} of ${total} distribution points${more}${failures}${stalled}`;
}
