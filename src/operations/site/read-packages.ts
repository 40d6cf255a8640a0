import * as z from "zod";
import type { Failure } from "../../failure.js";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import { anyOf, where } from "../../transport/filter.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { optionalUint32, packageIDRow } from "../../wmi/row-values.js";
import { classNameOfPackageType, taskSequencePackageType, type PackageTarget } from "./package-target.js";
import { queryObjects, readRow, type ClassRows, type RowSchema } from "./read-rows.js";
import { notAcknowledged } from "./task-sequence-acknowledgement.js";

/** Maximum number of packages in one request. Their filter makes a URL of about 7,200 characters. */
export const maxPackagesPerRead = 200;

/**
 * Maximum number of packages in one request to a site that refused a long filter. Services on Microsoft's OData library
 * accept 100 nodes in a filter by default (documented), and each PackageID needs four.
 */
export const maxPackagesInShortFilter = 15;

/**
 * Maximum number of rows of one package. The largest hierarchy has 25 primary sites with 5,000 distribution points each
 * (documented).
 */
const maxRowsPerPackage = 125_000;

/** Maximum number of rows of one response. More rows would need too much memory. */
const maxRows = 1_000_000;

/** Rows of each requested package, or a failure if a row of the package does not have the documented types. */
export type RowsByPackage<Row> = ReadonlyMap<string, Result<readonly Row[]>>;

/**
 * Reads the rows that a class has of some packages: one request for each 200 packages, and one for each 15 if the site
 * refuses the long filter. Rows of other packages are ignored, because a site or a transport might not apply the filter.
 *
 * @returns an entry for each package. Fails as a whole if a request fails
 */
export async function readRowsOfPackages<Row>(
  transport: Transport,
  classRows: ClassRows<Row>,
  PackageIDs: readonly string[],
  options?: CallOptions,
): Promise<Result<RowsByPackage<Row>>> {
  const all = new Map<string, Result<readonly Row[]>>();
  const groups = inGroups(PackageIDs, maxPackagesPerRead);
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    const rows = await readGroup(transport, classRows, group, options);
    if (rows.ok) for (const [PackageID, found] of rows.value) all.set(PackageID, found);
    else if (group.length <= maxPackagesInShortFilter || !canBeShortened(rows.failure)) return rows;
    else groups.unshift(...inGroups(group, maxPackagesInShortFilter));
  }
  return succeed(all);
}

/** The rows of one package in the result of {@link readRowsOfPackages}. */
export function rowsOf<Row>(rows: Result<RowsByPackage<Row>>, PackageID: string): Result<readonly Row[]> {
  return rows.ok ? (rows.value.get(PackageID) ?? succeed([])) : rows;
}

export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/**
 * Whether the same read with a shorter filter might succeed: the filter had too many nodes (`unsupported`), or the response
 * had too many bytes (`invalid-response`).
 */
export function canBeShortened({ kind }: Failure): boolean {
  return kind === "unsupported" || kind === "invalid-response";
}

async function readGroup<Row>(
  transport: Transport,
  { className, schema }: ClassRows<Row>,
  PackageIDs: readonly string[],
  options: CallOptions | undefined,
): Promise<Result<RowsByPackage<Row>>> {
  const found = new Map<string, Result<Row[]>>(PackageIDs.map((PackageID) => [PackageID, succeed([])]));
  const filter = anyOf(PackageIDs.map((PackageID) => where`PackageID eq ${PackageID}`));
  const query = {
    className,
    where: filter,
    select: [...new Set(["PackageID", ...Object.keys(schema.shape)])],
    maxRows: Math.min(maxRows, maxRowsPerPackage * PackageIDs.length),
  };
  for await (const object of queryObjects(transport, query, options)) {
    if (!object.ok) return withPackage(object.failure, PackageIDs);
    const key = readRow(object.value, packageIDRow, { className });
    if (!key.ok) return withPackage(key.failure, PackageIDs);
    const PackageID = key.value.PackageID.toUpperCase();
    const rows = found.get(PackageID);
    if (rows?.ok !== true) continue;
    const row = readRow(object.value, schema, { className, PackageID });
    if (row.ok) rows.value.push(row.value);
    else found.set(PackageID, row);
  }
  return succeed(found);
}

function withPackage(failure: Failure, PackageIDs: readonly string[]): Result<never> {
  const [PackageID] = PackageIDs;
  if (PackageID === undefined || PackageIDs.length > 1) return fail(failure);
  return fail({ ...failure, operation: { ...failure.operation, PackageID } });
}

const packageTypes = {
  className: "SMS_PackageBaseclass",
  schema: z.object({ PackageID: z.string(), PackageType: optionalUint32 }),
};

/** Reads the rows that a class has of one package. Rows of other packages are ignored. */
export async function readRowsOfPackage<Row>(
  transport: Transport,
  classRows: ClassRows<Row>,
  PackageID: string,
  options?: CallOptions,
): Promise<Result<readonly Row[]>> {
  return rowsOf(await readRowsOfPackages(transport, classRows, [PackageID], options), PackageID);
}

/**
 * Reads properties of a package by a query on its class. A keyed read would also return the lazy properties, and
 * `Sequence` of a task sequence is large and secret.
 *
 * @returns the row, or `undefined` if the package does not exist in this class or the account cannot see it
 */
export async function findPackageRow<Row>(
  transport: Transport,
  classRows: ClassRows<Row>,
  PackageID: string,
  options?: CallOptions,
): Promise<Result<Row | undefined>> {
  const rows = await readRowsOfPackage(transport, classRows, PackageID, options);
  return rows.ok ? succeed(rows.value[0]) : rows;
}

/**
 * Reads properties of a package as {@link findPackageRow} does. A package that does not exist is `not-found`, and the
 * advice names the class that it has. Every row has `PackageType`, because it reveals a task sequence under another class
 * name.
 *
 * @param refuseTaskSequenceFor - name of the method that follows: a task sequence is then refused as `not-acknowledged`
 */
export async function readPackageRow<Row extends { readonly PackageType?: number | undefined }>(
  transport: Transport,
  target: PackageTarget,
  schema: RowSchema<Row>,
  options: CallOptions,
  refuseTaskSequenceFor?: string,
): Promise<Result<Row>> {
  const { className, PackageID } = target;
  const found = await findPackageRow(transport, { className, schema }, PackageID, options);
  if (!found.ok) return found;
  const row = found.value;
  const typed = row === undefined ? await findPackageRow(transport, packageTypes, PackageID, options) : found;
  const PackageType = typed.ok ? typed.value?.PackageType : undefined;
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
