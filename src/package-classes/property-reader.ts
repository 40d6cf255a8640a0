import * as z from "zod";
import type { WmiObject, WmiValue } from "../transport/transport.js";
import { dateTimeOf } from "./cim-types.js";
import type { Properties, Property } from "./property.js";

/** Reads one value, or gives {@link unreadable}. */
type Reader = (value: WmiValue) => unknown;

const unreadable = Symbol("unreadable");

/**
 * Reads rows of a class into objects. Most values are what they shall become and are only checked; the schema decodes
 * the others. So a long list costs little more than parsing its text.
 */
export class PropertyReader {
  readonly #readers: ReadonlyMap<string, Reader>;
  readonly #spellings: ReadonlyMap<string, string>;

  /**
   * @param properties - of the class
   * @param withLazy - false for rows of a list, where a lazy property is not what the object has
   */
  constructor(properties: Properties, withLazy: boolean) {
    const entries = Object.entries(properties);
    this.#readers = new Map(
      entries.map(([name, property]) => [name, property.wmi.lazy && !withLazy ? leftOut : readerOf(property)]),
    );
    this.#spellings = new Map(entries.map(([name]) => [name.toLowerCase(), name]));
  }

  /**
   * Fills an object with the properties of a row, and its `additionalProperties` with what the class does not have.
   *
   * @returns the name of the first property whose value does not fit; `undefined` when all do
   */
  read(row: WmiObject, object: object): string | undefined {
    assertIndexable(object);
    const readers = this.#readers;
    const additional: [string, WmiValue][] = [];
    for (const sent of Object.keys(row)) {
      const value = row[sent];
      if (value === undefined) continue;
      let name = sent;
      let reader = readers.get(sent);
      if (reader === undefined) {
        name = this.#respelled(sent, row);
        reader = readers.get(name);
      }
      if (reader === undefined) {
        if (!sent.startsWith("__")) additional.push([sent, value]);
        continue;
      }
      const read = reader(value);
      if (read === unreadable) return name;
      if (read !== undefined) object[name] = read;
    }
    object["additionalProperties"] = Object.fromEntries(additional);
    return undefined;
  }

  // A site may spell a name in another case. A property that is there in its own spelling comes first.
  #respelled(sent: string, row: WmiObject): string {
    if (sent.startsWith("__")) return sent;
    const name = this.#spellings.get(sent.toLowerCase());
    return name === undefined || Object.hasOwn(row, name) ? sent : name;
  }
}

// Every object can be indexed by any name; the type of a class does not say so.
function assertIndexable(object: object): asserts object is Record<string, unknown> {
  if (Object.isFrozen(object)) throw new TypeError("a frozen object can't be filled");
}

const leftOut: Reader = () => undefined;

// Past the schema, which does the same and more: a long list has tens of thousands of dates.
const dateTime: Reader = (value) => {
  if (value === null) return value;
  const date = typeof value === "string" ? dateTimeOf(value) : null;
  return date === null ? unreadable : date;
};

function readerOf(property: Property): Reader {
  if (property.wmi.cimType === "DateTime" && !property.wmi.array) return dateTime;
  const isReadAlready = (property.wmi.array ? undefined : plainForms[property.wmi.cimType]) ?? (() => false);
  let compiled: z.ZodType | undefined;
  return (value) => {
    if (value === null || isReadAlready(value)) return value;
    compiled ??= z.compile(property);
    const parsed = compiled.safeParse(value);
    return parsed.success ? parsed.data : unreadable;
  };
}

/** Values that decoding would give back as they are. */
const plainForms: Readonly<Record<string, (value: WmiValue) => boolean>> = {
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  UInt32: (value) => typeof value === "number" && value >>> 0 === value,
  SInt32: (value) => typeof value === "number" && (value | 0) === value,
};
