import * as z from "zod";
import { cim } from "./cim-types.js";

/**
 * Who may set a property, in the words of the class pages. `undocumented`: real instances carry the property and no page
 * has it, so that nothing is known but its type; it is treated as neither lazy nor writable.
 */
export type Access = "key" | "read" | "readwrite" | "write" | "undocumented";

/** What is said of a property besides its type. */
export interface Qualifiers {
  readonly access: Access;
  /** Only a keyed read fills it; in a list it is null, zero or missing. */
  readonly lazy: boolean;
  /** Whether `update` takes it: not everything that is documented as writable should be written. */
  readonly writable: boolean;
}

/** What is known of a property; its schema carries it as `wmi`. */
export interface PropertyDescription extends Qualifiers {
  /** CIM type, or the class of an embedded object. */
  readonly cimType: string;
  readonly array: boolean;
  /** What it means, with unit and range where there are any. */
  readonly summary: string;
}

/** A property of a class: its zod schema and its description. */
export type Property = z.ZodType & { readonly wmi: PropertyDescription };

/** The properties of a class, by name. */
export type Properties = Readonly<Record<string, Property>>;

/** Names the object; the provider assigns it. */
export const key = { access: "key", lazy: false, writable: false } as const;
/** Computed by the provider. */
export const read = { access: "read", lazy: false, writable: false } as const;
/** Computed by the provider, and in keyed reads alone. */
export const lazyRead = { access: "read", lazy: true, writable: false } as const;
/** May be set. */
export const readwrite = { access: "readwrite", lazy: false, writable: true } as const;
/** May be set, and comes with keyed reads alone. */
export const lazyReadwrite = { access: "readwrite", lazy: true, writable: true } as const;
/** Documented as writable and not offered for writing: the summary says why. */
export const lazyNotOffered = { access: "readwrite", lazy: true, writable: false } as const;
/** May be set, and reads as nothing. */
export const write = { access: "write", lazy: false, writable: true } as const;
/** On real instances and on no page. */
export const undocumented = { access: "undocumented", lazy: false, writable: false } as const;

// Every property may be missing, on a site of another release, or be null; both are kept apart.
function described<S extends z.ZodType, Q extends Qualifiers>(
  schema: S,
  cimType: string,
  array: boolean,
  qualifiers: Q,
  summary: string,
) {
  return Object.assign(schema.nullable().exactOptional(), { wmi: { cimType, array, summary, ...qualifiers } });
}

/** The key of every package class; the only property that is never missing. */
export function packageID(summary: string) {
  return Object.assign(z.string(), { wmi: { cimType: "String", array: false, summary, ...key } });
}

/** Text. */
export function string<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.String, "String", false, qualifiers, summary);
}

/** Several texts. */
export function strings<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(z.array(cim.String), "String", true, qualifiers, summary);
}

/** 0 to 4294967295; also for flags and enumerations. */
export function uint32<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.UInt32, "UInt32", false, qualifiers, summary);
}

/** Several numbers, each 0 to 4294967295. */
export function uint32s<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(z.array(cim.UInt32), "UInt32", true, qualifiers, summary);
}

/** -2147483648 to 2147483647. */
export function sint32<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.SInt32, "SInt32", false, qualifiers, summary);
}

/** True or false. */
export function boolean<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.Boolean, "Boolean", false, qualifiers, summary);
}

/** A moment; 1970-01-01 and 1980-01-01 mean never. */
export function dateTime<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.DateTime, "DateTime", false, qualifiers, summary);
}

/** `UInt8[]`. */
export function bytes<Q extends Qualifiers>(qualifiers: Q, summary: string) {
  return described(cim.Bytes, "UInt8", true, qualifiers, summary);
}

/** Several embedded objects of a class. */
export function embedded<S extends z.ZodType, Q extends Qualifiers>(
  className: string,
  item: S,
  qualifiers: Q,
  summary: string,
) {
  return described(z.array(item), className, true, qualifiers, summary);
}
