import { isList } from "../../../wmi/wmi-object.js";
import type { WmiObject, WmiValue } from "../../transport.js";

/**
 * Maximum nesting depth of a value to send: deeper than every instance of the SMS Provider, and far below the depth that
 * overflows the stack.
 */
const maxDepth = 100;

/** A JSON object in a response. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Renames `@odata.type` to `__CLASS` in the text of a response, in the form that services write. This is done in the text,
 * because renaming the member in each parsed row takes longer than parsing the text (measured). Inside a JSON string,
 * quotes have backslashes, so the pattern matches only names of members.
 */
export function withClassNames(text: string): string {
  return text.replaceAll('"@odata.type":"#AdminService.', '"__CLASS":"');
}

/** Returns an object of a response as a `WmiObject`: `@odata.type` becomes `__CLASS`, other `@` members are removed. */
export function toWmiObject(entity: JsonObject): WmiObject {
  if (isFlat(entity)) return entity;
  const members = Object.entries(entity)
    .filter(([name]) => !name.includes("@"))
    .map(([name, value]) => [name, valueFromJson(value)] as const);
  const type = entity["@odata.type"];
  // `fromEntries`, because an assignment to a member named `__proto__` would change the prototype.
  if (typeof type !== "string") return Object.fromEntries(members);
  // If the object has its own `__CLASS`, it replaces this one.
  return Object.fromEntries([["__CLASS", type.replace(/^#AdminService\./, "")], ...members]);
}

// Whether an object has no annotations and no embedded objects, which is true for most objects. Such an object needs no
// copy.
function isFlat(entity: JsonObject): entity is WmiObject {
  for (const name in entity) {
    const value = entity[name];
    if (name.includes("@") || !(isLeaf(value) || (Array.isArray(value) && value.every(isLeaf)))) return false;
  }
  return true;
}

function isLeaf(value: unknown): value is string | number | boolean | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
}

function valueFromJson(value: unknown): WmiValue {
  if (Array.isArray(value)) return value.map(valueFromJson);
  if (isJsonObject(value)) return toWmiObject(value);
  return isLeaf(value) ? value : null;
}

/**
 * Returns a WMI object in the form that the service requires in a request. An embedded object must have `@odata.type` as
 * its first member (seen). The URL names the object itself, so its own system members are omitted.
 *
 * @throws RangeError if it is not a plain object, is nested too deep, or contains a value that JSON does not have.
 */
export function fromWmiObject(object: WmiObject): Record<string, unknown> {
  // Callers in JavaScript can pass any value. For text or a list, the indexes would be sent as property names; for a Map,
  // nothing.
  if (!isPlain(object)) throw new RangeError("it is not a plain object");
  return objectToJson(object, 0);
}

function objectToJson(object: WmiObject, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name, value]: readonly [string, unknown]) => !name.startsWith("__") && value !== undefined)
      .map(([name, value]) => [name, valueToJson(value, depth + 1)]),
  );
}

function valueToJson(value: WmiValue, depth: number): unknown {
  if (depth > maxDepth) throw new RangeError(`nested deeper than ${maxDepth} levels`);
  if (isList(value)) return value.map((item) => valueToJson(item, depth + 1));
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} is not a JSON value`);
  if (isLeaf(value)) return value;
  if (!isPlain(value)) throw new RangeError(`${kindOf(value)} is not a JSON value`);
  const className = value["__CLASS"];
  return {
    ...(typeof className === "string" && { "@odata.type": `#AdminService.${className}` }),
    ...objectToJson(value, depth),
  };
}

/**
 * Whether a value is an object literal and not an instance of a class. Callers in JavaScript can pass any value, and
 * JSON.stringify would write `{}` for a Map.
 */
export function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  return typeof value === "object" ? "an object of a class" : typeof value;
}
