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
 * The abstract base of all package classes, as in WMI. Its `query` and `list` return packages of any class. The c in its
 * name must be in lower case, because releases before 2006 are case-sensitive.
 *
 * The properties of an object are plain values; `JSON.stringify` writes dates as ISO text and bytes as base64.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export abstract class SMS_PackageBaseclass extends PackageObject {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_PackageBaseclassProperties> = /* @__PURE__ */ schemaOf<
    typeof className
  >(baseProperties satisfies PropertyTable<typeof className>);

  /**
   * Reads the packages of any class that match a condition, page by page. If your loop ends early, reading stops.
   *
   * @param query - `where`, `orderBy`, `top`; `select` for some of the properties only; `signal`; `timeoutMs` for each page
   * @returns listed objects of the concrete class, which `className` names and `load` reads. A package whose `PackageType`
   *   this version does not know has the `className` `SMS_PackageBaseclass` and no operations. Failures:
   *   those of `SMS_Package.query`
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
   * @param query - that of `query`
   * @returns the objects that `query` returns, or its first failure
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

/** A package whose `PackageType` this version of the library does not know. It has the properties that every package has. */
export class UnknownPackage extends SMS_PackageBaseclass {
  /** Always `SMS_PackageBaseclass`: the concrete class is not known. */
  override readonly className = className;

  /** Reads the properties that every package has again, lazy ones included. Failures: those of `findPackage`. */
  load(options?: CallOptions): Promise<Result<UnknownPackage>> {
    return readByKey(UnknownPackage, this.transport, this.PackageID, options);
  }
}

function queryAnyClass(transport: Transport, query?: LooseQuery): AsyncIterable<Result<unknown>> {
  // Rows of a query with `select` have no class name (seen), so PackageType is read to find their class.
  const withType = isNames(query?.select) ? { ...query, select: ["PackageType", ...query.select] } : query;
  return readQuery(SMS_PackageBaseclass, (row) => classOfRow(row) ?? UnknownPackage, transport, withType);
}
