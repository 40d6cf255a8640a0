import type { OperationInfo } from "../failure.js";
import { invalidArgument, readMembers, refuseOptions } from "../invalid-argument.js";
import { describeOperation } from "../operation-text.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { readTargetedPoints, type TargetedPoint } from "./distribution/points.js";
import { checkPackageID } from "./site/package-target.js";

const className = "SMS_DistributionPoint";

/** Names a distribution point by its server. The points in the progress of a watch have this form too. */
export interface DistributionPointName {
  /** Server name. */
  readonly name: string;
  /** Required if distribution points at several sites have this name. */
  readonly siteCode?: string | undefined;
}

/** The site accepted the order to send a package to one distribution point again. */
export interface RedistributeAccepted {
  readonly phase: "accepted";
  readonly PackageID: string;
  readonly point: { readonly name: string; readonly siteCode: string };
}

/**
 * Sends the whole content of a package to one distribution point again, at its current version (`RefreshNow`). This is
 * the next step for a distribution point that failed. The site does not read the source again; {@link refreshPkgSource}
 * does that.
 *
 * @param PackageID - the package
 * @param point - server name of the distribution point (case does not matter), or a point from the progress of a watch. A
 *   name that exists at several sites needs `siteCode`
 * @param options - `signal`; `timeoutMs` for each of the two requests
 * @returns `accepted`: the site will send the content. Failures: `invalid-argument`, also for a name at several sites
 *   without `siteCode`; `not-found` if the package is not assigned to that distribution point; otherwise a transport
 *   failure, with `execution` `unknown` if the response was lost
 * @example
 * ```ts
 * import { redistribute, waitForDistribution, type Transport } from "configmgr-sdk";
 *
 * export async function repair(transport: Transport, PackageID: string) {
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
  options: CallOptions = {},
): Promise<Result<RedistributeAccepted>> {
  const id = checkPackageID(className, PackageID);
  if (!id.ok) return id;
  const operation = { className, PackageID: id.value };
  const wanted = readPointName(operation, point);
  if (!wanted.ok) return wanted;
  const refused = refuseOptions(operation, options);
  if (refused !== undefined) return refused;
  const { signal, timeoutMs } = options;

  const points = await readTargetedPoints(transport, id.value, { signal, timeoutMs });
  if (!points.ok) return points;
  const found = findPoint(operation, points.value, wanted.value);
  if (!found.ok) return found;

  const keys = { PackageID: id.value, ServerNALPath: found.value.nalPath, SiteCode: found.value.siteCode };
  const written = await transport.putInstance({ className, keys }, { RefreshNow: true }, { signal, timeoutMs });
  if (!written.ok) return written;
  const { name, siteCode } = found.value;
  return succeed({ phase: "accepted", PackageID: id.value, point: { name, siteCode } });
}

function readPointName(operation: OperationInfo, point: unknown): Result<DistributionPointName> {
  const members: Readonly<Record<string, unknown>> = readMembers(point, "name", "siteCode") ?? { name: point };
  const { name, siteCode } = members;
  if (typeof name !== "string" || name === "") {
    return invalidArgument(operation, "point", "must be the server name of a distribution point");
  }
  if (siteCode !== undefined && typeof siteCode !== "string") {
    return invalidArgument(operation, "siteCode", "must be the site code of the distribution point");
  }
  return succeed({ name, siteCode });
}

function findPoint(
  operation: OperationInfo,
  points: readonly TargetedPoint[],
  { name, siteCode }: DistributionPointName,
): Result<TargetedPoint> {
  const named = points.filter(
    (point) =>
      point.name.toLowerCase() === name.toLowerCase() &&
      (siteCode === undefined || point.siteCode.toUpperCase() === siteCode.toUpperCase()),
  );
  const [found, ...others] = named;
  if (found === undefined) {
    return fail({
      kind: "not-found",
      execution: "not-executed",
      message: `${describeOperation(operation, "Redistribute")}: the package is not assigned to ${name}, or the account cannot see it`,
      operation,
      advice:
        "Check the server name. For a first distribution, use Distribute Content in the console or addDistributionPoints.",
    });
  }
  if (others.length === 0) return succeed(found);
  const siteCodes = [...new Set(named.map((point) => point.siteCode))];
  return siteCodes.length > 1
    ? invalidArgument(
        operation,
        "siteCode",
        `must be one of ${siteCodes.join(", ")}: ${name} is at each of these sites`,
      )
    : invalidArgument(
        operation,
        "point",
        `must name one distribution point: site ${found.siteCode} has several named ${name}`,
      );
}
