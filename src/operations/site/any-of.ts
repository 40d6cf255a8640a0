import { where, type Filter } from "../../transport/filter.js";

/** The condition that any of several holds; `undefined` for none. */
export function anyOf(conditions: readonly Filter[]): Filter | undefined {
  return conditions.reduce<Filter | undefined>(
    (all, one) => (all === undefined ? one : where`${all} or ${one}`),
    undefined,
  );
}
