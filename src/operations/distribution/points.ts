import * as z from "zod";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { readRowsOfPackage } from "../site/read-package.js";
import { serverNameOf } from "../../wmi/nal-path.js";
import { optionalUint32, siteTime, uint32 } from "../../wmi/row-values.js";

/** A distribution point that a package is to be on. */
export interface TargetedPoint {
  /** Key of the point at the site; compare it with {@link comparableNalPath}. */
  readonly nalPath: string;
  /** Server name. */
  readonly name: string;
  readonly siteCode: string;
}

/** What the site last heard of a package on one point. */
export interface PointStatus {
  readonly nalPath: string;
  /** `SMS_PackageStatusDistPointsSummarizer.State`. */
  readonly state: number;
  readonly sourceVersion: number | undefined;
  readonly lastChange: string | undefined;
}

/** What the site sums up for the whole hierarchy, whatever points the account may see. */
export interface DistributionTotals {
  readonly targeted: number;
  readonly sourceVersion: number;
  readonly sourceDate: string | undefined;
}

const targetRow = z.object({ ServerNALPath: z.string(), SiteCode: z.string(), Status: optionalUint32 });

/** `SMS_DistributionPoint.Status` DELETED: taken away, the row stays until all of it is gone (documented). */
const takenAway = 3;

const statusRow = z.object({
  ServerNALPath: z.string(),
  State: uint32,
  SourceVersion: optionalUint32,
  SummaryDate: siteTime,
});

const totalsRow = z.object({ Targeted: uint32, SourceVersion: uint32, SourceDate: siteTime });

/** Reads the points that a package is to be on, without those that it is being taken away from. */
export async function readTargetedPoints(
  transport: Transport,
  PackageID: string,
  options: CallOptions,
): Promise<Result<TargetedPoint[]>> {
  const rows = await readRowsOfPackage(
    transport,
    { className: "SMS_DistributionPoint", PackageID },
    targetRow,
    options,
  );
  if (!rows.ok) return rows;
  const targets = rows.value.filter(({ Status }) => Status !== takenAway);
  return succeed(
    targets.map(({ ServerNALPath, SiteCode }) => ({
      nalPath: ServerNALPath,
      name: serverNameOf(ServerNALPath),
      siteCode: SiteCode,
    })),
  );
}

/** Reads where a package stands on every point that the account may see: one request, however many points. */
export async function readPointStatuses(
  transport: Transport,
  PackageID: string,
  options: CallOptions,
): Promise<Result<PointStatus[]>> {
  const rows = await readRowsOfPackage(
    transport,
    { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
    statusRow,
    options,
  );
  if (!rows.ok) return rows;
  return succeed(
    rows.value.map(({ ServerNALPath, State, SourceVersion, SummaryDate }) => ({
      nalPath: ServerNALPath,
      state: State,
      sourceVersion: SourceVersion,
      lastChange: SummaryDate,
    })),
  );
}

/** Reads the totals of a package; `undefined` where the site sums nothing up for it. */
export async function readTotals(
  transport: Transport,
  PackageID: string,
  options: CallOptions,
): Promise<Result<DistributionTotals | undefined>> {
  const rows = await readRowsOfPackage(
    transport,
    { className: "SMS_PackageStatusRootSummarizer", PackageID },
    totalsRow,
    options,
  );
  if (!rows.ok) return rows;
  const row = rows.value[0];
  return succeed(row && { targeted: row.Targeted, sourceVersion: row.SourceVersion, sourceDate: row.SourceDate });
}
