import { findPackage, planRefreshPkgSource } from "configmgr-sdk";
import { exitCodes, type ExitCode } from "../exit-codes.js";
import { packagesOf } from "../package-list.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";

/** `configmgr plan`: reads what a refresh of a package would do, and whether it can succeed. Calls no method. */
export async function plan(id: string, options: SessionOptions): Promise<ExitCode> {
  packagesOf([id]);
  return inSession(options, async ({ transport, report, signal }) => {
    const found = await findPackage(transport, id, { signal });
    if (!found.ok) return reportFailure(report, found.failure);
    const planned = await planRefreshPkgSource(transport, found.value, { signal });
    if (!planned.ok) return reportFailure(report, planned.failure);
    const { className, PackageID } = found.value;
    const { ready, checks, targets } = planned.value;
    const lines = checks.map(({ name, ok, found: seen }) => `  ${ok ? "ok" : "NO"}  ${name}: ${seen ?? "not found"}`);
    const verdict = ready ? "a refresh can succeed" : "a refresh cannot succeed";
    report.result({ type: "plan", className, PackageID, ...planned.value }, [
      `${className} ${PackageID}: ${verdict} (${targets.length} distribution points)`,
      ...lines,
    ]);
    return ready ? exitCodes.done : exitCodes.failed;
  });
}
