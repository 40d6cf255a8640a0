import type { ClassDefinition } from "../classes/catalog.js";
import { isPackageClass } from "../classes/catalog.js";
import type { MethodDefinition, TypedName } from "../classes/class-text.js";
import type { JsonValue } from "../values/json.js";
import { distributionPointMethods, groupMethods } from "./content-methods.js";
import { identificationMethods } from "./identification-methods.js";
import { lockMethods } from "./lock-methods.js";
import type { MethodCall, MethodHandler, MethodHandlers, MethodResult } from "./method-handler.js";
import { packageMethods } from "./package-methods.js";
import { scheduleMethods } from "./schedule-methods.js";
import { taskSequenceMethods } from "./task-sequence-methods.js";

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
