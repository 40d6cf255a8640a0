import type { ClassDefinition } from "../classes/catalog.js";
import type { MethodDefinition } from "../classes/class-text.js";
import type { Visit } from "../provider/sms-provider.js";
import type { JsonObject } from "../values/json.js";
import type { Instance } from "../wire/entity.js";

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
