import { refresh } from "../../operations/refresh/send-refresh.js";
import type { RefreshOutcome, RefreshPkgSourceOptions } from "../../operations/refresh-pkg-source.js";
import { setSourceSite, type SetSourceSiteOptions, type SourceSiteOutcome } from "../../operations/set-source-site.js";
import type { PackageClassName } from "../../operations/site/package-target.js";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { callMethod, targetOf, type MethodResult } from "./method.js";
import { method, inParameters, texts } from "./method-parameters.js";
import { PackageObject, type PackageConstructor } from "./package-object.js";
import type { Changes, ListedNames, PackageQuery, Queried } from "./package-types.js";
import type { LooseQuery } from "./query.js";
import { collect, readByKey, readQuery } from "./reading.js";
import { updatePackage, type Updated } from "./update.js";

const addChangeNotification = method("AddChangeNotification");
const addDistributionPoints = method("AddDistributionPoints", inParameters({ SiteCode: texts, NALPath: texts }));
const unlock = method("Unlock");

/** Base of the concrete package classes: how they are read, queried and updated, and the methods that all of them have. */
export abstract class Package extends PackageObject {
  abstract override readonly className: PackageClassName;
  // SedoObjectVersion that an update of this object wrote. It is newer than the property of the same name.
  #writtenVersion: string | undefined;

  /**
   * Reads one package by its key, lazy properties included.
   *
   * @param PackageID - 8 characters, A-Z and 0-9; lower case becomes upper case
   * @param options - `signal`; `timeoutMs` in milliseconds
   * @returns the complete object. Failures: `invalid-argument` for the ID; `not-found` if this class has no such package
   *   or the account's security scopes hide it; `invalid-response` if the response has no valid `PackageID`; otherwise a
   *   transport failure
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
  static get<C extends PackageConstructor<Package>>(
    this: C,
    transport: Transport,
    PackageID: string,
    options?: CallOptions,
  ): Promise<Result<C["prototype"]>>;
  static get(
    this: PackageConstructor<Package>,
    transport: Transport,
    PackageID: string,
    options?: CallOptions,
  ): Promise<Result<Package>> {
    return readByKey(this, transport, PackageID, options);
  }

  /**
   * Reads the packages of this class that match a condition, page by page. If your loop ends early, reading stops.
   *
   * @param query - `where`, `orderBy`, `top`; `select` for some of the properties only; `signal`; `timeoutMs` for each page
   * @returns objects without lazy properties. A row without a valid `PackageID` is an `invalid-response` between the
   *   objects; any other failure is the last result
   * @example
   * ```ts
   * import { SMS_Package, where, type Transport } from "configmgr-sdk";
   *
   * export async function withoutSource(transport: Transport) {
   *   for await (const each of SMS_Package.query(transport, { where: where`PkgSourceFlag eq ${1}` })) {
   *     console.log(each.ok ? each.value.PackageID : each.failure.message);
   *   }
   * }
   * ```
   */
  static query<C extends PackageConstructor<Package>, const Name extends ListedNames<C["prototype"]> = never>(
    this: C,
    transport: Transport,
    query?: PackageQuery<C["prototype"], Name>,
  ): AsyncIterable<Result<Queried<C["prototype"], Name>>>;
  static query(
    this: PackageConstructor<Package>,
    transport: Transport,
    query?: LooseQuery,
  ): AsyncIterable<Result<unknown>> {
    return readQuery(this, () => this, transport, query);
  }

  /**
   * Reads the packages of this class that match a condition, all at once.
   *
   * @param query - that of `query`
   * @returns objects without lazy properties, or the first failure of `query`
   * @example
   * ```ts
   * import { SMS_TaskSequencePackage, type Transport } from "configmgr-sdk";
   *
   * export async function names(transport: Transport) {
   *   const list = await SMS_TaskSequencePackage.list(transport, { select: ["Name"], orderBy: "Name", top: 20 });
   *   return list.ok ? list.value.map(({ Name }) => Name) : list.failure.advice;
   * }
   * ```
   */
  static list<C extends PackageConstructor<Package>, const Name extends ListedNames<C["prototype"]> = never>(
    this: C,
    transport: Transport,
    query?: PackageQuery<C["prototype"], Name>,
  ): Promise<Result<Queried<C["prototype"], Name>[]>>;
  static list(this: PackageConstructor<Package>, transport: Transport, query?: LooseQuery): Promise<Result<unknown[]>> {
    return collect(readQuery(this, () => this, transport, query));
  }

  /**
   * Reads the package again by its key, lazy properties included.
   *
   * @param options - `signal`; `timeoutMs` in milliseconds
   * @returns a new complete object. Failures: those of `get`
   */
  load(options?: CallOptions): Promise<Result<this>>;
  load(options?: CallOptions): Promise<Result<PackageObject>> {
    return readByKey(this.Class, this.transport, this.PackageID, options);
  }

  /**
   * Changes properties of the package at the site. The library reads the object by its key, sends only the properties
   * that differ, and then reads the object again. The object that you have stays unchanged: continue with `updated`.
   *
   * @param changes - writable properties. `undefined` changes nothing. Null and empty arrays cannot be sent
   * @param options - `signal`; `timeoutMs` for each of the three requests
   * @returns the names of the sent properties, and the object after the change. Failures: `invalid-argument` before
   *   anything is sent; `not-found` if the package is gone; `locked` with reason `held` if another user edits it, with
   *   `stale` if it changed after this object was read; otherwise a transport failure
   */
  update(changes: Changes<this>, options?: CallOptions): Promise<Result<Updated<this>>>;
  async update(changes: object, options?: CallOptions): Promise<Result<Updated<PackageObject>>> {
    const result = await updatePackage(this, this.Class, this.transport, this.#writtenVersion, changes, options);
    if (!result.ok) return result;
    this.#writtenVersion = result.value.version;
    return succeed(result.value.updated);
  }

  /**
   * Refreshes the package with the operation `refreshPkgSource`: the site reads the source files again and sends the
   * changes to all distribution points.
   *
   * @param options - those of `refreshPkgSource`
   * @returns `accepted` (queued, nothing is copied yet) or `observed`. Failures: those of `refreshPkgSource`
   */
  refreshPkgSource(options: RefreshPkgSourceOptions = {}): Promise<Result<RefreshOutcome>> {
    return refresh(this.transport, this, options);
  }

  /**
   * Makes another site the owner of the package, with the operation `setSourceSite`.
   *
   * @param siteCode - three characters, A-Z and 0-9
   * @param options - those of `setSourceSite`
   * @returns `accepted` or `observed`. Failures: those of `setSourceSite`
   */
  setSourceSite(siteCode: string, options?: SetSourceSiteOptions): Promise<Result<SourceSiteOutcome>> {
    return setSourceSite(this.transport, this, siteCode, options);
  }

  /** Records a change notification for the package. */
  addChangeNotification(options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addChangeNotification, undefined, options);
  }

  /**
   * Assigns the package to more distribution points.
   *
   * @param inParameters - two arrays of the same length: site codes, and the NAL paths of the distribution points
   */
  addDistributionPoints(
    inParameters: { SiteCode: readonly string[]; NALPath: readonly string[] },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), addDistributionPoints, inParameters, options);
  }

  /**
   * Makes the site to which the transport is connected the owner of the package. Microsoft calls this "unlock", but the
   * method does not release a SEDO lock.
   */
  unlock(options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), unlock, undefined, options);
  }
}
