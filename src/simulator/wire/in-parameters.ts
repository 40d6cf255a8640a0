import type { MethodDefinition } from "../classes/class-text.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../values/json.js";
import { checked, isAbstract, isEmbedded } from "./value-types.js";
import { status404 } from "./refusal.js";

/** The two settings that decide which parameters with embedded objects the site accepts. */
interface EmbeddedParameters {
  readonly arrayOfEmbeddedParameter: "accepted" | "refused";
  readonly abstractEmbeddedParameters: "accepted" | "refused";
}

/**
 * Reads the parameters in the body of a method call. Real sites respond to a wrong parameter with 404 and an error text
 * that names the error (seen).
 *
 * @throws Refusal for invalid JSON, and for parameters that are unknown, missing or of the wrong type.
 */
export function inParametersOf(body: string, method: MethodDefinition, accepts: EmbeddedParameters): JsonObject {
  const given = bodyObject(body);
  const known = new Set(method.inParameters.map(({ name }) => name));
  for (const name of Object.keys(given)) {
    if (!known.has(name) && !name.startsWith("@")) {
      throw status404(
        `The parameter '${name}' in the request payload is not a valid parameter for the operation '${method.name}'.`,
      );
    }
  }
  const result: Record<string, JsonValue> = {};
  for (const parameter of method.inParameters) {
    const value = given[parameter.name];
    if (value === undefined) {
      if (parameter.optional) continue;
      throw status404(
        `One or more parameters of the operation '${method.name}' are missing from the request payload. The missing parameters are: ${parameter.name}.`,
      );
    }
    if (isEmbedded(parameter) && parameter.array && accepts.arrayOfEmbeddedParameter === "refused") {
      // Error text of a real site (seen).
      throw status404(
        "ODataParameterReader.ReadAsync or ODataParameterReader.Read was called in the 'ResourceSet' state. ODataParameterReader.ReadAsync or ODataParameterReader.Read can only be called in the 'Start', 'Value', 'Collection', 'Resource' or 'ResourceSet' state.",
      );
    }
    if (isAbstract(parameter) && accepts.abstractEmbeddedParameters === "refused") {
      throw status404(
        `The type 'AdminService.${parameter.type}' is abstract and can't be read as the parameter '${parameter.name}'.`,
      );
    }
    result[parameter.name] = checked(value, parameter);
  }
  return result;
}

/** Parses the body of a request, which must be a JSON object. An empty body means `{}` (seen). */
export function bodyObject(body: string): JsonObject {
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (isJsonObject(value) && !isDeeper(value, maxLevels)) return value;
  } catch {
    // Invalid JSON gets the same error text as JSON that is not an object or is nested too deeply.
  }
  throw status404("An error occurred while reading the request payload: a JSON object was expected.");
}

/** Maximum nesting of a body. Microsoft's OData library has a `MaxNestingDepth` (documented); the number is inferred. */
const maxLevels = 100;

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
