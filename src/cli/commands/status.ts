import { watchDistribution, type DistributionProgress } from "configmgr-sdk";
import { exitCodeOfProgress, worst, type ExitCode } from "../exit-codes.js";
import { packagesOf } from "../package-list.js";
import { pointTable } from "../report/point-table.js";
import { reportFailure } from "../report/report.js";
import { inSession, type Session, type SessionOptions } from "../session.js";

/** `configmgr status`: shows the version of each package, and the version on each of its distribution points. */
export async function status(ids: readonly string[], options: SessionOptions): Promise<ExitCode> {
  const packages = packagesOf(ids);
  return inSession(options, async (session) => {
    const codes: ExitCode[] = [];
    for (const { PackageID } of packages) codes.push(await statusOf(PackageID, session));
    return worst(codes);
  });
}

async function statusOf(PackageID: string, { transport, report, signal }: Session): Promise<ExitCode> {
  // The command needs only the first poll of the watch, which reads the current status.
  for await (const poll of watchDistribution(transport, PackageID, { sourceVersion: "current", signal })) {
    if (!poll.ok) return reportFailure(report, poll.failure);
    report.result({ type: "status", PackageID, progress: poll.value }, statusLines(PackageID, poll.value));
    return exitCodeOfProgress(poll.value);
  }
  return worst([]);
}

function statusLines(PackageID: string, progress: DistributionProgress): string[] {
  const { sourceVersion, installed, total, allTargetsVisible, points } = progress;
  const hidden = allTargetsVisible ? "" : " (more distribution points might exist that this account cannot see)";
  const head = `${PackageID}: version ${sourceVersion} is on ${installed} of ${total} distribution points${hidden}`;
  return [head, ...pointTable(points, sourceVersion)];
}
