import { allClasses, isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import type { MethodDefinition } from "../classes/class-text.js";
import { status404 } from "../wire/refusal.js";
import {
  bootImageMethods,
  contentPackageMethods,
  driverPackageMethods,
  updatesPackageMethods,
} from "./content-item-methods.js";
import { distributionPointMethods, groupMethods } from "./distribution-point-methods.js";
import { identificationMethods, lockMethods } from "./site-methods.js";
import type { MethodHandler, MethodHandlers } from "./method-handler.js";
import { packageCheckMethods, packageMethods } from "./package-methods.js";
import { scheduleMethods } from "./schedule-methods.js";
import { taskSequenceMethods } from "./task-sequence-methods.js";

/** Handlers of methods, by the class that declares them. Package classes also use the handlers in `packageMethods`. */
export const handlersByClass: ReadonlyMap<string, MethodHandlers> = new Map([
  ["SMS_BootImagePackage", bootImageMethods],
  ["SMS_ContentPackage", contentPackageMethods],
  ["SMS_DistributionPoint", distributionPointMethods],
  ["SMS_DistributionPointGroup", groupMethods],
  ["SMS_DriverPackage", driverPackageMethods],
  ["SMS_Identification", identificationMethods],
  ["SMS_ObjectLock", lockMethods],
  ["SMS_Package", packageCheckMethods],
  ["SMS_ScheduleMethods", scheduleMethods],
  ["SMS_SoftwareUpdatesPackage", updatesPackageMethods],
  ["SMS_TaskSequencePackage", taskSequenceMethods],
]);

/**
 * Returns the handler of a method.
 *
 * @throws Refusal (404) for a method that the class has and that the simulated site does not simulate.
 */
export function handlerOf(definition: ClassDefinition, method: MethodDefinition): MethodHandler {
  const handler = findHandler(definition, method.name);
  if (handler !== undefined) return handler;
  // The error text starts like that of a real site for an unknown method, so that a client reports `not-executed`.
  throw status404(
    `No HTTP resource was found that matches the request: ${definition.name}.${method.name} is not simulated.`,
  );
}

/** Lists each method that `$metadata` declares and the simulated site refuses, as `Class.Method`. */
export function methodsNotSimulated(): string[] {
  return allClasses.flatMap((definition) =>
    definition.methods
      .filter(({ name }) => findHandler(definition, name) === undefined)
      .map(({ name }) => `${definition.name}.${name}`),
  );
}

function findHandler(definition: ClassDefinition, methodName: string): MethodHandler | undefined {
  const own = handlersByClass.get(definition.name)?.[methodName];
  return own ?? (isPackageClass(definition) ? packageMethods[methodName] : undefined);
}
