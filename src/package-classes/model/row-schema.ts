import type { WmiObject, WmiValue } from "../../wmi/wmi-object.js";
import type { ClassProperties } from "../interfaces/names.js";
import type { Properties, PropertyDescription, PropertyTable } from "./property.js";
import { unreadable } from "./value-types.js";
import { wmiObjectOf } from "./wmi-data.js";

/** Types and descriptions of the properties of a package class. */
export interface PackageSchema<Class> {
  /**
   * Reads a row of a site.
   *
   * @param row - an object in the form of a transport: dates as ISO 8601 text, bytes as base64 text
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
  /** Description of the property, from the class page. */
  readonly wmi: PropertyDescription;
}

/** The members of an object that was read. */
export interface Members {
  readonly PackageID: string;
  readonly additionalProperties: WmiObject;
}

/** Reads rows by a table of properties. */
export class RowSchema {
  readonly shape: Properties;
  readonly #spellings: ReadonlyMap<string, string>;

  constructor(properties: Properties) {
    this.shape = properties;
    this.#spellings = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  }

  safeParse(row: unknown): ParsedRow<object> {
    const members = typeof row === "object" && row !== null ? this.read(wmiObjectOf(row), true) : undefined;
    if (members === undefined) return { success: false, error: { message: "PackageID must be text" } };
    return { success: true, data: members };
  }

  /**
   * Reads the properties of a row. `additionalProperties` has the members that the class does not have, and the values
   * that do not fit their type. System members (`__*`) are omitted.
   *
   * @param withLazy - false for rows of a list, which do not have the values of lazy properties
   * @returns `undefined` if the row has no `PackageID`
   */
  read(row: WmiObject, withLazy: boolean): Members | undefined {
    const members: Record<string, unknown> = {};
    const additional: [name: string, value: WmiValue][] = [];
    for (const [sent, value] of Object.entries(row)) {
      const name = this.#spelling(sent, row);
      const property = this.property(name);
      if (property === undefined || Object.hasOwn(members, name)) {
        if (!sent.startsWith("__")) additional.push([sent, value]);
      } else if (value !== null && (withLazy || !property.wmi.lazy)) {
        const read = property.type.read(value);
        if (read === unreadable) additional.push([name, value]);
        else if (read !== undefined) members[name] = read;
      }
    }
    const { PackageID } = members;
    if (typeof PackageID !== "string") return undefined;
    return Object.assign(members, { PackageID, additionalProperties: Object.fromEntries(additional) });
  }

  /** A property of the class; `undefined` for other names, such as `constructor`. */
  property(name: string) {
    return Object.hasOwn(this.shape, name) ? this.shape[name] : undefined;
  }

  // A site might spell a name in another case. A property in its documented spelling comes first.
  #spelling(sent: string, row: WmiObject): string {
    if (Object.hasOwn(this.shape, sent)) return sent;
    const name = this.#spellings.get(sent.toLowerCase());
    return name === undefined || Object.hasOwn(row, name) ? sent : name;
  }
}

/** Makes the public schema of a class. */
export function schemaOf<Class extends keyof ClassProperties>(
  properties: PropertyTable<Class>,
): PackageSchema<ClassProperties[Class]>;
export function schemaOf(properties: Properties): PackageSchema<object> {
  return new RowSchema(properties);
}

/** The {@link RowSchema} behind the public schema of a class. */
export function rowSchemaOf({ schema }: { readonly schema: unknown }): RowSchema {
  if (schema instanceof RowSchema) return schema;
  throw new TypeError("schema must be made by schemaOf");
}
