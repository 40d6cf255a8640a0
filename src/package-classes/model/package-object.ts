import type { PackageClassName } from "../../operations/site/package-target.js";
import type { Transport, WmiObject } from "../../transport/transport.js";
import { wmiObjectOf } from "./wmi-data.js";

/** Base of all objects of package classes, complete and listed ones. */
export abstract class PackageObject {
  /** Name of the WMI class. */
  declare static readonly className: PackageClassName | "SMS_PackageBaseclass";
  /** Types and descriptions of the properties of the class. */
  declare static readonly schema: object;
  /** Name of the concrete WMI class. With `PackageID` it makes the object a target of every operation. */
  abstract readonly className: PackageClassName | "SMS_PackageBaseclass";
  /** Unique ID of the package, assigned by the site. Programs, advertisements and distribution points refer to it. */
  declare readonly PackageID: string;
  /**
   * Properties that the site sent and this version of the library does not know, and values that do not fit the type of
   * their property. All are unchanged. System members (`__*`) are omitted.
   */
  readonly additionalProperties: WmiObject = {};
  readonly #origin: PackageOrigin;

  /** @internal */
  constructor(origin: PackageOrigin) {
    this.#origin = origin;
  }

  /** @internal */
  protected get transport(): Transport {
    return this.#origin.transport;
  }

  /** @internal */
  protected get Class(): PackageConstructor {
    return this.#origin.Class;
  }

  /** The object as JSON data: dates as ISO 8601 text, bytes as base64 text. */
  toJSON(): WmiObject {
    return wmiObjectOf(this);
  }
}

/** A package class that can make an empty object. */
export interface PackageConstructor<T extends PackageObject = PackageObject> {
  readonly className: T["className"];
  readonly schema: object;
  readonly prototype: T;
  new (origin: PackageOrigin): T;
}

/** Where an object was read from, and the class that the caller named. */
export interface PackageOrigin {
  readonly transport: Transport;
  readonly Class: PackageConstructor;
}
