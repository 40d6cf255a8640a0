import type { WmiObject, WmiValue } from "../../wmi/wmi-object.js";
import type { ClassProperties } from "../interfaces/names.js";
import type { Properties, PropertyDescription, PropertyTable } from "./property.js";
import { unreadable } from "./value-types.js";
import { wmiObjectOf } from "./wmi-data.js";

/** Types and descriptions of the properties of a package class. */
export interface PackageSchema<Class> {
  /**
   * Reads the properties of a package from a row of a site.
   *
   * @param row - an object as a transport returns it: dates as ISO 8601 text, bytes as base64 text
   * @returns the properties, or `success: false` if the row has no `PackageID`. A value that does not fit its type is in
   *   `additionalProperties`
   */
  safeParse(row: unknown): ParsedRow<Class>;
  /** The properties by name. `shape.Name.wmi` describes the property `Name`. */
  readonly shape: { readonly [Name in keyof Class]-?: PropertySchema };
}

/** Result of `schema.safeParse`. */
export type ParsedRow<Class> =
  | { readonly success: true; readonly data: Class & { readonly additionalProperties: WmiObject } }
  | { readonly success: false; readonly error: { readonly message: string } };

/** A property in the `shape` of a schema. */
export interface PropertySchema {
  /** Description of the property, from Microsoft's page of the class. */
  readonly wmi: PropertyDescription;
}

/** Reads rows of a site with the table of properties of a class. */
export class RowSchema {
  readonly shape: Properties;
  readonly #spellings: ReadonlyMap<string, string>;

  constructor(properties: Properties) {
    this.shape = properties;
    this.#spellings = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  }

  safeParse(row: unknown): ParsedRow<object> {
    const data = { additionalProperties: {} };
    const isRead = typeof row === "object" && row !== null && this.readInto(data, wmiObjectOf(row), true) !== undefined;
    return isRead ? { success: true, data } : { success: false, error: { message: "PackageID must be text" } };
  }

  /**
   * Reads the properties of a row into an object. `additionalProperties` gets the members that the class does not have, and
   * the values that do not fit their type. System members (`__*`) are omitted. The method writes
   * directly into `target`: collecting the members first takes twice as long for a list (measured).
   *
   * @param withLazy - false for rows of a list, which do not have the values of lazy properties
   * @returns the PackageID; `undefined` if the row has none
   */
  readInto(target: object, row: WmiObject, withLazy: boolean): string | undefined {
    const members = writable(target);
    const additional: [name: string, value: WmiValue][] = [];
    for (const sent of Object.keys(row)) {
      const value = row[sent] ?? null;
      const name = this.#spelling(sent, row);
      const property = this.property(name);
      if (property === undefined || (sent !== name && Object.hasOwn(members, name))) {
        if (!sent.startsWith("__")) additional.push([sent, value]);
      } else if (value !== null && (withLazy || !property.wmi.lazy)) {
        const read = property.type.read(value);
        if (read === unreadable) additional.push([name, value]);
        else if (read !== undefined) members[name] = read;
      }
    }
    if (additional.length > 0) members["additionalProperties"] = Object.fromEntries(additional);
    const { PackageID } = members;
    return typeof PackageID === "string" ? PackageID : undefined;
  }

  /** Returns the property with this name; `undefined` for other names, such as `constructor`. */
  property(name: string) {
    return Object.hasOwn(this.shape, name) ? this.shape[name] : undefined;
  }

  // A site might return a name in another case. If the row also has the documented spelling, that property is used.
  #spelling(sent: string, row: WmiObject): string {
    if (Object.hasOwn(this.shape, sent)) return sent;
    const name = this.#spellings.get(sent.toLowerCase());
    return name === undefined || Object.hasOwn(row, name) ? sent : name;
  }
}

/** Returns the same object with a type that allows writing members by name. */
function writable(target: object): Record<string, unknown> {
  if (isRecord(target)) return target;
  throw new TypeError("target must be an object");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Makes the public schema of a class. */
export function schemaOf<Class extends keyof ClassProperties>(
  properties: PropertyTable<Class>,
): PackageSchema<ClassProperties[Class]>;
export function schemaOf(properties: Properties): PackageSchema<object> {
  return new RowSchema(properties);
}

/** Returns the {@link RowSchema} that implements the public schema of a class. */
export function rowSchemaOf({ schema }: { readonly schema: unknown }): RowSchema {
  if (schema instanceof RowSchema) return schema;
  throw new TypeError("schema must be made by schemaOf");
}
