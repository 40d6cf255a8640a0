import type { Behavior } from "../behavior.js";
import { findClass, isKindOf } from "../classes/catalog.js";
import type { MethodDefinition, TypedName } from "../classes/class-text.js";
import { isJsonObject, textOf, type JsonObject, type JsonValue } from "../json.js";
import { cannotConvert, notServed } from "../refusal.js";
import { edmType, isAbstract, isEmbedded } from "./edm.js";

type Switches = Pick<Behavior, "arrayOfEmbeddedParameter" | "abstractEmbeddedParameters">;

/**
 * Reads the body of a method call. All that is wrong with it is a 404 with details (seen).
 *
 * @throws Refusal for JSON that can't be read, and for parameters that are unknown, missing or of the wrong type.
 */
export function inParametersOf(body: string, method: MethodDefinition, switches: Switches): JsonObject {
  const given = bodyObject(body);
  const known = new Set(method.inParameters.map(({ name }) => name));
  for (const name of Object.keys(given)) {
    if (!known.has(name) && !name.startsWith("@")) {
      throw notServed(
        `The parameter '${name}' in the request payload is not a valid parameter for the operation '${method.name}'.`,
      );
    }
  }
  const result: Record<string, JsonValue> = {};
  for (const parameter of method.inParameters) {
    const value = given[parameter.name];
    if (value === undefined) {
      if (parameter.optional) continue;
      throw notServed(
        `One or more parameters of the operation '${method.name}' are missing from the request payload. The missing parameters are: ${parameter.name}.`,
      );
    }
    if (isEmbedded(parameter) && parameter.array && switches.arrayOfEmbeddedParameter === "refused") {
      // The sentence of a real site (seen).
      throw notServed(
        "ODataParameterReader.ReadAsync or ODataParameterReader.Read was called in the 'ResourceSet' state. ODataParameterReader.ReadAsync or ODataParameterReader.Read can only be called in the 'Start', 'Value', 'Collection', 'Resource' or 'ResourceSet' state.",
      );
    }
    if (isAbstract(parameter) && switches.abstractEmbeddedParameters === "refused") {
      throw notServed(
        `The type 'AdminService.${parameter.type}' is abstract and can't be read as the parameter '${parameter.name}'.`,
      );
    }
    result[parameter.name] = checked(value, parameter);
  }
  return result;
}

/** Reads a body that has to be a JSON object; an empty one counts as `{}` (seen). */
export function bodyObject(body: string): JsonObject {
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (isJsonObject(value) && !isDeeper(value, maxLevels)) return value;
  } catch {
    // The same sentence as for JSON that is no object, or too deep.
  }
  throw notServed("An error occurred while reading the request payload: a JSON object was expected.");
}

/** Microsoft's OData library has such a limit (documented: `ODataMessageQuotas.MaxNestingDepth`); its height is inferred. */
const maxLevels = 100;

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/**
 * Checks a value against the type of its property or parameter, embedded objects included, and gives it as the site
 * keeps it: `@odata.type` turned into `__CLASS`.
 *
 * @throws Refusal where it doesn't fit.
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
    throw notServed(
      `Cannot convert a value of type '${className}' to the expected type '${edmType(typed)}'. An '@odata.type' with a concrete type is needed.`,
    );
  }
  const result: Record<string, JsonValue> = { __CLASS: definition.name };
  for (const [name, member] of Object.entries(members)) {
    if (name.startsWith("__") || name.startsWith("@")) continue;
    const property = definition.propertiesByName.get(name);
    if (property !== undefined) result[name] = checked(member, property);
    else if (definition.properties.length > 0) {
      throw notServed(`The property '${name}' does not exist on type 'AdminService.${definition.name}'.`);
    } else result[name] = member;
  }
  return result;
}

function fits(value: JsonValue, { type }: TypedName): boolean {
  switch (type) {
    case "String":
    case "UInt8":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "UInt32":
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff_ffff;
    case "SInt32":
      return typeof value === "number" && (value | 0) === value;
    default:
      return typeof value === "number";
  }
}
