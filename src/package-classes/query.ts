import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import { Filter } from "../transport/filter.js";
import type { CallOptions, ObjectQuery } from "../transport/transport.js";
import type { Properties } from "./property.js";

/** A query as callers give it, whoever compiled them. */
export interface LooseQuery extends CallOptions {
  readonly where?: Filter | undefined;
  readonly orderBy?: string | readonly string[] | undefined;
  readonly top?: number | undefined;
  readonly select?: readonly string[] | undefined;
}

const nameForm = /^[A-Za-z_]\w*$/;
const orderForm = /^[A-Za-z_]\w*(?: (?:asc|desc))?$/;

/** Makes the transport's query of a caller's, or says what is wrong with it. */
export function objectQuery(className: string, properties: Properties, query: LooseQuery): Result<ObjectQuery> {
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
    return invalidArgument(
      operation,
      "orderBy",
      'must be property names, each with "asc" or "desc" behind it or nothing',
    );
  }
  if (select !== undefined && !select.every((name) => nameForm.test(name))) {
    return invalidArgument(operation, "select", "must be property names");
  }
  const lazy = select?.find((name) => Object.hasOwn(properties, name) && properties[name]?.wmi.lazy);
  if (lazy !== undefined) {
    return invalidArgument(operation, "select", `can't hold ${lazy}: only a keyed read fills a lazy property`);
  }
  return succeed({
    className,
    where,
    top,
    ...(orderBy.length > 0 && { orderBy: orderBy.join(",") }),
    // Selected rows carry the selected members alone (seen), and without its key an object can't be loaded.
    ...(select !== undefined && { select: [...new Set(["PackageID", ...select])] }),
  });
}
