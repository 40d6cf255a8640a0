import type * as z from "zod";
import type { PackageClassName, TaskSequenceClassName } from "../operations/site/package-target.js";
import type {
  AcknowledgedRefreshOptions,
  RefreshOutcome,
  RefreshPkgSourceOptions,
} from "../operations/refresh-pkg-source.js";
import type { SetSourceSiteOptions, SourceSiteOutcome } from "../operations/set-source-site.js";
import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import type { InstanceCall, Methods, StaticCall } from "./method.js";
import type { DefinedBy, ListedNames, PackageDefinition } from "./package-definition.js";
import type { Changes, Listed, PackageQuery, Selected, SelectingQuery } from "./package-types.js";
import type { SMS_PackageBaseclass } from "./sms-package-baseclass.js";
import type { Updated } from "./update.js";

/** The class side of a package class. */
export type PackageClass<D extends PackageDefinition> = Describes<D["className"], D["schema"]> &
  ReadsPackages &
  StaticMethods<D["staticMethods"]> &
  Constructor<PackageObject<D>>;

/** Makes an empty object, which whoever makes it then fills; not for callers. */
interface Constructor<T> {
  /** @internal */
  new (transport: Transport): T;
}

type PackageObject<D extends PackageDefinition> = SMS_PackageBaseclass &
  Readonly<z.output<D["schema"]>> & { readonly className: D["className"] } & DefinedBy<D> &
  Refreshes<D["className"]> &
  SetsSourceSite &
  Updates &
  InstanceMethods<D["methods"]>;

type InstanceMethods<M extends Methods> = { readonly [Name in keyof M]: InstanceCall<M[Name]> };
type StaticMethods<M extends Methods> = { readonly [Name in keyof M]: StaticCall<M[Name]> };

type Refreshes<Name extends PackageClassName> = Name extends TaskSequenceClassName
  ? RefreshesAcknowledged
  : RefreshesSafely;

interface RefreshesSafely {
  /**
   * The function `refreshPkgSource` on this package: the site reads the source again and sends what changed to all points.
   *
   * @param options - `signal`; `timeoutMs` in milliseconds; `contextID` for boot images; `confirm` to learn whether the
   *   version rose
   * @returns `accepted`, which means queued, or `observed`. Failures as of the function
   */
  refreshPkgSource(options?: RefreshPkgSourceOptions): Promise<Result<RefreshOutcome>>;
}

interface RefreshesAcknowledged {
  /**
   * **Caution:** leaves the task sequence unusable, says Microsoft's page, so it needs `acknowledgeInoperable: true`.
   * Refresh the packages that it references instead: `refreshReferencedPackages`.
   *
   * @param options - the acknowledgement; `signal`; `timeoutMs` in milliseconds; `confirm` to learn whether the version
   *   rose
   * @returns `accepted`, which means queued, or `observed`. Failures as of the function `refreshPkgSource`;
   *   `not-acknowledged` from JavaScript that leaves the acknowledgement out
   */
  refreshPkgSource(options: AcknowledgedRefreshOptions): Promise<Result<RefreshOutcome>>;
}

interface SetsSourceSite {
  /**
   * The function `setSourceSite` on this package: makes another site its owner.
   *
   * @param siteCode - three characters, A-Z and 0-9
   * @param options - `signal`; `timeoutMs` in milliseconds; `confirm` to wait until `SourceSite` says so
   * @returns `accepted` or `observed`. Failures as of the function
   */
  setSourceSite(siteCode: string, options?: SetSourceSiteOptions): Promise<Result<SourceSiteOutcome>>;
}

interface Updates {
  /**
   * Changes properties of the package at the site. The object is read by its key first; only what differs is sent, and
   * afterwards the lazy properties that nobody touched are compared. This object stays as it is: go on with `updated`.
   *
   * @param changes - writable properties of the class. `undefined` changes nothing; null and empty arrays can't be sent
   * @param options - `signal`; `timeoutMs` in milliseconds for each of the three requests
   * @returns what was sent, and the object as it reads now. Failures: `invalid-argument` before anything is sent;
   *   `not-found` when the package is gone; `locked` with reason `held` when somebody edits it, with `stale` when it was
   *   changed since this object was read; otherwise what the transport met
   */
  update(changes: Changes<this>, options?: CallOptions): Promise<Result<Updated<this>>>;
}

interface Describes<Name extends PackageClassName, Schema> {
  /** The name of the class at the provider. */
  readonly className: Name;
  /** The zod schema: types, and under `wmi` of each property in `schema.shape` what the class pages say of it. */
  readonly schema: Schema;
}

// Not generic: an editor shows type arguments in front of each of its methods, and a schema's fill the screen.
interface ReadsPackages {
  /**
   * Reads one package by its key, lazy properties included.
   *
   * @param PackageID - 8 characters, A-Z and 0-9; lower case is raised
   * @param options - `signal`; `timeoutMs` in milliseconds
   * @returns the complete object. Failures: `invalid-argument` for the ID; `not-found` when this class has no such
   *   package or the account may not see it; `invalid-response` naming a property whose value does not fit its type;
   *   otherwise what the transport met
   * @example
   * ```ts
   * import { SMS_DriverPackage, type Transport } from "configmgr-sdk";
   *
   * export async function sourceOf(transport: Transport, PackageID: string) {
   *   const read = await SMS_DriverPackage.get(transport, PackageID);
   *   return read.ok ? read.value.PkgSourcePath : read.failure.kind;
   * }
   * ```
   */
  get<T>(this: Constructor<T>, transport: Transport, PackageID: string, options?: CallOptions): Promise<Result<T>>;

  /**
   * Reads the packages of this class that a condition holds for, page by page; leaving the loop stops reading.
   *
   * @param query - `where`, `orderBy`, `top`, `select`; `signal`; `timeoutMs` in milliseconds for each page
   * @returns objects without lazy properties. An object whose values do not fit is an `invalid-response` between the
   *   others; any other failure is the last result
   * @example
   * ```ts
   * import { SMS_Package, where, type Transport } from "configmgr-sdk";
   *
   * export async function withoutSource(transport: Transport): Promise<string[]> {
   *   const found: string[] = [];
   *   for await (const each of SMS_Package.query(transport, { where: where`PkgSourceFlag eq ${1}` })) {
   *     if (!each.ok) throw new Error(each.failure.message);
   *     found.push(each.value.PackageID);
   *   }
   *   return found;
   * }
   * ```
   */
  query<T>(this: Constructor<T>, transport: Transport, query?: PackageQuery<T>): AsyncIterable<Result<Listed<T>>>;

  /**
   * Reads some properties of the packages that a condition holds for, page by page. On the objects no other property
   * exists, but for the key.
   *
   * @param query - `select`, the names of the properties, lazy ones not among them; `where`, `orderBy`, `top`; `signal`;
   *   `timeoutMs` in milliseconds for each page
   * @returns objects with the selected properties. Failures as without `select`
   * @example
   * ```ts
   * import { SMS_Package, type Transport } from "configmgr-sdk";
   *
   * export async function versions(transport: Transport): Promise<number[]> {
   *   const found: number[] = [];
   *   for await (const each of SMS_Package.query(transport, { select: ["SourceVersion"], orderBy: "Name", top: 100 })) {
   *     if (each.ok) found.push(each.value.SourceVersion ?? 0);
   *   }
   *   return found;
   * }
   * ```
   */
  query<T, const Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: SelectingQuery<T, Name>,
  ): AsyncIterable<Result<Selected<T, Name>>>;

  /**
   * As `query`, all at once.
   *
   * @param query - `where`, `orderBy`, `top`, `select`; `signal`; `timeoutMs` in milliseconds for each page
   * @returns objects without lazy properties, or the first failure, also where it is about one object alone
   * @example
   * ```ts
   * import { SMS_TaskSequencePackage, type Transport } from "configmgr-sdk";
   *
   * export async function names(transport: Transport) {
   *   const list = await SMS_TaskSequencePackage.list(transport, { orderBy: "Name", top: 20 });
   *   return list.ok ? list.value.map(({ Name }) => Name) : list.failure.advice;
   * }
   * ```
   */
  list<T>(this: Constructor<T>, transport: Transport, query?: PackageQuery<T>): Promise<Result<Listed<T>[]>>;

  /**
   * As `query` with `select`, all at once.
   *
   * @param query - `select`, the names of the properties, lazy ones not among them; `where`, `orderBy`, `top`; `signal`;
   *   `timeoutMs` in milliseconds for each page
   * @returns objects with the selected properties, or the first failure, also where it is about one object alone
   * @example
   * ```ts
   * import { SMS_Package, type Transport } from "configmgr-sdk";
   *
   * export async function paths(transport: Transport) {
   *   const list = await SMS_Package.list(transport, { select: ["Name", "PkgSourcePath"] });
   *   return list.ok ? list.value.map(({ Name, PkgSourcePath }) => `${Name ?? ""}: ${PkgSourcePath ?? ""}`) : [];
   * }
   * ```
   */
  list<T, const Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: SelectingQuery<T, Name>,
  ): Promise<Result<Selected<T, Name>[]>>;
}
