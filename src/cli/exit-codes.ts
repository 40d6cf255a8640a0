import type { DistributionProgress, Failure } from "configmgr-sdk";

/** Exit codes of the command. Scripts rely on them, so a change is a breaking change. */
export const exitCodes = { done: 0, failed: 1, unknown: 2, usage: 64, interrupted: 130 } as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command cannot use an argument, a file or an environment variable. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The exit code of several results: 2 if one is unknown, because a person must check it; otherwise 1 if one failed; or 0. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(exitCodes.unknown)) return exitCodes.unknown;
  return codes.every((code) => code === exitCodes.done) ? exitCodes.done : exitCodes.failed;
}

/** The exit code of a failure. It is 2 (unknown) if only the wait ended: the site continues the distribution. */
export function exitCodeOfFailure(failure: Failure): ExitCode {
  if (failure.kind === "invalid-argument") return exitCodes.usage;
  if (failure.execution === "unknown") return exitCodes.unknown;
  if (failure.kind === "not-distributed") return exitCodeOfProgress(failure.progress);
  const endedTooEarly = failure.kind === "timeout" || failure.kind === "aborted";
  const wasWaiting = failure.execution === "executed" || failure.progress !== undefined;
  return endedTooEarly && wasWaiting ? exitCodes.unknown : exitCodes.failed;
}

/** The exit code of a watch: 0 if every distribution point has the version, 1 if one certainly failed, otherwise 2. */
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
