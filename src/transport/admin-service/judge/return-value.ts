import type { WmiObject } from "../../transport.js";
import { isJsonObject, toWmiObject, type JsonObject } from "../odata/wmi-json.js";

/**
 * Reads the return value of a method from each place in a response in which an OData service can write it, because no
 * response of an instance method was ever published.
 *
 * @returns a signed 32-bit integer; `undefined` if there is none; text if the value cannot be used: the text says what is
 *   wrong
 */
export function returnValueOf(body: JsonObject, text: string): number | string | undefined {
  const { value: nested } = body;
  const found = returnValueIn(body) ?? (isJsonObject(nested) ? returnValueIn(nested) : (nested ?? undefined));
  if (found === undefined || Array.isArray(found) || isJsonObject(found)) return undefined;
  const number = typeof found === "string" && /^-?\d{1,10}$/.test(found) ? Number(found) : found;
  const isInteger = typeof number === "number" && Number.isInteger(number);
  if (!isInteger || number < -0x8000_0000 || number > 0xffff_ffff) return notAnInteger;
  let isWritten = false;
  let hasOther = isReturnValue(nested) && Number(nested) !== number;
  for (const [, name = "", written = ""] of text.matchAll(writtenNumber)) {
    if (!/^-?\d+(?:\.0+)?$/.test(written)) return notAnInteger;
    isWritten = true;
    if (name.toLowerCase() === "returnvalue") hasOther ||= Number(written) !== number;
  }
  if (!isWritten) return notAnInteger;
  return hasOther ? "the response contains several values of ReturnValue" : number | 0;
}

function isReturnValue(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string";
}

const notAnInteger = "ReturnValue is not a 32-bit integer";

/**
 * Finds the numbers in the response text that can be the return value. `JSON.parse` rounds numbers:
 * a fraction with many digits can become an integer. If a name occurs several times, it keeps the last member.
 */
const writtenNumber = /"(ReturnValue|value)"\s*:\s*"?(-?\d[\w.+-]*)/gi;

// The case in which the AdminService writes names is not documented, so case is ignored.
function returnValueIn(object: JsonObject): unknown {
  const found = Object.entries(object).find(([name]) => name.toLowerCase() === "returnvalue");
  return found?.[1] ?? undefined;
}

/** Returns the out parameters of a method: the members beside `ReturnValue` (seen), or the members of `value`. */
export function outParametersOf(body: JsonObject): WmiObject {
  const { value } = body;
  // If `value` is not a list, it is the return value itself, or contains all the out parameters.
  const own = Object.entries(body).filter(
    ([name]) => isOutParameter(name) && (name !== "value" || Array.isArray(value)),
  );
  const nested = isJsonObject(value) ? Object.entries(value).filter(([name]) => isOutParameter(name)) : [];
  return toWmiObject(Object.fromEntries([...own, ...nested]));
}

function isOutParameter(name: string): boolean {
  return !name.includes("@") && name.toLowerCase() !== "returnvalue";
}

/**
 * Whether a response without a return value can be the response of a method: it is empty, or has the `@odata.context` of a
 * method (seen).
 */
export function isOfMethod(body: JsonObject): boolean {
  const context = body["@odata.context"];
  if (typeof context === "string") return context.endsWith("$metadata#__PARAMETERS");
  return Object.keys(body).length === 0;
}
