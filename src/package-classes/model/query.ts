import { invalidArgument } from "../../invalid-argument.js";
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

/** Checks the caller's query and makes the query of the transport. */
export function objectQuery(className: string, schema: RowSchema, query: LooseQuery): Result<ObjectQuery> {
  const { where, top, select } = query;
  const operation = { className };
  if (where !== undefined && !Filter.isFilter(where)) {
    return invalidArgument(operation, "where", "must be built with the where template");
  }
  if (top !== undefined && !(Number.isSafeInteger(top) && top >= 0)) {
    return invalidArgument(operation, "top", "must be a whole number, 0 or more");
  }
  const orderBy = [query.orderBy ?? []].flat().flatMap((order) => order.split(",").map((part) => part.trim()));
  if (!orderBy.every((order) => orderForm.test(order))) {
    return invalidArgument(operation, "orderBy", 'must be property names, each alone or with " asc" or " desc"');
  }
  if (select !== undefined && !select.every((name) => nameForm.test(name))) {
    return invalidArgument(operation, "select", "must be property names");
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
    // Selected rows have only the selected members (seen), and an object without its key cannot be loaded.
    ...(select !== undefined && { select: [...new Set(["PackageID", ...select])] }),
  });
}
