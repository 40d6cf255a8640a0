import type { ClassDefinition } from "../classes/catalog.js";
import { wireBase64 } from "../values/wire-formats.js";
import { isJsonObject, textOf, type JsonObject, type JsonValue } from "../values/json.js";

/** One object of a class: its class, and the values of its properties. */
export interface Instance {
  readonly definition: ClassDefinition;
  readonly properties: JsonObject;
}

/** Provider and site code of a site, which are in the paths of its objects. */
export interface Namespace {
  readonly provider: string;
  readonly siteCode: string;
}

/**
 * An object as the AdminService writes it. Its members are in the order that was seen: etag, `__LAZYPROPERTIES`,
 * `__QUALIFIER_SECURITYVERBS`, the properties, the other system members, and at the end lazy properties and arrays.
 *
 * @param lazyProperties - `present` only in the response to a keyed read or a write; objects in a list have none (seen)
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
    else if (!lazy || lazyProperties === "present") last.push([name, type === "UInt8" ? value : tagged(value)]);
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

/** An embedded object with its type as first member (seen on collection rules; inferred for the rest). */
function tagged(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(tagged);
  if (!isJsonObject(value) || value["__CLASS"] === undefined) return value;
  const { __CLASS, ...members } = value;
  return { "@odata.type": `#AdminService.${textOf(__CLASS)}`, ...members };
}

/** The key values, joined. The etag identifies the object, but not its version (seen). */
function etag({ definition, properties }: Instance): string {
  return definition.keys.map(({ name }) => textOf(properties[name])).join(";");
}

/** The object's path below its namespace, as WMI writes it. */
export function relPath({ definition, properties }: Instance): string {
  const keys = definition.keys.map(({ name, type }) => {
    const value = textOf(properties[name]);
    return type === "String"
      ? `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
      : `${name}=${value}`;
  });
  return `${definition.name}.${keys.join(",")}`;
}
