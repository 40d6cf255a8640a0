import type { Result } from "../result.js";
import type { Filter } from "../transport/filter.js";
import type { CallOptions } from "../transport/transport.js";
import type { LazyNames, ListedNames, PropertyNames, WritableNames } from "./package-definition.js";

/** What `update` takes of a class: the writable properties, and no null, which the service refuses (seen). */
export type Changes<T> = {
  readonly [Name in WritableNames<T> & keyof T]?: NonNullable<T[Name]> | undefined;
};

/**
 * An object as a query gives it: without the lazy properties, which a list does not fill, and without `update`. It is
 * still a target of every operation.
 *
 * @example
 * ```ts
 * import type { Listed, SMS_TaskSequencePackage } from "configmgr-sdk";
 *
 * export async function sequenceOf(listed: Listed<SMS_TaskSequencePackage>) {
 *   const complete = await listed.load();
 *   return complete.ok ? complete.value.Sequence : undefined;
 * }
 * ```
 */
export type Listed<T> = Omit<T, LazyNames<T> | "update"> & Loads<T>;

/** A {@link Listed} object of which the query selected some properties; the key is always there. */
export type Selected<T, Name extends ListedNames<T>> = Omit<T, Unselected<T, Name> | "update"> & Loads<T>;

type Unselected<T, Name> = Exclude<PropertyNames<T>, Name | "PackageID">;

interface Loads<T> {
  /**
   * Reads the complete object by its key.
   *
   * @param options - `signal`; `timeoutMs` in milliseconds
   */
  load(options?: CallOptions): Promise<Result<T>>;
}

/** Which objects of a class, and in which order. */
export interface PackageQuery<T> extends CallOptions {
  /** A condition, built with `where`. */
  readonly where?: Filter | undefined;
  /** `Name`, `Name desc`, or several in the order in which they count. */
  readonly orderBy?: OrderBy<ListedNames<T>> | readonly OrderBy<ListedNames<T>>[] | undefined;
  /** At most so many objects: 0 or more. */
  readonly top?: number | undefined;
  /** Properties to read; all but the lazy ones where left out. */
  readonly select?: undefined;
}

/** A {@link PackageQuery} for some of the properties. */
export interface SelectingQuery<T, Name extends ListedNames<T>> extends Omit<PackageQuery<T>, "select"> {
  /** Properties to read. Not the lazy ones, which selecting does not fill (seen). The key comes along. */
  readonly select: readonly Name[];
}

type OrderBy<Name extends string> = Name | `${Name} ${"asc" | "desc"}`;
