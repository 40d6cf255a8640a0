import { findPackage, setSourceSite as setOwner } from "configmgr-sdk";
import { exitCodes, type ExitCode } from "../exit-codes.js";
import { packagesOf } from "../package-list.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";
import { waitLimits, type WaitArguments } from "../wait-limits.js";

/** Options of `configmgr set-source-site`. */
export interface SetSourceSiteOptions extends SessionOptions, WaitArguments {
  readonly confirm?: boolean;
}

/** `configmgr set-source-site`: makes a site the owner of a package. */
export async function setSourceSite(id: string, siteCode: string, options: SetSourceSiteOptions): Promise<ExitCode> {
  packagesOf([id]);
  const limits = waitLimits(options);
  return inSession(options, async ({ transport, report, signal }) => {
    const found = await findPackage(transport, id, { signal });
    if (!found.ok) return reportFailure(report, found.failure);
    const confirm = options.confirm === true ? { confirm: { ...limits, required: true } } : {};
    const result = await setOwner(transport, found.value, siteCode, { signal, ...confirm });
    if (!result.ok) return reportFailure(report, result.failure);
    const { phase, SourceSite, confirmed } = result.value;
    const text =
      confirmed === undefined
        ? "the site accepted the new owner; the change replicates later"
        : `the owner of the package is now ${SourceSite}`;
    report.result({ type: "set-source-site", PackageID: found.value.PackageID, ...result.value }, [
      `${found.value.PackageID}: ${phase}: ${text}`,
    ]);
    return exitCodes.done;
  });
}
