import { findClass, isKindOf } from "../classes/catalog.js";
import type { TypedName } from "../classes/class-text.js";
import { isJsonObject, textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { isBase64, timeIn } from "../values/wire-formats.js";
import { cannotConvert, status404 } from "./refusal.js";

const simpleTypes: Readonly<Partial<Record<string, string>>> = {
  String: "Edm.String",
  Boolean: "Edm.Boolean",
  DateTime: "Edm.DateTimeOffset",
  SInt32: "Edm.Int32",
  // OData 4.0 has no Edm.UInt32, so a site uses Edm.Int64 (seen).
  UInt32: "Edm.Int64",
  // The following integer types were not seen in the $metadata of a real site (inferred).
  SInt64: "Edm.Int64",
  UInt64: "Edm.Int64",
  UInt16: "Edm.Int32",
  UInt8: "Edm.Byte",
};

/** Returns the type that `$metadata` declares for a property or parameter (seen, except the inferred types above). */
export function edmType({ type, array }: TypedName): string {
  if (type === "UInt8" && array) return "Edm.Binary";
  const single = simpleTypes[type] ?? `AdminService.${type}`;
  return array ? `Collection(${single})` : single;
}

/** Whether the type is an embedded class. */
export function isEmbedded({ type }: TypedName): boolean {
  return simpleTypes[type] === undefined;
}

/** Whether the type is an abstract embedded class. */
export function isAbstract({ type }: TypedName): boolean {
  return findClass(type)?.abstract === true;
}

/**
 * Checks a value of a request against the type of its property or parameter, embedded objects included. Returns the value
 * as the site stores it: embedded objects have `__CLASS` instead of `@odata.type`.
 *
 * @throws Refusal if the type is wrong.
 */
export function checked(value: JsonValue, typed: TypedName): JsonValue {
  if (value === null) return null;
  if (typed.array && typed.type !== "UInt8") {
    if (!Array.isArray(value)) throw cannotConvert(value, edmType(typed));
    const item = { ...typed, array: false };
    return value.map((element: JsonValue) => checked(element, item));
  }
  if (isEmbedded(typed)) return embedded(value, typed);
  if (!fits(value, typed)) throw cannotConvert(value, edmType(typed));
  return value;
}

function embedded(value: JsonValue, typed: TypedName): JsonObject {
  if (!isJsonObject(value)) throw cannotConvert(value, edmType(typed));
  const { "@odata.type": tag, __CLASS, ...members } = value;
  const prefix = "#AdminService.";
  const className = textOf(tag).startsWith(prefix) ? textOf(tag).slice(prefix.length) : textOf(__CLASS ?? typed.type);
  const definition = findClass(className);
  if (definition === undefined || definition.abstract || !isKindOf(definition, typed.type)) {
    throw status404(
      `Cannot convert a value of type '${className}' to the expected type '${edmType(typed)}'. An '@odata.type' with a concrete type is needed.`,
    );
  }
  const result: Record<string, JsonValue> = { __CLASS: definition.name };
  for (const [name, member] of Object.entries(members)) {
    if (name.startsWith("__") || name.startsWith("@")) continue;
    const property = definition.propertiesByName.get(name);
    if (property !== undefined) result[name] = checked(member, property);
    else if (definition.properties.length > 0) {
      throw status404(`The property '${name}' does not exist on type 'AdminService.${definition.name}'.`);
    } else result[name] = member;
  }
  return result;
}

function fits(value: JsonValue, { type }: TypedName): boolean {
  switch (type) {
    case "String":
      return typeof value === "string";
    case "UInt8":
      return typeof value === "string" && isBase64(value);
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
      return timeIn(value) !== undefined;
    case "UInt32":
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff_ffff;
    case "SInt32":
      return typeof value === "number" && (value | 0) === value;
    default:
      return typeof value === "number";
  }
}
