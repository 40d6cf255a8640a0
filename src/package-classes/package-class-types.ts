import type * as z from "zod";
import type { PackageClassName, TaskSequenceClassName } from "../operations/package-target.js";
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
type Constructor<T> = new (transport: Transport) => T;

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
  /** The function `refreshPkgSource`: the site reads the source again and sends what changed to all points. */
  refreshPkgSource(options?: RefreshPkgSourceOptions): Promise<Result<RefreshOutcome>>;
}

interface RefreshesAcknowledged {
  /**
   * **Caution:** leaves the task sequence unusable, says Microsoft's page, so it needs `acknowledgeInoperable: true`.
   * Refresh the packages that it references instead: `refreshReferencedPackages`.
   */
  refreshPkgSource(options: AcknowledgedRefreshOptions): Promise<Result<RefreshOutcome>>;
}

interface SetsSourceSite {
  /** The function `setSourceSite`: makes another site the owner of the package. */
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
   */
  get<T>(this: Constructor<T>, transport: Transport, PackageID: string, options?: CallOptions): Promise<Result<T>>;

  /**
   * Reads the packages of this class that a condition holds for, page by page; leaving the loop stops reading.
   *
   * @param query - `where`, `orderBy`, `top`, `select`; `signal`; `timeoutMs` in milliseconds for each page
   * @returns objects without lazy properties. An object whose values do not fit is an `invalid-response` between the
   *   others; any other failure is the last result
   */
  query<T>(this: Constructor<T>, transport: Transport, query?: PackageQuery<T>): AsyncIterable<Result<Listed<T>>>;
  query<T, const Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: SelectingQuery<T, Name>,
  ): AsyncIterable<Result<Selected<T, Name>>>;

  /** As `query`, all at once; the first failure is the result. */
  list<T>(this: Constructor<T>, transport: Transport, query?: PackageQuery<T>): Promise<Result<Listed<T>[]>>;
  list<T, const Name extends ListedNames<T>>(
    this: Constructor<T>,
    transport: Transport,
    query: SelectingQuery<T, Name>,
  ): Promise<Result<Selected<T, Name>[]>>;
}
