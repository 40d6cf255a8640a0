import { checkPackageID, type PackageClassName } from "../operations/site/package-target.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import { PropertyReader } from "./property-reader.js";
import type { Properties } from "./property.js";
import { objectQuery, type LooseQuery } from "./query.js";
import type { SMS_PackageBaseclass } from "./sms-package-baseclass.js";

/** The own members of an object to be. */
export interface Members {
  readonly PackageID: string;
}

/** Reads objects of one package class through a transport. */
export class PackageReading {
  readonly #className: PackageClassName;
  readonly #properties: Properties;
  readonly #complete: PropertyReader;
  readonly #listed: PropertyReader;

  constructor(className: PackageClassName, properties: Properties) {
    this.#className = className;
    this.#properties = properties;
    this.#complete = new PropertyReader(className, properties, true);
    this.#listed = new PropertyReader(className, properties, false);
  }

  /** Reads the object with this key into an empty one. */
  async byKey<T extends SMS_PackageBaseclass>(
    empty: T,
    transport: Transport,
    PackageID: unknown,
    options: CallOptions = {},
  ): Promise<Result<T>> {
    const className = this.#className;
    const id = checkPackageID(className, PackageID);
    if (!id.ok) return id;
    const { signal, timeoutMs } = options;
    const row = await transport.getObject({ className, keys: { PackageID: id.value } }, { signal, timeoutMs });
    if (!row.ok) return row;
    const read = this.#read(row.value, this.#complete);
    if (!read.ok) return read;
    if (read.value.PackageID.toUpperCase() !== id.value) {
      return this.#invalid(id.value, `The answer is about another object, ${read.value.PackageID}`);
    }
    Object.assign(empty, read.value);
    return succeed(empty);
  }

  /**
   * Runs a query; one unreadable object is a failure of its own, and the others follow.
   *
   * @param become - makes an object of its members
   */
  async *query<T extends SMS_PackageBaseclass>(
    become: (members: Members) => T,
    transport: Transport,
    query: LooseQuery = {},
  ): AsyncGenerator<Result<T>, void, undefined> {
    const checked = objectQuery(this.#className, this.#properties, query);
    if (!checked.ok) {
      yield checked;
      return;
    }
    const { signal, timeoutMs } = query;
    for await (const row of transport.execQuery(checked.value, { signal, timeoutMs })) {
      if (!row.ok) {
        yield row;
        continue;
      }
      const read = this.#read(row.value, this.#listed);
      yield read.ok ? succeed(become(read.value)) : read;
    }
  }

  #read(row: WmiObject, reader: PropertyReader): Result<Members> {
    const read = reader.read(row);
    if ("members" in read && isIdentified(read.members)) return succeed(read.members);
    const misfit = "misfit" in read ? read.misfit : "PackageID";
    // The value itself may be long or secret.
    return this.#invalid(row["PackageID"], `The value of ${misfit} does not fit its type`);
  }

  #invalid(PackageID: unknown, message: string): Result<never> {
    return fail({
      kind: "invalid-response",
      execution: "not-executed",
      message: `${message} (${this.#className})`,
      operation: { className: this.#className, ...(typeof PackageID === "string" && { PackageID }) },
    });
  }
}

function isIdentified(members: object): members is Members {
  return "PackageID" in members && typeof members.PackageID === "string";
}
