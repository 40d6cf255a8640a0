import * as z from "zod";
import type { PackageClassName } from "../../operations/site/package-target.js";
import type { WmiObject } from "../../transport/transport.js";
import { uint32 } from "../../wmi/row-values.js";
import type { Method } from "./method.js";
import { PackageObject } from "./package-object.js";

type Parameters = Readonly<Record<string, z.ZodType>>;

/** Describes the in parameters of a method. Every other parameter is refused. */
export const inParameters = <P extends Parameters>(parameters: P) => z.strictObject(parameters);

/** Describes the out parameters of a method. Each can be missing, because few responses of methods were ever published. */
export const outParameters = <P extends Parameters>(parameters: P) => z.object(parameters);

/** Types of in parameters. */
export const text = z.string();
export const texts = z.array(text).readonly();
export const number = z.uint32();
export const numbers = z.array(number).readonly();
export const flag = z.boolean();

/** A PackageID: 8 characters, A-Z and 0-9; lower case becomes upper case. */
export const packageIDText = z
  .string()
  .regex(/^[A-Za-z0-9]{8}$/)
  .transform((given) => given.toUpperCase());

/**
 * A complete object as a parameter of a method. A listed object is refused, because it lacks the lazy properties, and the
 * provider would treat them as empty. Only complete objects have `update`.
 */
export interface PackageInstance {
  /** Name of the concrete WMI class. */
  readonly className: PackageClassName;
  /** Key of the object. */
  readonly PackageID: string;
  /** Properties that the library does not know; they are sent too. */
  readonly additionalProperties: WmiObject;
  /** Distinguishes complete objects from listed ones. */
  readonly update: unknown;
  /** The object as JSON data. */
  toJSON(): WmiObject;
}

/** An object as a parameter: data with its `__CLASS`, or a complete object of a package class. */
export const instance = z
  .custom<WmiObject | PackageInstance>(isInstance, "must be an object with __CLASS, or a complete package object")
  .transform((given) => (isPackage(given) ? asEmbedded(given) : given));

/** Types of out parameters. */
export const outText = z.string().exactOptional();
export const outTexts = z.array(z.string()).readonly().exactOptional();
export const outNumber = uint32.exactOptional();
export const outSigned = z.int32().exactOptional();
export const outFlag = z.boolean().exactOptional();
export const outInstance = z.custom<WmiObject>(isObject).exactOptional();

const nothing = z.object({});

/**
 * Describes a method.
 *
 * @param methodName - the documented name of the method
 * @param inSchema - made with {@link inParameters}
 * @param outSchema - made with {@link outParameters}
 */
export function method(methodName: string): Method<undefined, object>;
export function method<In>(methodName: string, inSchema: z.ZodType<object, In>): Method<In, object>;
export function method<In, Out extends object>(
  methodName: string,
  inSchema: z.ZodType<object, In>,
  outSchema: z.ZodType<Out>,
): Method<In, Out>;
export function method<Out extends object>(
  methodName: string,
  inSchema: undefined,
  outSchema: z.ZodType<Out>,
): Method<undefined, Out>;
export function method(methodName: string, inSchema?: z.ZodType<object>, outSchema: z.ZodType<object> = nothing) {
  return { methodName, ...(inSchema !== undefined && { in: inSchema }), out: outSchema };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInstance(value: unknown): boolean {
  return isObject(value) && !(value instanceof PackageObject && !("update" in value));
}

function isPackage(value: WmiObject | PackageInstance): value is PackageInstance {
  return value instanceof PackageObject;
}

// The service refuses nulls and empty arrays in writes (seen). They are omitted from parameters too (inferred).
function asEmbedded(object: PackageInstance): WmiObject {
  const members = Object.entries(object.toJSON()).filter(
    ([name, value]) =>
      !(name === "className" || name === "additionalProperties") &&
      value !== null &&
      !(Array.isArray(value) && value.length === 0),
  );
  return { __CLASS: object.className, ...object.additionalProperties, ...Object.fromEntries(members) };
}
