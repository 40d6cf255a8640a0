import type { ClassDefinition } from "../classes/catalog.js";
import { isPackageClass } from "../classes/catalog.js";
import type { MethodDefinition, TypedName } from "../classes/class-text.js";
import type { JsonObject, JsonValue } from "../json.js";
import type { Visit } from "../sms-provider.js";
import type { Instance } from "../wire/entity.js";
import { distributionPointMethods, groupMethods } from "./content-methods.js";
import { identificationMethods } from "./identification-methods.js";
import { lockMethods } from "./lock-methods.js";
import { packageMethods } from "./package-methods.js";
import { scheduleMethods } from "./schedule-methods.js";
import { taskSequenceMethods } from "./task-sequence-methods.js";

/** A method call as its handler sees it. */
export interface MethodCall {
  readonly visit: Visit;
  readonly definition: ClassDefinition;
  readonly method: MethodDefinition;
  /** The object that an instance method was called on. */
  readonly instance: Instance | undefined;
  readonly inParameters: JsonObject;
}

/** What a method gives back. */
export interface MethodResult {
  readonly returnValue: number;
  readonly outParameters?: JsonObject;
}

/** Does what a method does. */
export type MethodHandler = (call: MethodCall) => MethodResult | Promise<MethodResult>;

/** Handlers by method name. */
export type MethodHandlers = Readonly<Partial<Record<string, MethodHandler>>>;

const handlersByClass: Readonly<Partial<Record<string, MethodHandlers>>> = {
  SMS_DistributionPoint: distributionPointMethods,
  SMS_DistributionPointGroup: groupMethods,
  SMS_Identification: identificationMethods,
  SMS_ObjectLock: lockMethods,
  SMS_ScheduleMethods: scheduleMethods,
  SMS_TaskSequencePackage: taskSequenceMethods,
};

/** The handler of a method; those that the simulated site has no model for succeed and give empty values. */
export function handlerOf(definition: ClassDefinition, method: MethodDefinition): MethodHandler {
  const own = handlersByClass[definition.name]?.[method.name];
  if (own !== undefined) return own;
  const shared = isPackageClass(definition) ? packageMethods[method.name] : undefined;
  return shared ?? succeed;
}

function succeed({ method }: MethodCall): MethodResult {
  const outParameters = Object.fromEntries(
    method.outParameters.map((parameter) => [parameter.name, emptyValue(parameter)]),
  );
  return { returnValue: 0, outParameters };
}

function emptyValue({ type, array }: TypedName): JsonValue {
  if (array) return [];
  if (type === "String") return "";
  if (type === "Boolean") return false;
  return type.startsWith("UInt") || type.startsWith("SInt") ? 0 : null;
}
