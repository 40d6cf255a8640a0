import type { EmbeddedClass } from "../embedded/embedded-class.js";
import type { ClassProperties, LazyNames, WritableNames } from "../interfaces/names.js";
import * as types from "./value-types.js";
import type { ValueType } from "./value-types.js";

/**
 * Who can set a property, in the terms of the class pages. `undocumented`: real objects have the property and no page
 * describes it. Only its type is known, so it is treated as neither lazy nor writable.
 */
export type Access = "key" | "read" | "readwrite" | "write" | "undocumented";

/** Qualifiers of a property. */
export interface Qualifiers {
  /** Who can set the property, in the terms of the class pages. */
  readonly access: Access;
  /** Whether only a keyed read returns the property. In a list it is null, zero or missing. */
  readonly lazy: boolean;
  /** Whether `update` accepts the property. Some properties that are documented as writable must not be written. */
  readonly writable: boolean;
}

/** Description of a property, from the class page. */
export interface PropertyDescription extends Qualifiers {
  /** CIM type, or the class of an embedded object. */
  readonly cimType: string;
  /** Whether the value is an array. */
  readonly array: boolean;
  /** Meaning, with unit and range if the property has them. */
  readonly summary: string;
}

/** A row of the table of properties. */
export interface Property<T = unknown, Q extends Qualifiers = Qualifiers> {
  readonly wmi: PropertyDescription & Q;
  readonly type: ValueType<T>;
}

/** The properties of a class, by name. */
export type Properties = Readonly<Record<string, Property>>;

/** The table that belongs to a documented interface. A difference of name, type, laziness or writability does not compile. */
export type PropertyTable<Class extends keyof ClassProperties> = {
  readonly [Name in keyof ClassProperties[Class]]-?: Property<
    NonNullable<ClassProperties[Class][Name]>,
    {
      readonly access: Access;
      readonly lazy: Name extends LazyNames[Class] ? true : false;
      readonly writable: Name extends WritableNames[Class] ? true : false;
    }
  >;
};

/** The key of the object; the provider assigns it. */
export const key = { access: "key", lazy: false, writable: false } as const;
/** Computed by the provider. */
export const read = { access: "read", lazy: false, writable: false } as const;
/** Computed by the provider; only keyed reads return it. */
export const lazyRead = { access: "read", lazy: true, writable: false } as const;
/** Can be set. */
export const readwrite = { access: "readwrite", lazy: false, writable: true } as const;
/** Can be set; only keyed reads return it. */
export const lazyReadwrite = { access: "readwrite", lazy: true, writable: true } as const;
/** Documented as writable, but `update` does not accept it. The summary gives the reason. */
export const lazyNotOffered = { access: "readwrite", lazy: true, writable: false } as const;
/** Can be set; reads return no value. */
export const write = { access: "write", lazy: false, writable: true } as const;
/** On real objects and on no page. */
export const undocumented = { access: "undocumented", lazy: false, writable: false } as const;

/** The key of every package class. */
export const packageID = (summary: string) => property("String", false, types.text, key, summary);

/** Text. */
export const string = of("String", false, types.text);

/** An array of texts. */
export const strings = of("String", true, types.listOf(types.text));

/** 0 to 4294967295. Also for flags and enumerations. */
export const uint32 = of("UInt32", false, types.uint32);

/** An array of numbers, each 0 to 4294967295. */
export const uint32s = of("UInt32", true, types.listOf(types.uint32));

/** -2147483648 to 2147483647. */
export const sint32 = of("SInt32", false, types.sint32);

/** True or false. */
export const boolean = of("Boolean", false, types.flag);

/** A date and time. 1970-01-01 and 1980-01-01 mean never. */
export const dateTime = of("DateTime", false, types.dateTime);

/** `UInt8[]`. */
export const bytes = of("UInt8", true, types.bytes);

/** An array of embedded objects of one class. */
export function embedded<T extends object, Q extends Qualifiers>(
  item: EmbeddedClass<T>,
  qualifiers: Q,
  summary: string,
) {
  return property(item.className, true, types.embeddedList(item), qualifiers, summary);
}

function of<T>(cimType: string, array: boolean, type: ValueType<T>) {
  return <Q extends Qualifiers>(qualifiers: Q, summary: string) => property(cimType, array, type, qualifiers, summary);
}

function property<T, Q extends Qualifiers>(
  cimType: string,
  array: boolean,
  type: ValueType<T>,
  qualifiers: Q,
  summary: string,
): Property<T, Q> {
  return { wmi: { cimType, array, summary, ...qualifiers }, type };
}
