import { taskSequenceReadiness, type TaskSequenceReadiness } from "configmgr-sdk";
import { exitCodes, type ExitCode } from "../exit-codes.js";
import { packageOf } from "../package-list.js";
import { aligned } from "../report/point-table.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";

/** Options of `configmgr ready`. */
export interface ReadyOptions extends SessionOptions {
  readonly point?: readonly string[];
}

/** `configmgr ready`: reads whether each distribution point has all packages of a task sequence in their current version. */
export async function ready(given: string, options: ReadyOptions): Promise<ExitCode> {
  const { PackageID: id } = packageOf(given);
  return inSession(options, async ({ transport, report, signal }) => {
    const { point: points } = options;
    const read = await taskSequenceReadiness(transport, id, { signal, ...(points === undefined ? {} : { points }) });
    if (!read.ok) return reportFailure(report, read.failure);
    report.result({ type: "readiness", PackageID: id, ...read.value }, readinessLines(id, read.value));
    return exitCodeOf(read.value);
  });
}

/**
 * The exit code of a readiness: 0 if ready; 1 if a package was not found, or is missing, outdated or failed on a
 * distribution point; otherwise 2, because content is in progress or a distribution point might be hidden.
 */
function exitCodeOf({ ready: isReady, points, missing }: TaskSequenceReadiness): ExitCode {
  if (isReady) return exitCodes.done;
  const lacks = points.some((each) => each.failed.length + each.outdated.length + each.missing.length > 0);
  return lacks || missing.length > 0 ? exitCodes.failed : exitCodes.unknown;
}

/** Lines of a table with a row for each distribution point and a column for each package. */
function readinessLines(
  id: string,
  { ready: isReady, allTargetsVisible, points, packages, missing }: TaskSequenceReadiness,
) {
  const ids = packages.map(({ target }) => target.PackageID);
  const rows = points.map((point) => [
    `${point.ready ? "ready" : "NOT  "} ${point.name} (${point.siteCode})`,
    ...ids.map((each) => memberOf(point, each)),
  ]);
  const hidden = allTargetsVisible ? [] : ["  This account might not see all distribution points."];
  const lost =
    missing.length === 0
      ? []
      : [
          `  References to packages that do not exist or that the account cannot see: ${missing.map(String).join(", ")}`,
        ];
  return [`${id}: ${isReady ? "ready" : "not ready"}`, ...aligned([["", ...ids], ...rows]), ...lost, ...hidden];
}

const states = ["installed", "outdated", "pending", "failed", "missing"] as const;

function memberOf(point: TaskSequenceReadiness["points"][number], PackageID: string): string {
  return states.find((state) => point[state].includes(PackageID)) ?? "";
}
