import { where, type Filter } from "../../transport/filter.js";

/** The condition that any of several holds; `undefined` for none. */
export function anyOf([first, ...others]: readonly Filter[]): Filter | undefined {
  return first === undefined ? undefined : others.reduce((all, one) => where`${all} or ${one}`, first);
}
