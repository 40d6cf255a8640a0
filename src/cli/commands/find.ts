import { findPackage } from "configmgr-sdk";
import { exitCodes, type ExitCode } from "../exit-codes.js";
import { packagesOf } from "../package-list.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";

/** `configmgr find`: reads a package of which only the ID is known. */
export async function find(id: string, options: SessionOptions): Promise<ExitCode> {
  packagesOf([id]);
  return inSession(options, async ({ transport, report, signal }) => {
    const found = await findPackage(transport, id, { signal });
    if (!found.ok) return reportFailure(report, found.failure);
    const { className, PackageID, Name, SourceVersion, SourceSite, PkgSourcePath } = found.value;
    const members = { Name, SourceVersion, SourceSite, PkgSourcePath };
    report.result({ type: "package", className, PackageID, ...members }, [
      `${className} ${PackageID}`,
      ...Object.entries(members).flatMap(([name, value]) =>
        value === undefined || value === "" ? [] : [`  ${name}: ${String(value)}`],
      ),
    ]);
    return exitCodes.done;
  });
}
