import type * as z from "zod";
import type { OperationInfo } from "../../failure.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, ObjectQuery, Transport, WmiObject } from "../../transport/transport.js";

/** The few properties that an operation needs of a class: what it asks for, and what it takes. */
export type RowSchema<Row> = z.ZodType<Row> & { readonly shape: Readonly<Record<string, unknown>> };

/**
 * Reads rows of a class through a schema, and no property but the schema's.
 *
 * @returns the rows in the site's order. Failures: what the transport met; `invalid-response` where a property is not
 *   what its class says.
 */
export async function readRows<Row>(
  transport: Transport,
  query: Omit<ObjectQuery, "select">,
  schema: RowSchema<Row>,
  options?: CallOptions,
): Promise<Result<Row[]>> {
  const rows: Row[] = [];
  const select = Object.keys(schema.shape);
  for await (const result of transport.execQuery({ ...query, select }, options)) {
    if (!result.ok) return result;
    const row = readRow(result.value, schema, { className: query.className });
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return succeed(rows);
}

/** Takes what a schema asks for from an object of the site. */
export function readRow<Row>(object: WmiObject, schema: RowSchema<Row>, operation: OperationInfo): Result<Row> {
  const row = schema.safeParse(object);
  if (row.success) return succeed(row.data);
  const properties = new Set(row.error.issues.map(({ path }) => path.join(".")));
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: `${operation.className}: ${[...properties].join(", ")} is missing or not of its documented type`,
    operation,
  });
}
