import { redistribute as redistributePackage } from "configmgr-sdk";
import { exitCodes, type ExitCode } from "../exit-codes.js";
import { packagesOf } from "../package-list.js";
import { reportFailure } from "../report/report.js";
import { inSession, type SessionOptions } from "../session.js";

/** Options of `configmgr redistribute`. */
export interface RedistributeOptions extends SessionOptions {
  readonly site?: string;
}

/** `configmgr redistribute`: sends the content of a package to one distribution point again. */
export async function redistribute(id: string, point: string, options: RedistributeOptions): Promise<ExitCode> {
  packagesOf([id]);
  return inSession(options, async ({ transport, report, signal }) => {
    const target = { name: point, siteCode: options.site };
    const sent = await redistributePackage(transport, id, target, { signal });
    if (!sent.ok) return reportFailure(report, sent.failure);
    const { PackageID, point: found } = sent.value;
    report.result({ type: "redistribute", ...sent.value }, [
      `${PackageID}: the site accepted the request to send the package to ${found.name} (${found.siteCode}) again`,
    ]);
    return exitCodes.done;
  });
}
