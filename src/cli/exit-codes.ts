import type { DistributionProgress, Failure } from "configmgr-sdk";

/** Exit codes of the command. Scripts rely on them, so a change is a breaking change. */
export const exitCodes = { done: 0, failed: 1, unknown: 2, usage: 64, interrupted: 130 } as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Arguments, a file or an environment variable that the command cannot use. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** 0 if all results are done. Otherwise 2 if one is unknown, because it must be checked first; else 1. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(exitCodes.unknown)) return exitCodes.unknown;
  return codes.every((code) => code === exitCodes.done) ? exitCodes.done : exitCodes.failed;
}

/** The exit code of one failure. A wait that ended too early is unknown: the site continues the distribution. */
export function exitCodeOfFailure(failure: Failure): ExitCode {
  if (failure.kind === "invalid-argument") return exitCodes.usage;
  if (failure.execution === "unknown") return exitCodes.unknown;
  if (failure.kind === "not-distributed") return exitCodeOfProgress(failure.progress);
  const endedTooEarly = failure.kind === "timeout" || failure.kind === "aborted";
  const wasWaiting = failure.execution === "executed" || failure.progress !== undefined;
  return endedTooEarly && wasWaiting ? exitCodes.unknown : exitCodes.failed;
}

/** 0 if every distribution point has the version, 1 if that failed for certain, 2 if it is not yet known. */
export function exitCodeOfProgress({ outcome }: DistributionProgress): ExitCode {
  switch (outcome) {
    case "done":
      return exitCodes.done;
    case "failed":
    case "package-gone":
      return exitCodes.failed;
    case "in-progress":
    case "stalled":
    case "no-targets":
      return exitCodes.unknown;
  }
}
