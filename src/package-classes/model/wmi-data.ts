import { writeBytes } from "../../wmi/cim-values.js";
import type { WmiObject, WmiValue } from "../../wmi/wmi-object.js";

/** Converts an object to JSON data: dates to ISO 8601 text, bytes to base64 text. Members that JSON cannot express are omitted. */
export function wmiObjectOf(members: object): WmiObject {
  const data: [string, WmiValue][] = [];
  for (const [name, member] of Object.entries(members)) {
    const value = wmiValueOf(member);
    if (value !== undefined) data.push([name, value]);
  }
  return Object.fromEntries(data);
}

/** Converts a value to JSON data; returns `undefined` if JSON cannot express it. */
export function wmiValueOf(value: unknown): WmiValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null)
    return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return writeBytes(value);
  if (Array.isArray(value)) return value.map((item: unknown) => wmiValueOf(item) ?? null);
  return typeof value === "object" ? wmiObjectOf(value) : undefined;
}
