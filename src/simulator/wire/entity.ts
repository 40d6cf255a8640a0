import type { ClassDefinition } from "../classes/catalog.js";
import { wireBase64 } from "../values/wire-formats.js";
import { isJsonObject, textOf, type JsonObject, type JsonValue } from "../values/json.js";

/** An instance of a WMI class: the class, and the values of the properties. */
export interface Instance {
  readonly definition: ClassDefinition;
  readonly properties: JsonObject;
}

/** The two parts of an object's path that depend on the site: the host name of the SMS Provider and the site code. */
export interface Namespace {
  readonly provider: string;
  readonly siteCode: string;
}

/**
 * Makes the JSON of an object, with its members in the order of real sites (seen): etag, `__LAZYPROPERTIES`,
 * `__QUALIFIER_SECURITYVERBS`, the properties, the other system members, then lazy properties and arrays.
 *
 * @param lazyProperties - `present` in the response to a keyed read or a write; objects in a list have no lazy properties
 *   (seen)
 */
export function entity(
  instance: Instance,
  namespace: Namespace,
  lazyProperties: "present" | "absent" | "null",
): JsonObject {
  const { definition, properties } = instance;
  const lazyNames = definition.properties.filter(({ lazy }) => lazy).map(({ name }) => name);
  const result: Record<string, JsonValue> = {
    "@odata.etag": etag(instance),
    __LAZYPROPERTIES: ["__QUALIFIER_SECURITYVERBS", ...lazyNames],
    __QUALIFIER_SECURITYVERBS: lazyProperties === "present" ? -1 : null,
  };
  const last: [string, JsonValue][] = [];
  for (const { name, lazy, array, type } of definition.properties) {
    const stored = properties[name] ?? null;
    const value = type === "UInt8" && typeof stored === "string" ? wireBase64(stored) : stored;
    if (!lazy && (!array || type === "UInt8")) result[name] = value;
    else if (!lazy || lazyProperties === "present") last.push([name, type === "UInt8" ? value : withODataType(value)]);
    else if (lazyProperties === "null") last.push([name, null]);
  }
  for (const name in properties) {
    if (!definition.propertiesByName.has(name)) result[name] = properties[name] ?? null;
  }
  const relativePath = relPath(instance);
  result["__GENUS"] = 2;
  result["__CLASS"] = definition.name;
  result["__SUPERCLASS"] = definition.derivation[0] ?? null;
  result["__DYNASTY"] = definition.derivation.at(-1) ?? definition.name;
  result["__RELPATH"] = relativePath;
  result["__PROPERTY_COUNT"] = definition.properties.length;
  result["__DERIVATION"] = definition.derivation;
  result["__SERVER"] = namespace.provider;
  result["__NAMESPACE"] = `root\\sms\\site_${namespace.siteCode}`;
  result["__PATH"] = `\\\\${namespace.provider}\\root\\sms\\site_${namespace.siteCode}:${relativePath}`;
  for (const [name, value] of last) result[name] = value;
  return result;
}

/**
 * Replaces `__CLASS` of an embedded object by `@odata.type` as first member (seen for collection rules, inferred for other
 * classes).
 */
function withODataType(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withODataType);
  if (!isJsonObject(value) || value["__CLASS"] === undefined) return value;
  const { __CLASS, ...members } = value;
  return { "@odata.type": `#AdminService.${textOf(__CLASS)}`, ...members };
}

/** Makes the etag from the key values of the object. It does not change when the object changes (seen). */
function etag({ definition, properties }: Instance): string {
  return definition.keys.map(({ name }) => textOf(properties[name])).join(";");
}

/** Makes the WMI path of an object without its namespace, for example `SMS_Package.PackageID="P0100012"`. */
export function relPath({ definition, properties }: Instance): string {
  const keys = definition.keys.map(({ name, type }) => {
    const value = textOf(properties[name]);
    return type === "String"
      ? `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
      : `${name}=${value}`;
  });
  return `${definition.name}.${keys.join(",")}`;
}
