import type { WmiObject, WmiValue } from "../../transport.js";

/** Deeper than any instance of the provider, and far from what the stack holds. */
const maxDepth = 100;

const typePrefix = "#AdminService.";
const typeMember = "@odata.type";
const typeAsWritten = `"${typeMember}":"${typePrefix}`;

type Entity = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The text of an answer with the types of its entities named `__CLASS`, in the form that services write. Renaming a
 * member later would take a copy of each row, and longer than parsing its text does (measured). In JSON, a name in quotes
 * with a colon behind it is always a name: inside a string the quotes have backslashes.
 */
export function withClassNames(text: string): string {
  return text.replaceAll(typeAsWritten, '"__CLASS":"');
}

/**
 * An entity of an answer, without the wire's notation: `@odata.type` becomes `__CLASS`, every other `@` member goes.
 *
 * @throws RangeError when it is nested deeper than an instance can be.
 */
export function toWmiObject(entity: Entity): WmiObject {
  return isFlat(entity) ? entity : objectFromJson(entity, 0);
}

// Most entities of most classes: nothing annotated, nothing embedded.
function isFlat(entity: Entity): entity is WmiObject {
  for (const name in entity) {
    const value = entity[name];
    if (name.includes("@")) return false;
    if (!isLeaf(value) && !(Array.isArray(value) && value.every(isLeaf))) return false;
  }
  return true;
}

function isLeaf(value: unknown): value is string | number | boolean | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
}

function objectFromJson(entity: Entity, depth: number): WmiObject {
  const members: Record<string, WmiValue> = {};
  const type = entity[typeMember];
  // A __CLASS of its own takes the place of this one.
  if (typeof type === "string") members["__CLASS"] = classOfType(type);
  for (const [name, value] of Object.entries(entity)) {
    if (name.includes("@")) continue;
    // Plain assignment would set the prototype.
    if (name === "__proto__")
      Object.defineProperty(members, name, { ...plain, value: valueFromJson(value, depth + 1) });
    else members[name] = valueFromJson(value, depth + 1);
  }
  return members;
}

const plain = { enumerable: true, configurable: true, writable: true };

function valueFromJson(value: unknown, depth: number): WmiValue {
  if (depth > maxDepth) throw new RangeError(`nested deeper than ${maxDepth} levels`);
  if (Array.isArray(value)) return value.map((item: unknown) => valueFromJson(item, depth + 1));
  if (isJsonObject(value)) return objectFromJson(value, depth);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

function classOfType(type: string): string {
  return type.startsWith(typePrefix) ? type.slice(typePrefix.length) : type;
}

/**
 * A WMI object as the service wants it in a request. Seen: an embedded object needs its `@odata.type`, as first member.
 * The object itself is named by the URL, so its own system members stay behind.
 *
 * @throws RangeError when it is nested too deep, or holds what JSON can't.
 */
export function fromWmiObject(object: WmiObject): Record<string, unknown> {
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
  if (isWmiArray(value)) return value.map((item) => valueToJson(item, depth + 1));
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value}, which is no JSON`);
  if (isLeaf(value)) return value;
  if (!isPlain(value)) throw new RangeError(`${kindOf(value)}, which is no JSON`);
  const className = value["__CLASS"];
  return {
    ...(typeof className === "string" && { "@odata.type": `${typePrefix}${className}` }),
    ...objectToJson(value, depth),
  };
}

// From JavaScript: JSON would make {} of a Date, and throw at a bigint.
function isPlain(value: unknown): boolean {
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  return typeof value === "object" ? "an object of a class" : typeof value;
}

function isWmiArray(value: WmiValue): value is readonly WmiValue[] {
  return Array.isArray(value);
}
