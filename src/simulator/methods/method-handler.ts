import type { ProviderRequest } from "../provider/sms-provider.js";
import { findRecord, type PackageRecord } from "../state/state.js";
import { textOf, type JsonObject } from "../values/json.js";
import type { Instance } from "../wire/entity.js";
import { Refusal, objectNotFound } from "../wire/refusal.js";

/** A call of a WMI method, with checked parameters. */
export interface MethodCall {
  readonly request: ProviderRequest;
  /** Object whose method was called. `undefined` for a static method. */
  readonly instance: Instance | undefined;
  readonly inParameters: JsonObject;
}

/** Result of a WMI method. */
export interface MethodResult {
  readonly returnValue: number;
  readonly outParameters?: JsonObject;
}

/** Function that simulates one WMI method. */
export type MethodHandler = (call: MethodCall) => MethodResult | Promise<MethodResult>;

/** Handlers of the methods of a class, by method name. */
export type MethodHandlers = Readonly<Partial<Record<string, MethodHandler>>>;

/** Result of a method that returns 0 and has no out-parameters. */
export const done: MethodResult = { returnValue: 0 };

/** Returns the package whose method was called. */
export function recordOf({ request, instance }: MethodCall): PackageRecord {
  const record = findRecord(request.provider.state, textOf(instance?.properties["PackageID"]));
  if (record === undefined) throw objectNotFound();
  return record;
}

/** Refuses a call because of a parameter. The error code means "bad property in a parameter" (seen). */
export function badParameter(message: string): Refusal {
  return new Refusal(500, `${message} Error: 0x40480715`);
}
