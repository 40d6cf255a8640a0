import type * as z from "zod";
import type { InvalidResponse, OperationInfo } from "../../failure.js";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, ObjectQuery, Transport, WmiObject } from "../../transport/transport.js";

/**
 * The properties that an operation reads of a class. Each schema has the key properties of its class, because a query
 * without them once returned one row instead of all (seen: SCCMdocs issue 1735).
 */
export type RowSchema<Row> = z.ZodType<Row> & { readonly shape: Readonly<Record<string, unknown>> };

/** A class, and the properties that an operation reads of its rows. */
export interface ClassRows<Row> {
  readonly className: string;
  readonly schema: RowSchema<Row>;
}

interface RowQuery extends Omit<ObjectQuery, "select"> {
  /** Maximum number of rows. After more rows, the read fails, because a site might send rows without end. */
  readonly maxRows: number;
}

/**
 * Reads rows of a class, and no property except those of the schema.
 *
 * @returns the rows in the site's order. Failures: a transport failure; `invalid-response` if a property does not have
 *   the type that its class documents, or if the site returns more than `maxRows`
 */
export async function readRows<Row>(
  transport: Transport,
  query: RowQuery,
  schema: RowSchema<Row>,
  options?: CallOptions,
): Promise<Result<Row[]>> {
  const rows: Row[] = [];
  for await (const object of queryObjects(transport, { ...query, select: Object.keys(schema.shape) }, options)) {
    if (!object.ok) return object;
    const row = readRow(object.value, schema, { className: query.className });
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return succeed(rows);
}

/** Runs a query. After `maxRows` objects, it yields a failure and ends. */
export async function* queryObjects(
  transport: Transport,
  { maxRows, ...query }: RowQuery & ObjectQuery,
  options?: CallOptions,
): AsyncGenerator<Result<WmiObject>, void, undefined> {
  let count = 0;
  for await (const object of transport.execQuery(query, options)) {
    count += 1;
    if (count > maxRows) {
      yield fail(invalidResponse({ className: query.className }, `the site returned more than ${maxRows} rows`));
      return;
    }
    yield object;
  }
}

/** Reads the properties of a schema from an object of the site. */
export function readRow<Row>(object: WmiObject, schema: RowSchema<Row>, operation: OperationInfo): Result<Row> {
  const row = schema.safeParse(object);
  if (row.success) return succeed(row.data);
  const properties = [...new Set(row.error.issues.map(({ path }) => path.join(".")))].join(", ");
  return fail(
    invalidResponse(operation, `${properties} is missing in the response, or does not have the documented type`),
  );
}

/** The failure for data of the site that an operation cannot use. */
export function invalidResponse(operation: OperationInfo, problem: string): InvalidResponse {
  return {
    kind: "invalid-response",
    execution: "not-executed",
    message: `${describeOperation(operation)}: ${problem}`,
    operation,
  };
}
