import type { WmiObject } from "../../transport.js";
import { isJsonObject, toWmiObject, type JsonObject } from "../odata/wmi-json.js";

/**
 * Reads the return value of a method, in each place where such a service can write it: no response of an instance method
 * was ever published.
 *
 * @returns a signed 32-bit integer; `missing` if there is none; `not-an-integer` if the value is anything else
 */
export function returnValueOf(body: JsonObject, text: string): number | "missing" | "not-an-integer" {
  const { value: nested } = body;
  const found =
    memberOf(body, "ReturnValue") ?? (isJsonObject(nested) ? memberOf(nested, "ReturnValue") : (nested ?? undefined));
  if (found === undefined || Array.isArray(found) || isJsonObject(found)) return "missing";
  const number = typeof found === "string" && /^-?\d{1,10}$/.test(found) ? Number(found) : found;
  if (typeof number !== "number" || !Number.isInteger(number)) return "not-an-integer";
  if (number < -0x8000_0000 || number > 0xffff_ffff) return "not-an-integer";
  return isWrittenAsInteger(text) ? number | 0 : "not-an-integer";
}

/** `JSON.parse` rounds: `1e-400` becomes 0, and a fraction with many digits can become an integer. */
function isWrittenAsInteger(text: string): boolean {
  const written = Array.from(text.matchAll(/"(?:ReturnValue|value)"\s*:\s*"?(-?\d[\w.+-]*)/gi), ([, digits]) => digits);
  return written.length > 0 && written.every((digits) => digits !== undefined && /^-?\d+(?:\.0+)?$/.test(digits));
}

// The case of names in the live service is not documented, so an exact match is preferred but not required.
function memberOf(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name] ?? undefined;
  const lower = name.toLowerCase();
  const other = Object.keys(object).find((key) => key.toLowerCase() === lower);
  return other === undefined ? undefined : (object[other] ?? undefined);
}

/** Out parameters: beside `ReturnValue` (seen), or in `value`. */
export function outParametersOf(body: JsonObject): WmiObject {
  const { value } = body;
  // A `value` that is not a list is the return value itself, or contains all the parameters.
  const own = Object.entries(body).filter(
    ([name]) => isOutParameter(name) && (name !== "value" || Array.isArray(value)),
  );
  const nested = isJsonObject(value) ? Object.entries(value).filter(([name]) => isOutParameter(name)) : [];
  return toWmiObject(Object.fromEntries([...own, ...nested]));
}

function isOutParameter(name: string): boolean {
  return !name.includes("@") && name.toLowerCase() !== "returnvalue";
}

/** Whether a response says that it is of a method. Seen on static methods: "...$metadata#__PARAMETERS". */
export function isMethodContext(body: JsonObject): boolean {
  const context = body["@odata.context"];
  return typeof context === "string" && context.endsWith("$metadata#__PARAMETERS");
}
