import { findClass } from "../classes/catalog.js";
import type { TypedName } from "../classes/class-text.js";

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
