import type { WmiObject, WmiValue } from "../transport/transport.js";

/** The own members of an object as data: ISO 8601 for dates, base64 for bytes; what JSON has no word for is left out. */
export function wmiObjectOf(members: object): WmiObject {
  const data: [string, WmiValue][] = [];
  for (const [name, member] of Object.entries(members)) {
    const value = wmiValueOf(member);
    if (value !== undefined) data.push([name, value]);
  }
  return Object.fromEntries(data);
}

/** A value as data; `undefined` where there is none for it. */
export function wmiValueOf(value: unknown): WmiValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null)
    return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map((item: unknown) => wmiValueOf(item) ?? null);
  return typeof value === "object" ? wmiObjectOf(value) : undefined;
}
