import type { ClassDefinition } from "../classes/catalog.js";
import type { MethodDefinition } from "../classes/class-text.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import { handlerOf } from "../methods/method-registry.js";
import type { MethodResult } from "../methods/method-handler.js";
import { Refusal, noResource } from "../wire/refusal.js";
import { classFor, requireChange, requireRead, type ProviderRequest } from "../provider/sms-provider.js";
import type { Instance } from "../wire/entity.js";
import { inParametersOf } from "../wire/in-parameters.js";
import type { Key } from "./address.js";
import { emptyResponse, jsonResponse, textResponse, type HttpResponse } from "../http/response.js";
import { requireInstance } from "./read.js";

/** Handles `POST wmi/SMS_X.Method`, which calls a static method. GET works if the method has no parameters (seen). */
export async function callStaticMethod(
  request: ProviderRequest,
  className: string,
  methodName: string,
  verb: string,
): Promise<HttpResponse> {
  const definition = classFor(request, className);
  const method = findMethod(request, definition, methodName, true);
  if (verb === "GET" && method.inParameters.length > 0) throw noResource(request.url);
  return await run(request, definition, method, undefined);
}

/** Handles `POST wmi/SMS_X('key')/AdminService.Method`, which calls a method of an object. */
export async function callInstanceMethod(
  request: ProviderRequest,
  className: string,
  key: Key,
  methodName: string,
): Promise<HttpResponse> {
  const { provider } = request;
  const definition = classFor(request, className);
  const method = findMethod(request, definition, methodName, false);
  if (provider.state.behavior.actionsMissing.includes(definition.name)) throw noResource(request.url);
  requireRead(request);
  const instance = requireInstance(request, definition, key);
  return await run(request, definition, method, instance);
}

/**
 * Finds a method. Real sites return 404 for a static method on an object, and for an instance method without an object (seen).
 */
function findMethod(
  request: ProviderRequest,
  definition: ClassDefinition,
  name: string,
  isStatic: boolean,
): MethodDefinition {
  const wanted = name.toLowerCase();
  const method = definition.methods.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (method?.static !== isStatic) throw noResource(request.url);
  return method;
}

async function run(
  request: ProviderRequest,
  definition: ClassDefinition,
  method: MethodDefinition,
  instance: Instance | undefined,
): Promise<HttpResponse> {
  const { behavior, calls, clock } = request.provider.state;
  if (method.changing) requireChange(request, definition);
  else requireRead(request);
  const inParameters = inParametersOf(request.body, method, behavior);
  const result: MethodResult =
    behavior.returnValue === 0
      ? await handlerOf(definition, method)({ request, instance, inParameters })
      : { returnValue: behavior.returnValue };
  const PackageID = instance?.properties["PackageID"] ?? packageIn(inParameters);
  calls.push({
    className: definition.name,
    methodName: method.name,
    ...(typeof PackageID === "string" ? { PackageID } : {}),
    inParameters,
    returnValue: result.returnValue,
    user: request.account.name,
    at: wireTime(clock.now()),
  });
  if (result.returnValue !== 0 && behavior.nonZeroReturnValue === 500) {
    throw new Refusal(500, `${definition.name}.${method.name} failed with ${result.returnValue}.`);
  }
  return methodResponse(request, result);
}

function methodResponse(
  { provider, serviceRoot }: ProviderRequest,
  { returnValue, outParameters }: MethodResult,
): HttpResponse {
  const { methodStatus, methodBody, errorInSuccess } = provider.state.behavior;
  if (methodStatus === 204) return emptyResponse(204);
  const context = { "@odata.context": `${serviceRoot}/$metadata#__PARAMETERS` };
  const error = errorInSuccess ? { error: { code: "500", message: "Generic failure" } } : {};
  switch (methodBody) {
    case "ReturnValue":
      return jsonResponse(methodStatus, { ...context, ...error, ReturnValue: returnValue, ...outParameters });
    case "value":
      return jsonResponse(methodStatus, {
        "@odata.context": `${serviceRoot}/$metadata#Edm.Int32`,
        ...error,
        value: returnValue,
      });
    case "out-parameters":
      return jsonResponse(methodStatus, { ...context, ...error, ...outParameters });
    case "empty":
      return textResponse(methodStatus, "application/json; odata.metadata=minimal", "");
  }
}

/** Finds the PackageID in the parameters of a static method. Its parameter has different names in different methods. */
function packageIn({ PackageID, PackageId, TaskSequencePackage }: JsonObject): JsonValue | undefined {
  if (isJsonObject(TaskSequencePackage)) return TaskSequencePackage["PackageID"];
  return PackageID ?? PackageId;
}
