import type { MethodDefinition } from "../classes/class-text.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../values/json.js";
import { checked } from "./check-value.js";
import { isAbstract, isEmbedded } from "./edm.js";
import { notServed } from "./refusal.js";

/** Which embedded parameters the site reads. */
interface EmbeddedParameters {
  readonly arrayOfEmbeddedParameter: "accepted" | "refused";
  readonly abstractEmbeddedParameters: "accepted" | "refused";
}

/**
 * Reads the body of a method call. A site refuses each error in it with 404 and details (seen).
 *
 * @throws Refusal for invalid JSON, and for parameters that are unknown, missing or of the wrong type.
 */
export function inParametersOf(body: string, method: MethodDefinition, accepts: EmbeddedParameters): JsonObject {
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
    if (isEmbedded(parameter) && parameter.array && accepts.arrayOfEmbeddedParameter === "refused") {
      // Error text of a real site (seen).
      throw notServed(
        "ODataParameterReader.ReadAsync or ODataParameterReader.Read was called in the 'ResourceSet' state. ODataParameterReader.ReadAsync or ODataParameterReader.Read can only be called in the 'Start', 'Value', 'Collection', 'Resource' or 'ResourceSet' state.",
      );
    }
    if (isAbstract(parameter) && accepts.abstractEmbeddedParameters === "refused") {
      throw notServed(
        `The type 'AdminService.${parameter.type}' is abstract and can't be read as the parameter '${parameter.name}'.`,
      );
    }
    result[parameter.name] = checked(value, parameter);
  }
  return result;
}

/** Reads a body, which must be a JSON object. An empty body means `{}` (seen). */
export function bodyObject(body: string): JsonObject {
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (isJsonObject(value) && !isDeeper(value, maxLevels)) return value;
  } catch {
    // The same error text as for JSON that is not an object, or is nested too deeply.
  }
  throw notServed("An error occurred while reading the request payload: a JSON object was expected.");
}

/** Maximum nesting. Microsoft's OData library has such a limit (documented: `ODataMessageQuotas.MaxNestingDepth`). This number is inferred. */
const maxLevels = 100;

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
