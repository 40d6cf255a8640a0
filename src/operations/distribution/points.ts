import * as z from "zod";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { readRowsOfPackage } from "../site/read-packages.js";
import { comparableNalPath, serverNameOf } from "../../wmi/nal-path.js";
import { optionalUint32, siteTime, uint32 } from "../../wmi/row-values.js";

/** A distribution point to which a package is assigned. */
export interface PlannedPoint {
  /** Server name. */
  readonly name: string;
  readonly siteCode: string;
}

/** A distribution point to which a package is assigned, with its key at the site. */
export interface TargetedPoint extends PlannedPoint {
  /** Compare it with {@link comparableNalPath}. */
  readonly nalPath: string;
}

/** The class with a row for each assignment of a package to a distribution point. */
export const targetRows = {
  className: "SMS_DistributionPoint",
  schema: z.object({
    PackageID: z.string(),
    ServerNALPath: z.string(),
    SiteCode: z.string(),
    Status: optionalUint32,
  }),
};

/** The class with the state of a package on each distribution point. `SummaryDate` is a time by the site's clock. */
export const statusRows = {
  className: "SMS_PackageStatusDistPointsSummarizer",
  schema: z.object({
    PackageID: z.string(),
    ServerNALPath: z.string(),
    SiteCode: z.string(),
    State: uint32,
    SourceVersion: optionalUint32,
    SummaryDate: siteTime,
  }),
};

/** The class with the totals of a package. The totals also count distribution points that the account cannot see. */
export const totalsRows = {
  className: "SMS_PackageStatusRootSummarizer",
  schema: z.object({ PackageID: z.string(), Targeted: uint32, SourceVersion: uint32, SourceDate: siteTime }),
};

/** Assignment of a package to a distribution point. */
export type TargetRow = z.output<typeof targetRows.schema>;

/** State of a package on one distribution point, as the site last recorded it. */
export type PointStatus = z.output<typeof statusRows.schema>;

export type DistributionTotals = z.output<typeof totalsRows.schema>;

/** `SMS_DistributionPoint.Status` DELETED: the site removes the content, and then the row (documented). */
const deletedStatus = 3;

/** The distribution points to which a package is assigned, each once, without those from which the site removes it. */
export function targetedPoints(rows: readonly TargetRow[]): TargetedPoint[] {
  const points = new Map<string, TargetedPoint>();
  for (const { ServerNALPath, SiteCode, Status } of rows) {
    if (Status === deletedStatus) continue;
    points.set(`${SiteCode.toUpperCase()} ${comparableNalPath(ServerNALPath)}`, toPoint(ServerNALPath, SiteCode));
  }
  return [...points.values()];
}

/** The site's total of distribution points: the largest, if there are several rows. `undefined` without a row. */
export function largestTotal(rows: readonly DistributionTotals[] = []): number | undefined {
  return rows.length === 0 ? undefined : rows.reduce((largest, { Targeted }) => Math.max(largest, Targeted), 0);
}

/** Returns a distribution point from its NAL path and its site code. */
export function toPoint(nalPath: string, siteCode: string): TargetedPoint {
  return { nalPath, name: serverNameOf(nalPath), siteCode };
}

/** Reads the distribution points to which one package is assigned. */
export async function readTargetedPoints(
  transport: Transport,
  PackageID: string,
  options: CallOptions,
): Promise<Result<TargetedPoint[]>> {
  const rows = await readRowsOfPackage(transport, targetRows, PackageID, options);
  return rows.ok ? succeed(targetedPoints(rows.value)) : rows;
}
