import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import type { SMS_PackageBaseclassProperties } from "./interfaces/sms-package-baseclass.js";
import { PackageObject } from "./model/package-object.js";
import type { ListedNames, PackageQuery, Queried } from "./model/package-types.js";
import type { PropertyTable } from "./model/property.js";
import { isNames, type LooseQuery } from "./model/query.js";
import { collect, readByKey, readQuery } from "./model/reading.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";
import type { AnyPackage } from "./classes.js";
import { classOfRow } from "./registry.js";

const className = "SMS_PackageBaseclass" as const;

export interface SMS_PackageBaseclass extends SMS_PackageBaseclassProperties {}

/**
 * What all package classes have in common. Abstract, as in WMI, where it has no methods of its own. Its `query` and `list`
 * return packages of any class. The c in its name is a lower-case letter: releases before 2006 are case-sensitive.
 *
 * Properties are own, enumerable and plain; `JSON.stringify` gives ISO dates and base64.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export abstract class SMS_PackageBaseclass extends PackageObject {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_PackageBaseclassProperties> = /* @__PURE__ */ schemaOf<
    typeof className
  >(baseProperties satisfies PropertyTable<typeof className>);

  /**
   * Reads the packages of any class that match a condition, page by page. Reading stops if the loop is left.
   *
   * @param query - `where`, `orderBy`, `top`; `select` for some of the properties only; `signal`; `timeoutMs` for each page
   * @returns listed objects of the concrete class, which `className` names and `load` reads. A package whose `PackageType`
   *   this version does not know has the `className` `SMS_PackageBaseclass` and no operations. Failures as of
   *   `SMS_Package.query`
   * @example
   * ```ts
   * import { SMS_PackageBaseclass, where, type Transport } from "configmgr-sdk";
   *
   * export async function sourcesOn(transport: Transport, server: string) {
   *   const condition = where`startswith(PkgSourcePath, ${`\\\\${server}\\`})`;
   *   for await (const each of SMS_PackageBaseclass.query(transport, { where: condition })) {
   *     if (each.ok) console.log(each.value.className, each.value.PackageID);
   *   }
   * }
   * ```
   */
  static query<const Name extends ListedNames<SMS_PackageBaseclass> = never>(
    transport: Transport,
    query?: PackageQuery<SMS_PackageBaseclass, Name>,
  ): AsyncIterable<Result<QueriedPackage<Name>>>;
  static query(transport: Transport, query?: LooseQuery): AsyncIterable<Result<unknown>> {
    return queryAnyClass(transport, query);
  }

  /**
   * Reads the packages of any class that match a condition, all at once.
   *
   * @param query - as of `query`
   * @returns listed objects as of `query`, or the first failure
   * @example
   * ```ts
   * import { SMS_PackageBaseclass, type Transport } from "configmgr-sdk";
   *
   * export async function classes(transport: Transport) {
   *   const list = await SMS_PackageBaseclass.list(transport, { select: ["Name"], top: 100 });
   *   return list.ok ? list.value.map(({ className, Name }) => `${className}: ${Name ?? ""}`) : [];
   * }
   * ```
   */
  static list<const Name extends ListedNames<SMS_PackageBaseclass> = never>(
    transport: Transport,
    query?: PackageQuery<SMS_PackageBaseclass, Name>,
  ): Promise<Result<QueriedPackage<Name>[]>>;
  static list(transport: Transport, query?: LooseQuery): Promise<Result<unknown[]>> {
    return collect(queryAnyClass(transport, query));
  }

  /** @internal */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof PackageObject;
  }
}

/** A package of any class, as a query returns it. */
export type QueriedPackage<Name = never> = EachQueried<AnyPackage | UnknownPackage, Name>;

type EachQueried<T, Name> = T extends AnyPackage | UnknownPackage ? Queried<T, Name> : never;

/** A package whose `PackageType` this version of the library does not know. It has the properties of every package. */
export class UnknownPackage extends SMS_PackageBaseclass {
  /** Always `SMS_PackageBaseclass`: the concrete class is not known. */
  override readonly className = className;

  /**
   * Reads the package again by its key, lazy properties included.
   *
   * @param options - `signal`; `timeoutMs` in milliseconds
   * @returns a new object with the properties of every package. Failures as of `findPackage`
   */
  load(options?: CallOptions): Promise<Result<UnknownPackage>> {
    return readByKey(UnknownPackage, this.transport, this.PackageID, options);
  }
}

function queryAnyClass(transport: Transport, query?: LooseQuery): AsyncIterable<Result<unknown>> {
  // PackageType shows the class: selected rows have no class name (seen).
  const withType = isNames(query?.select) ? { ...query, select: ["PackageType", ...query.select] } : query;
  return readQuery(SMS_PackageBaseclass, (row) => classOfRow(row) ?? UnknownPackage, transport, withType);
}
