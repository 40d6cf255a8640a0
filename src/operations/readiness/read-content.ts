import * as z from "zod";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { optionalText, uint32 } from "../../wmi/row-values.js";
import {
  statusRows,
  targetRows,
  totalsRows,
  type DistributionTotals,
  type PointStatus,
  type TargetRow,
} from "../distribution/points.js";
import type { PackageTarget } from "../site/package-target.js";
import { readRowsOfPackages, rowsOf, type RowsByPackage } from "../site/read-packages.js";
import type { ClassRows } from "../site/read-rows.js";

const packageRows = {
  className: "SMS_PackageBaseclass",
  schema: z.object({ PackageID: z.string(), Name: optionalText, SourceVersion: uint32 }),
};

/** What the site stores about one package and its distribution points. */
export interface PackageContent {
  readonly target: PackageTarget;
  readonly Name: string | undefined;
  readonly sourceVersion: number;
  /** `undefined`: the account is not permitted to read them. */
  readonly targets: readonly TargetRow[] | undefined;
  readonly statuses: readonly PointStatus[];
  /** `undefined`: the account is not permitted to read them. */
  readonly totals: readonly DistributionTotals[] | undefined;
}

/**
 * Reads packages and their distribution points, in four requests for each 200 packages. A package that was deleted in the
 * meantime has no entry.
 */
export async function readContent(
  transport: Transport,
  targets: readonly PackageTarget[],
  options: CallOptions,
): Promise<Result<PackageContent[]>> {
  const PackageIDs = targets.map(({ PackageID }) => PackageID);
  const read = <Row>(classRows: ClassRows<Row>) => readRowsOfPackages(transport, classRows, PackageIDs, options);
  const packages = await read(packageRows);
  if (!packages.ok) return packages;
  const statuses = await read(statusRows);
  if (!statuses.ok) return statuses;
  const assignments = await read(targetRows);
  if (!assignments.ok && assignments.failure.kind !== "access-denied") return assignments;
  const totals = await read(totalsRows);
  if (!totals.ok && totals.failure.kind !== "access-denied") return totals;

  const content: PackageContent[] = [];
  for (const target of targets) {
    const { PackageID } = target;
    const found = rowsOf(packages, PackageID);
    if (!found.ok) return found;
    const status = rowsOf(statuses, PackageID);
    if (!status.ok) return status;
    const [row] = found.value;
    if (row === undefined) continue;
    content.push({
      target,
      Name: row.Name,
      sourceVersion: row.SourceVersion,
      targets: rowsOrNone(assignments, PackageID),
      statuses: status.value,
      totals: rowsOrNone(totals, PackageID),
    });
  }
  return succeed(content);
}

function rowsOrNone<Row>(rows: Result<RowsByPackage<Row>>, PackageID: string): readonly Row[] | undefined {
  const found = rowsOf(rows, PackageID);
  return found.ok ? found.value : undefined;
}
