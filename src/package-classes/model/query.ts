import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import { succeed, type Result } from "../../result.js";
import { Filter } from "../../transport/filter.js";
import type { CallOptions, ObjectQuery } from "../../transport/transport.js";
import type { RowSchema } from "./row-schema.js";

/** A query whose types were not checked, for example from JavaScript. */
export interface LooseQuery extends CallOptions {
  readonly where?: Filter | undefined;
  readonly orderBy?: string | readonly string[] | undefined;
  readonly top?: number | undefined;
  readonly select?: readonly string[] | undefined;
}

const nameForm = /^[A-Za-z_]\w*$/;
const orderForm = /^[A-Za-z_]\w*(?: (?:asc|desc))?$/;

/** Whether a value is a list of property names. Callers in JavaScript can pass any value. */
export function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && nameForm.test(name));
}

/** Checks the caller's query and makes the query of the transport. */
export function objectQuery(className: string, schema: RowSchema, query: LooseQuery): Result<ObjectQuery> {
  const operation = { className };
  const notObject = refuseOptions(operation, query, "query");
  if (notObject !== undefined) return notObject;
  const { where, top, select } = query;
  if (where !== undefined && !Filter.isFilter(where)) {
    return invalidArgument(operation, "where", "must be built with the where template");
  }
  if (top !== undefined && !(Number.isSafeInteger(top) && top >= 0)) {
    return invalidArgument(operation, "top", "must be a whole number, 0 or more");
  }
  // Callers in JavaScript can pass any value.
  const orders: readonly unknown[] = [query.orderBy ?? []].flat();
  const orderBy = orders.flatMap((order) =>
    typeof order === "string" ? order.split(",").map((part) => part.trim()) : "",
  );
  if (!orderBy.every((order) => orderForm.test(order))) {
    return invalidArgument(operation, "orderBy", 'must be property names, each alone or with " asc" or " desc"');
  }
  if (select !== undefined && !isNames(select)) {
    return invalidArgument(operation, "select", "must be an array of property names");
  }
  const lazy = select?.find((name) => schema.property(name)?.wmi.lazy);
  if (lazy !== undefined) {
    return invalidArgument(operation, "select", `must not have ${lazy}: only a keyed read returns a lazy property`);
  }
  return succeed({
    className,
    where,
    top,
    ...(orderBy.length > 0 && { orderBy: orderBy.join(",") }),
    // Rows of a query with `select` have only the selected properties (seen). `load` of an object needs PackageID.
    ...(select !== undefined && { select: [...new Set(["PackageID", ...select])] }),
  });
}
