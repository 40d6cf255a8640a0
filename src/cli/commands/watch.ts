import { watchDistribution } from "configmgr-sdk";
import { exitCodeOfProgress, exitCodes, UsageError, type ExitCode } from "../exit-codes.js";
import { packageOf } from "../package-list.js";
import { pointTable } from "../report/point-table.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";
import { waitLimits, type WaitArguments } from "../wait-limits.js";

/** Options of `configmgr watch`. */
export interface WatchOptions extends SessionOptions, WaitArguments {
  /** The version to wait for. Default: the version that the package has now. */
  readonly sourceVersion?: string;
}

/** `configmgr watch`: waits until all distribution points have a version, and shows the progress. */
export async function watch(given: string, options: WatchOptions): Promise<ExitCode> {
  const { PackageID: id } = packageOf(given);
  const limits = waitLimits(options);
  const sourceVersion = versionOf(options.sourceVersion);
  return inSession(options, async ({ transport, report, signal }) => {
    for await (const poll of watchDistribution(transport, id, { ...limits, sourceVersion, signal })) {
      if (!poll.ok) return reportFailure(report, poll.failure);
      const { outcome, installed, total, points, sourceVersion: wanted } = poll.value;
      report.progress(id, outcome, poll.value);
      if (outcome === "in-progress") continue;
      report.result({ type: "watch", PackageID: id, progress: poll.value }, [
        `${id}: ${outcome}, version ${wanted} on ${installed} of ${total}`,
        ...pointTable(points, wanted),
      ]);
      return exitCodeOfProgress(poll.value);
    }
    return exitCodes.unknown;
  });
}

function versionOf(text: string | undefined): number | "current" {
  if (text === undefined) return "current";
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--source-version must be a whole number, 0 or more, not "${text}".`);
}
