import type { EmbeddedClass } from "../embedded/embedded-class.js";
import type { ClassProperties, LazyNames, WritableNames } from "../interfaces/names.js";
import * as types from "./value-types.js";
import type { ValueType } from "./value-types.js";

/**
 * Who can set a property, in the terms of Microsoft's class pages. `undocumented`: real objects have the property (seen),
 * but no page describes it. Only its type is known, so the library treats it as neither lazy nor writable.
 */
export type Access = "key" | "read" | "readwrite" | "write" | "undocumented";

/** Qualifiers of a property. */
export interface Qualifiers {
  /** Who can set the property, in the terms of Microsoft's class pages. */
  readonly access: Access;
  /** Whether only a keyed read returns the property. In a list the property is null, zero or missing. */
  readonly lazy: boolean;
  /** Whether `update` accepts the property. Some properties that are documented as writable must not be written. */
  readonly writable: boolean;
}

/** Description of a property, from Microsoft's page of the class. */
export interface PropertyDescription extends Qualifiers {
  /** CIM type, or the class of an embedded object. */
  readonly cimType: string;
  /** Whether the value is an array. */
  readonly array: boolean;
  /** Meaning of the property, with its unit and range if it has them. */
  readonly summary: string;
}

/** A property in the table of a class. */
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

/** Qualifiers of the key, which the provider assigns. */
export const key = { access: "key", lazy: false, writable: false } as const;
/** Qualifiers of a property that the provider computes. */
export const read = { access: "read", lazy: false, writable: false } as const;
/** Qualifiers of a property that the provider computes and that only keyed reads return. */
export const lazyRead = { access: "read", lazy: true, writable: false } as const;
/** Qualifiers of a property that `update` can set. */
export const readwrite = { access: "readwrite", lazy: false, writable: true } as const;
/** Qualifiers of a property that `update` can set and that only keyed reads return. */
export const lazyReadwrite = { access: "readwrite", lazy: true, writable: true } as const;
/** Qualifiers of a property that is documented as writable, but that `update` refuses. Its summary states the reason. */
export const lazyNotOffered = { access: "readwrite", lazy: true, writable: false } as const;
/** Qualifiers of a property that `update` can set and that reads never return. */
export const write = { access: "write", lazy: false, writable: true } as const;
/** Qualifiers of a property that real objects have (seen) and no page of Microsoft describes. */
export const undocumented = { access: "undocumented", lazy: false, writable: false } as const;

/** PackageID, the key of every package class. */
export const packageID = (summary: string) => property("String", false, types.text, key, summary);

/** A text property. */
export const string = of("String", false, types.text);

/** A property that is an array of texts. */
export const strings = of("String", true, types.listOf(types.text));

/** A number from 0 to 4294967295. Flags and enumerations have this type too. */
export const uint32 = of("UInt32", false, types.uint32);

/** A property that is an array of numbers from 0 to 4294967295. */
export const uint32s = of("UInt32", true, types.listOf(types.uint32));

/** A number from -2147483648 to 2147483647. */
export const sint32 = of("SInt32", false, types.sint32);

/** A property that is true or false. */
export const boolean = of("Boolean", false, types.flag);

/** A date and time. The dates 1970-01-01 and 1980-01-01 mean never. */
export const dateTime = of("DateTime", false, types.dateTime);

/** A property of bytes (`UInt8[]`). */
export const bytes = of("UInt8", true, types.bytes);

/** A property that is an array of embedded objects of one class. */
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
