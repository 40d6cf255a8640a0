import { invalidArgument } from "../invalid-argument.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { readTargetedPoints } from "./distribution/points.js";
import { checkPackageID } from "./site/package-target.js";

const className = "SMS_DistributionPoint";

/** A distribution point by its server, as the progress of a watch names it. */
export interface DistributionPointName {
  readonly name: string;
  readonly siteCode?: string | undefined;
}

/** The site took the order to send a package to one point again. */
export interface RedistributeAccepted {
  readonly phase: "accepted";
  readonly PackageID: string;
  readonly point: { readonly name: string; readonly siteCode: string };
}

/**
 * Sends a package to one distribution point again, everything, at the version that it has (`RefreshNow`): the next
 * step for a point that failed. The source is not read again; for that there is {@link refreshPkgSource}.
 *
 * @param transport - carries the read and the write
 * @param PackageID - the package
 * @param point - the point's server name, without regard to case, or a point of a watch's progress
 * @param options - `signal`; `timeoutMs` in milliseconds, for each of the two requests
 * @returns `accepted`: the site will send it. Failures: `invalid-argument`; `not-found` where the package is not
 *   targeted at that point; otherwise what the transport met, with `execution` `unknown` when the answer was lost
 * @example
 * ```ts
 * import { redistribute, waitForDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function mend(transport: Transport, PackageID: string) {
 *   const result = await waitForDistribution(transport, PackageID, { sourceVersion: "current" });
 *   if (result.ok || result.failure.kind !== "not-distributed") return;
 *   for (const point of result.failure.progress.points) {
 *     if (point.state === "install-failed") await redistribute(transport, PackageID, point);
 *   }
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_distributionpoint-server-wmi-class
 */
export async function redistribute(
  transport: Transport,
  PackageID: string,
  point: string | DistributionPointName,
  { signal, timeoutMs }: CallOptions = {},
): Promise<Result<RedistributeAccepted>> {
  const id = checkPackageID(className, PackageID);
  if (!id.ok) return id;
  const operation = { className, PackageID: id.value };
  const wanted: DistributionPointName = typeof point === "string" ? { name: point } : point;
  if (typeof wanted.name !== "string" || wanted.name === "") {
    return invalidArgument(operation, "point", "must be the server name of a distribution point");
  }

  const points = await readTargetedPoints(transport, id.value, { signal, timeoutMs });
  if (!points.ok) return points;
  const found = points.value.find(
    ({ name, siteCode }) =>
      name.toLowerCase() === wanted.name.toLowerCase() && siteCode === (wanted.siteCode ?? siteCode),
  );
  if (found === undefined) {
    return fail({
      kind: "not-found",
      execution: "not-executed",
      message: `${id.value} is not targeted at ${wanted.name}, or this account may not see it`,
      operation,
      advice: "Check the name of the point. To send a package to a point for the first time, distribute it there.",
    });
  }

  const keys = { PackageID: id.value, ServerNALPath: found.nalPath, SiteCode: found.siteCode };
  const written = await transport.putInstance({ className, keys }, { RefreshNow: true }, { signal, timeoutMs });
  if (!written.ok) return written;
  const { name, siteCode } = found;
  return succeed({ phase: "accepted", PackageID: id.value, point: { name, siteCode } });
}
