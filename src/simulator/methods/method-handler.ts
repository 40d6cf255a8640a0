import type { ClassDefinition } from "../classes/catalog.js";
import type { MethodDefinition } from "../classes/class-text.js";
import type { ProviderRequest } from "../provider/sms-provider.js";
import { findRecord, type PackageRecord } from "../state/state.js";
import { textOf, type JsonObject } from "../values/json.js";
import type { Instance } from "../wire/entity.js";
import { Refusal, objectNotFound } from "../wire/refusal.js";

/** A method call, as its handler receives it. */
export interface MethodCall {
  readonly request: ProviderRequest;
  readonly definition: ClassDefinition;
  readonly method: MethodDefinition;
  /** The object that an instance method was called on. */
  readonly instance: Instance | undefined;
  readonly inParameters: JsonObject;
}

/** Result of a method. */
export interface MethodResult {
  readonly returnValue: number;
  readonly outParameters?: JsonObject;
}

/** Runs one method. */
export type MethodHandler = (call: MethodCall) => MethodResult | Promise<MethodResult>;

/** Handlers by method name. */
export type MethodHandlers = Readonly<Partial<Record<string, MethodHandler>>>;

/** The result of a method that returns 0 and nothing else. */
export const done: MethodResult = { returnValue: 0 };

/** The package that an instance method was called on. */
export function recordOf({ request, instance }: MethodCall): PackageRecord {
  const record = findRecord(request.provider.state, textOf(instance?.properties["PackageID"]));
  if (record === undefined) throw objectNotFound();
  return record;
}

/** Refusal of a parameter. The code means "bad property in a parameter" (seen). */
export function badParameter(message: string): Refusal {
  return new Refusal(500, `${message} Error: 0x40480715`);
}
