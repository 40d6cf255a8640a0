import { findClass, isKindOf } from "../classes/catalog.js";
import type { TypedName } from "../classes/class-text.js";
import { isJsonObject, textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { isBase64, timeIn } from "../values/wire-formats.js";
import { edmType, isEmbedded } from "./edm.js";
import { cannotConvert, status404 } from "./refusal.js";

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
