import * as z from "zod";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import type { PackageTarget } from "./package-target.js";
import { classNameOfPackageType, taskSequencePackageType } from "./package-type.js";
import { readRowsOfPackages } from "./read-packages.js";
import type { RowSchema } from "./read-rows.js";
import { optionalUint32 } from "../../wmi/row-values.js";
import { notAcknowledged } from "./task-sequence-acknowledgement.js";

interface IdentifiedRow {
  readonly PackageID: string;
}

/** Every read before a call reads the type, because it reveals a task sequence under another class name. */
export interface PackageRow extends IdentifiedRow {
  readonly PackageType?: number | undefined;
}

/** Options of {@link readPackageRow}. */
export interface ReadPackageOptions extends CallOptions {
  /** Name of the method that follows. A task sequence is then refused as `not-acknowledged`. */
  readonly refuseTaskSequenceFor?: string | undefined;
}

const typeRow = z.object({ PackageID: z.string(), PackageType: optionalUint32 });

/** Reads the rows that a class has of one package. Rows of other packages are ignored. */
export async function readRowsOfPackage<Row>(
  transport: Transport,
  { className, PackageID }: { readonly className: string; readonly PackageID: string },
  schema: RowSchema<Row>,
  options?: CallOptions,
): Promise<Result<readonly Row[]>> {
  const rows = await readRowsOfPackages(transport, { className, PackageIDs: [PackageID] }, schema, options);
  return rows.ok ? (rows.value.get(PackageID) ?? succeed([])) : rows;
}

/**
 * Reads properties of a package by a query on its class. A keyed read would also return the lazy properties, and
 * `Sequence` of a task sequence is large and secret.
 *
 * @returns the row, or `undefined` if the package does not exist in this class or the account cannot see it
 */
export async function findPackageRow<Row extends IdentifiedRow>(
  transport: Transport,
  path: { readonly className: string; readonly PackageID: string },
  schema: RowSchema<Row>,
  options?: CallOptions,
): Promise<Result<Row | undefined>> {
  const rows = await readRowsOfPackage(transport, path, schema, options);
  return rows.ok ? succeed(rows.value.find((row) => row.PackageID.toUpperCase() === path.PackageID)) : rows;
}

/**
 * As {@link findPackageRow}. A package that does not exist is `not-found`, and the advice names the class that it has.
 */
export async function readPackageRow<Row extends PackageRow>(
  transport: Transport,
  target: PackageTarget,
  schema: RowSchema<Row>,
  { signal, timeoutMs, refuseTaskSequenceFor }: ReadPackageOptions = {},
): Promise<Result<Row>> {
  const options = { signal, timeoutMs };
  const found = await findPackageRow(transport, target, schema, options);
  if (!found.ok) return found;
  const row = found.value;
  const PackageType = row === undefined ? await readPackageType(transport, target.PackageID, options) : row.PackageType;
  if (PackageType === taskSequencePackageType && refuseTaskSequenceFor !== undefined) {
    return fail(notAcknowledged(target, refuseTaskSequenceFor));
  }
  return row === undefined ? packageNotFound(target, PackageType) : succeed(row);
}

function packageNotFound({ className, PackageID }: PackageTarget, PackageType: number | undefined): Result<never> {
  const actual = classNameOfPackageType(PackageType);
  return fail({
    kind: "not-found",
    execution: "not-executed",
    message: `${describeOperation({ className, PackageID })}: the package does not exist in this class, or the account cannot see it`,
    operation: { className, PackageID },
    advice:
      actual === undefined || actual === className
        ? "Check the class and the PackageID. If both are correct, check the account's security scopes."
        : `Use className ${actual} for ${PackageID}.`,
  });
}

/** `PackageType` of a package of any class. `undefined`: the package does not exist or cannot be read. */
async function readPackageType(
  transport: Transport,
  PackageID: string,
  options: CallOptions,
): Promise<number | undefined> {
  const row = await findPackageRow(transport, { className: "SMS_PackageBaseclass", PackageID }, typeRow, options);
  return row.ok ? row.value?.PackageType : undefined;
}
