import type * as z from "zod";
import type { PackageClassName, TaskSequenceClassName } from "../operations/package-target.js";
import type {
  AcknowledgedRefreshOptions,
  refreshPkgSource,
  RefreshPkgSourceOptions,
} from "../operations/refresh-pkg-source.js";
import type { setSourceSite } from "../operations/set-source-site.js";
import type { Result } from "../result.js";
import type { Filter } from "../transport/filter.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import type { InstanceCall, Methods, StaticCall } from "./method.js";
import type { Properties } from "./property.js";
import type { SMS_PackageBaseclass } from "./sms-package-baseclass.js";
import type { Updated } from "./update.js";

/** What makes a package class: its schema and the tables of its methods. */
export interface PackageDefinition {
  readonly className: PackageClassName;
  readonly schema: z.ZodType<object> & { readonly shape: Properties };
  /** On an object; `RefreshPkgSource` and `SetSourceSite` are on every one and need no mention. */
  readonly methods: Methods;
  readonly staticMethods: Methods;
}

declare const definition: unique symbol;

/** Ties an object to what is known of its class; in types alone. */
interface DefinedBy<D extends PackageDefinition> {
  readonly [definition]?: D;
}

type ShapeOf<T> = T extends DefinedBy<infer D> ? D["schema"]["shape"] : never;

type NamesWhere<Shape extends Properties, Q extends object> = {
  [Name in keyof Shape]: Shape[Name]["wmi"] extends Q ? Name : never;
}[keyof Shape];

/** Names of all properties of a class that this version knows. */
export type PropertyNames<T> = keyof ShapeOf<T>;

/** Names of the properties that only a keyed read fills. */
export type LazyNames<T> = NamesWhere<ShapeOf<T>, { readonly lazy: true }>;

/** Names of the properties that a query can give. */
export type ListedNames<T> = Exclude<PropertyNames<T>, LazyNames<T>> & string;

/** What `update` takes of a class: the writable properties, and no null, which the service refuses. */
export type Changes<T> = {
  readonly [Name in NamesWhere<ShapeOf<T>, { readonly writable: true }> & keyof T]?: NonNullable<T[Name]> | undefined;
};

/** A complete object, as a keyed read gives it. */
export type PackageObject<D extends PackageDefinition> = SMS_PackageBaseclass &
  Readonly<z.output<D["schema"]>> & { readonly className: D["className"] } & DefinedBy<D> &
  Refreshes<D["className"]> &
  InstanceMethods<D["methods"]>;

type InstanceMethods<M extends Methods> = { readonly [Name in keyof M]: InstanceCall<M[Name]> };
type StaticMethods<M extends Methods> = { readonly [Name in keyof M]: StaticCall<M[Name]> };

type Refreshes<Name extends PackageClassName> = Name extends TaskSequenceClassName
  ? RefreshesAcknowledged
  : RefreshesSafely;

interface SetsSourceSite {
  /** Makes another site the owner: {@link setSourceSite}. */
  setSourceSite(siteCode: string, options?: Parameters<typeof setSourceSite>[3]): ReturnType<typeof setSourceSite>;
}

interface RefreshesSafely extends SetsSourceSite {
  /** Makes the site read the source again and send what changed to all distribution points: {@link refreshPkgSource}. */
  refreshPkgSource(options?: RefreshPkgSourceOptions): ReturnType<typeof refreshPkgSource>;
}

interface RefreshesAcknowledged extends SetsSourceSite {
  /**
   * **Caution:** leaves the task sequence unusable, says Microsoft's page, so it needs `acknowledgeInoperable: true`.
   * Refresh the packages that it references instead: {@link refreshPkgSource}.
   */
  refreshPkgSource(options: AcknowledgedRefreshOptions): ReturnType<typeof refreshPkgSource>;
}

/**
 * An object as a query gives it: without the lazy properties, which a list does not fill, and without `update`. It is
 * still a target of every operation.
 */
export type Listed<T> = Omit<T, LazyNames<T> | "update"> & Loads<T>;

/** A {@link Listed} object of which the query selected some properties; the key is always there. */
export type Selected<T, Name extends ListedNames<T>> = Omit<
  T,
  Exclude<PropertyNames<T>, Name | "PackageID"> | "update"
> &
  Loads<T>;

interface Loads<T> {
  /** Reads the complete object by its key. */
  load(options?: CallOptions): Promise<Result<T>>;
}

/** Which objects of a class, in which order, with which properties. */
export interface PackageQuery<T, Name extends ListedNames<T>> extends CallOptions {
  /** A condition, built with `where`. */
  readonly where?: Filter | undefined;
  /** `Name`, `Name desc`, or several of them in the order in which they count. */
  readonly orderBy?: OrderBy<ListedNames<T>> | readonly OrderBy<ListedNames<T>>[] | undefined;
  /** At most so many objects; 0 or more. */
  readonly top?: number | undefined;
  /** Properties to read, without the lazy ones, which selecting does not fill (seen). The key comes along. */
  readonly select?: readonly Name[] | undefined;
}

type OrderBy<Name extends string> = Name | `${Name} ${"asc" | "desc"}`;

/** Makes the objects of a class; not for callers. */
export type Constructor<T> = new (transport: Transport) => T;

/** The class side of a package class. */
export type PackageClass<D extends PackageDefinition> = PackageStatics<D> &
  StaticMethods<D["staticMethods"]> &
  (new (transport: Transport) => PackageObject<D> & Updates);

interface Updates {
  /**
   * Changes properties of the package at the site. The object is read by its key first; only what differs is sent, and
   * afterwards the lazy properties that nobody touched are compared. This object stays as it is: go on with `updated`.
   *
   * @param changes - writable properties of the class; `undefined` changes nothing, null and empty arrays can't be sent
   * @param options - `signal`; `timeoutMs` in milliseconds for each of the three requests
   * @returns what was sent, and the object as it reads now. Failures: `invalid-argument` before anything is sent;
   *   `not-found` when the package is gone; `locked` with reason `held` when somebody edits it, with `stale` when it was
   *   changed since this object was read; otherwise what the transport met
   */
  update(changes: Changes<this>, options?: CallOptions): Promise<Result<Updated<this>>>;
}

interface PackageStatics<D extends PackageDefinition> {
  readonly className: D["className"];
  readonly schema: D["schema"];
  get<T>(this: Constructor<T>, transport: Transport, PackageID: string, options?: CallOptions): Promise<Result<T>>;
  query<T>(
    this: Constructor<T>,
    transport: Transport,
    query?: Omit<PackageQuery<T, ListedNames<T>>, "select"> & { readonly select?: undefined },
  ): AsyncIterable<Result<Listed<T>>>;
  query<T, Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: PackageQuery<T, Name> & { readonly select: readonly Name[] },
  ): AsyncIterable<Result<Selected<T, Name>>>;
  list<T>(
    this: Constructor<T>,
    transport: Transport,
    query?: Omit<PackageQuery<T, ListedNames<T>>, "select"> & { readonly select?: undefined },
  ): Promise<Result<Listed<T>[]>>;
  list<T, Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: PackageQuery<T, Name> & { readonly select: readonly Name[] },
  ): Promise<Result<Selected<T, Name>[]>>;
}
