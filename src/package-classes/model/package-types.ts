import type { Filter } from "../../transport/filter.js";
import type { CallOptions } from "../../transport/transport.js";
import type { ClassProperties, LazyNames, QueryNames, WritableNames } from "../interfaces/names.js";

/** An object of a class whose properties are known. */
interface OfPackageClass {
  readonly className: keyof ClassProperties;
}

/** Names of the properties that a query can return. */
export type ListedNames<T extends OfPackageClass> = QueryNames[T["className"]];

/** Parameter of `update`: the writable properties of a class. Null is not accepted, because the service refuses null (seen). */
export type Changes<T extends OfPackageClass> = ChangesOf<T, WritableNames[T["className"]] & keyof T>;

type ChangesOf<T, Name extends keyof T> = { readonly [N in Name]?: T[N] | undefined };

/**
 * An object that a query returned: it has no lazy properties, because a list does not return their values, and no
 * `update`. It is a target of every operation. A complete object can be used where a listed one is expected.
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
export type Listed<T extends OfPackageClass> = Pick<T, Exclude<keyof T, LazyNames[T["className"]] | "update">>;

/** A {@link Listed} object with only the properties that the query selected, and `PackageID`. */
export type Selected<T extends OfPackageClass, Name> = Pick<
  T,
  Exclude<keyof T, Exclude<keyof ClassProperties[T["className"]], Name | "PackageID"> | "update">
>;

/** The objects of a query: {@link Selected} if it has `select`, otherwise {@link Listed}. */
export type Queried<T extends OfPackageClass, Name> = [Name] extends [never] ? Listed<T> : Selected<T, Name>;

/** Selects and orders the objects of a class. */
export interface PackageQuery<T extends OfPackageClass, Name = never> extends CallOptions {
  /** A condition, built with `where`. */
  readonly where?: Filter | undefined;
  /** A property, alone or with ` asc` or ` desc`; or an array of them, the most important first. */
  readonly orderBy?: OrderBy<ListedNames<T>> | readonly OrderBy<ListedNames<T>>[] | undefined;
  /** Maximum number of objects: 0 or more. */
  readonly top?: number | undefined;
  /**
   * Properties to read. Default: all except the lazy ones. Lazy properties cannot be selected: the site does not return
   * their values (seen). `PackageID` is always read.
   */
  readonly select?: readonly Name[] | undefined;
}

type OrderBy<Name extends string> = Name | `${Name} ${"asc" | "desc"}`;
