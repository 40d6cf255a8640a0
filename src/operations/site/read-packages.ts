import * as z from "zod";
import type { Failure } from "../../failure.js";
import { fail, succeed, type Result } from "../../result.js";
import { anyOf, where } from "../../transport/filter.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { queryObjects, readRow, type RowSchema } from "./read-rows.js";

/** Maximum number of packages in one request. Their filter makes a URL of about 7,200 characters. */
export const maxPackagesPerRead = 200;

/**
 * Maximum number of packages in one request to a site that refused a long filter. Services on Microsoft's OData library
 * accept 100 nodes in a filter by default (documented), and each PackageID needs four.
 */
export const maxPackagesInShortFilter = 15;

/** Distribution points of the largest hierarchy: 25 primary sites with 5,000 each (documented). */
const maxRowsPerPackage = 125_000;

/** Maximum number of rows of one response. More do not fit into the memory that a watch should need. */
const maxRows = 1_000_000;

/** Which rows to read. */
export interface PackagesQuery {
  readonly className: string;
  /** In upper case, each once. */
  readonly PackageIDs: readonly string[];
}

/** Rows of each package that was asked for; a failure if a row of that package is not of its documented types. */
export type RowsByPackage<Row> = ReadonlyMap<string, Result<readonly Row[]>>;

const keyRow = z.object({ PackageID: z.string() });

/**
 * Reads the rows that a class has of some packages: one request for each 200 packages. Rows of other packages are ignored,
 * because a site or a transport might not apply the filter.
 *
 * @returns an entry for each package. Fails as a whole if a request fails
 */
export async function readRowsOfPackages<Row>(
  transport: Transport,
  { className, PackageIDs }: PackagesQuery,
  schema: RowSchema<Row>,
  options?: CallOptions,
): Promise<Result<RowsByPackage<Row>>> {
  const all = new Map<string, Result<readonly Row[]>>();
  for (const some of inGroups(PackageIDs, maxPackagesPerRead)) {
    const rows = await readGroup(transport, { className, PackageIDs: some }, schema, options);
    if (!rows.ok) return rows;
    for (const [PackageID, found] of rows.value) all.set(PackageID, found);
  }
  return succeed(all);
}

/** Splits a list into parts of at most `size` items. */
export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/**
 * Whether a shorter filter might help: the filter has too many nodes (`unsupported`), or the response has too many bytes
 * (`invalid-response`).
 */
export function canBeShortened({ kind }: Failure): boolean {
  return kind === "unsupported" || kind === "invalid-response";
}

async function readGroup<Row>(
  transport: Transport,
  query: PackagesQuery,
  schema: RowSchema<Row>,
  options: CallOptions | undefined,
): Promise<Result<RowsByPackage<Row>>> {
  const rows = await readOnce(transport, query, schema, options);
  const isLong = query.PackageIDs.length > maxPackagesInShortFilter;
  if (rows.ok || !isLong || !canBeShortened(rows.failure)) return rows;
  const all = new Map<string, Result<readonly Row[]>>();
  for (const PackageIDs of inGroups(query.PackageIDs, maxPackagesInShortFilter)) {
    const some = await readOnce(transport, { ...query, PackageIDs }, schema, options);
    if (!some.ok) return some;
    for (const [PackageID, found] of some.value) all.set(PackageID, found);
  }
  return succeed(all);
}

async function readOnce<Row>(
  transport: Transport,
  { className, PackageIDs }: PackagesQuery,
  schema: RowSchema<Row>,
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
    const key = readRow(object.value, keyRow, { className });
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
