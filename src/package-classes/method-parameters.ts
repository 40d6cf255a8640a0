import * as z from "zod";
import type { PackageClassName } from "../operations/site/package-target.js";
import type { WmiObject } from "../transport/transport.js";
import { cim } from "./cim-types.js";
import { SMS_PackageBaseclass } from "./sms-package-baseclass.js";

/** In parameters. */
export const text = cim.String;
export const texts = z.array(cim.String);
export const number = cim.UInt32;
export const numbers = z.array(cim.UInt32);
export const flag = cim.Boolean;

/** A PackageID: 8 characters, A-Z and 0-9; lower case is raised. */
export const packageIDText = z.codec(z.string(), z.string().regex(/^[A-Za-z0-9]{8}$/), {
  decode: (sent) => sent,
  encode: (given) => given.toUpperCase(),
});

/**
 * What an object of a package class is, as far as a method takes it: a complete one. A listed object lacks what the
 * provider would then take for empty, and has no `update` by which to tell.
 */
export interface PackageInstance {
  readonly className: PackageClassName;
  readonly PackageID: string;
  readonly additionalProperties: WmiObject;
  readonly update: unknown;
  toJSON(): WmiObject;
}

/** An embedded instance, given as data with its `__CLASS` or as a complete object of a package class. */
export const instance = z.codec(z.custom<WmiObject>(isObject), z.custom<WmiObject | PackageInstance>(isInstance), {
  decode: (sent) => sent,
  encode: (given) => (isPackage(given) ? asEmbedded(given) : given),
});

/** Out parameters. Any may be missing or null: few answers of these methods were ever published. */
export const outText = cim.String.nullable().exactOptional();
export const outTexts = z.array(cim.String).nullable().exactOptional();
export const outNumber = cim.UInt32.nullable().exactOptional();
export const outSigned = cim.SInt32.nullable().exactOptional();
export const outFlag = cim.Boolean.nullable().exactOptional();
export const outInstance = z.custom<WmiObject>(isObject).nullable().exactOptional();

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInstance(value: unknown): boolean {
  return isObject(value) && !(value instanceof SMS_PackageBaseclass && !("update" in value));
}

function isPackage(value: WmiObject | PackageInstance): value is PackageInstance {
  return value instanceof SMS_PackageBaseclass;
}

// Seen on writes: nulls and empty arrays are refused, so they stay behind here as well (inferred).
function asEmbedded(object: PackageInstance): WmiObject {
  const members = Object.entries(object.toJSON()).filter(
    ([name, value]) =>
      !(name === "className" || name === "additionalProperties") &&
      value !== null &&
      !(Array.isArray(value) && value.length === 0),
  );
  return { __CLASS: object.className, ...object.additionalProperties, ...Object.fromEntries(members) };
}
