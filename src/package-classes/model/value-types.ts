import { isDeepStrictEqual } from "node:util";
import { isNever, readBytes, readDateTime, readNumber, writeBytes, writeDateTime } from "../../wmi/cim-values.js";
import { isList, type WmiValue } from "../../wmi/wmi-object.js";
import type { EmbeddedClass } from "../embedded/embedded-class.js";
import { wmiValueOf } from "./wmi-data.js";

/** The result of reading a value that does not fit its type. */
export const unreadable = Symbol("unreadable");

/** How the values of one type are read from a row and written to a request. */
export interface ValueType<T> {
  /** Reads a value. `undefined` means that the property is not set. */
  read(value: WmiValue): T | undefined | typeof unreadable;
  /**
   * The value for a request; `undefined` if `value` is not valid.
   *
   * @param current - value of the property in the object that is updated
   */
  write(value: unknown, current?: unknown): WmiValue | undefined;
}

/** Reads and writes a `String`. */
export const text: ValueType<string> = {
  read: (value) => (typeof value === "string" ? value : unreadable),
  write: (value) => (typeof value === "string" ? value : undefined),
};

/** Reads and writes a `Boolean`. */
export const flag: ValueType<boolean> = {
  read: (value) => (typeof value === "boolean" ? value : unreadable),
  write: (value) => (typeof value === "boolean" ? value : undefined),
};

/** Reads and writes a `UInt32`. Enumerations and flags are plain numbers, so that undocumented values are kept. */
export const uint32 = integer(0, 0xffff_ffff);

/** Reads and writes an `SInt32`. */
export const sint32 = integer(-0x8000_0000, 0x7fff_ffff);

/** Reads and writes a `DateTime`, which is ISO 8601 text with milliseconds. A date that means "never" is read as not set. */
export const dateTime: ValueType<Date> = {
  read: (value) => {
    if (typeof value !== "string") return unreadable;
    return isNever(value) ? undefined : (readDateTime(value) ?? unreadable);
  },
  write: (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? writeDateTime(value) : undefined),
};

/** Reads and writes a `UInt8[]`, which is base64 text. */
export const bytes: ValueType<Uint8Array> = {
  read: (value) => (typeof value === "string" ? (readBytes(value) ?? unreadable) : unreadable),
  write: (value) => (value instanceof Uint8Array ? writeBytes(value) : undefined),
};

/** Reads and writes an array of plain values. If one item does not fit its type, the whole value is unreadable. */
export function listOf<T>(item: ValueType<T>): ValueType<readonly T[]> {
  return {
    read: (value) => {
      if (!isList(value)) return unreadable;
      const items: T[] = [];
      for (const each of value) {
        const read = item.read(each);
        if (read === unreadable || read === undefined) return unreadable;
        items.push(read);
      }
      return items;
    },
    write: (value) => writeItems(value, (each) => item.write(each)),
  };
}

/** Reads and writes an array of embedded objects. An object that does not fit its class stays unchanged in the array. */
export function embeddedList<T extends object>(item: EmbeddedClass<T>): ValueType<readonly T[]> {
  return {
    read: (value) => (isList(value) ? value.map((each) => item.read(each)) : unreadable),
    write: (value, current) => writeItems(value, (each) => unchanged(each, current) ?? item.write(each)),
  };
}

function writeItems(value: unknown, write: (item: unknown) => WmiValue | undefined): WmiValue[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: WmiValue[] = [];
  for (const each of value) {
    const written = write(each);
    if (written === undefined) return undefined;
    items.push(written);
  }
  return items;
}

// Reading accepts more values than writing. An item that the site already has is sent back unchanged.
function unchanged(item: unknown, current: unknown): WmiValue | undefined {
  const isKnown = Array.isArray(current) && current.some((each) => isDeepStrictEqual(each, item));
  if (!isKnown || typeof item !== "object" || item === null) return undefined;
  return wmiValueOf("unread" in item && !("__CLASS" in item) ? item.unread : item);
}

function integer(min: number, max: number): ValueType<number> {
  const isInRange = (value: unknown): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
  return {
    read: (value) => {
      const number = readNumber(value);
      return isInRange(number) ? number : unreadable;
    },
    write: (value) => (isInRange(value) ? value : undefined),
  };
}
