import { checkPackageID, type PackageClassName } from "../operations/package-target.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import { PropertyReader } from "./property-reader.js";
import type { Properties } from "./property.js";
import { objectQuery, type LooseQuery } from "./query.js";
import type { SMS_PackageBaseclass } from "./sms-package-baseclass.js";

/** Reads objects of one package class through a transport. */
export class PackageReading {
  readonly #className: PackageClassName;
  readonly #properties: Properties;
  readonly #complete: PropertyReader;
  readonly #listed: PropertyReader;

  constructor(className: PackageClassName, properties: Properties) {
    this.#className = className;
    this.#properties = properties;
    this.#complete = new PropertyReader(properties, true);
    this.#listed = new PropertyReader(properties, false);
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
    const object = this.#fill(empty, row.value, this.#complete);
    if (object.ok && object.value.PackageID.toUpperCase() !== id.value) {
      return this.#invalid(id.value, `The answer is about another object, ${object.value.PackageID}`);
    }
    return object;
  }

  /** Runs a query; one unreadable object is a failure of its own, and the others follow. */
  async *query<T extends SMS_PackageBaseclass>(
    empty: () => T,
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
      yield row.ok ? this.#fill(empty(), row.value, this.#listed) : row;
    }
  }

  #fill<T extends SMS_PackageBaseclass>(empty: T, row: WmiObject, reader: PropertyReader): Result<T> {
    const misfit = reader.read(row, empty) ?? (typeof empty.PackageID === "string" ? undefined : "PackageID");
    if (misfit === undefined) return succeed(empty);
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
