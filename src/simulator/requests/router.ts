import { Refusal, noResource } from "../wire/refusal.js";
import type { SmsProvider, ProviderRequest } from "../provider/sms-provider.js";
import type { Account, Behavior } from "../settings/setting-types.js";
import { addressOf, type Address, type Entrance } from "./address.js";
import { emptyResponse, htmlResponse, jsonResponse, type HttpResponse, type SiteRequest } from "../http/response.js";
import { callInstanceMethod, callStaticMethod } from "./method-call.js";
import { countSet, metadataDocument, readObject, readSet, serviceDocument } from "./read.js";
import { deleteObject, putToObject, putToSet } from "./write.js";

/** Responds to an authenticated request. Never throws. */
export async function route(
  provider: SmsProvider,
  request: SiteRequest,
  entrance: Entrance,
  account: Account,
): Promise<HttpResponse> {
  const { url, body, method } = request;
  const { serviceRoot, route, query } = entrance;
  const { errorBody, backslashInUrl } = provider.state.behavior;
  try {
    const hasBackslash = url.includes("\\") || url.toUpperCase().includes("%5C");
    if (hasBackslash && backslashInUrl === "refused") throw noResource(url);
    return await answer({ provider, account, url, serviceRoot, query, body }, method, addressOf(route, url));
  } catch (error) {
    if (error instanceof Refusal) return errorResponse(errorBody, error.status, error.message);
    return errorResponse(errorBody, 500, error instanceof Error ? error.message : "Generic failure");
  }
}

/** Body of an error response: the observed envelope, or another form that a client must accept. */
function errorResponse(form: Behavior["errorBody"], status: number, message: string): HttpResponse {
  switch (form) {
    case "envelope":
      return jsonResponse(status, { error: { code: String(status), message } });
    case "web-api":
      return jsonResponse(status, { Message: "An error has occurred.", ExceptionMessage: message });
    case "html":
      return htmlResponse(status, message);
    case "empty":
      return emptyResponse(status);
  }
}

/** Page of HTTP.sys for a path that no service has registered. */
export function noService(): HttpResponse {
  return htmlResponse(404, "The requested resource is not found.");
}

async function answer(request: ProviderRequest, verb: string, address: Address): Promise<HttpResponse> {
  switch (address.kind) {
    case "service-document":
      requireVerb(verb, ["GET"]);
      return serviceDocument(request);
    case "metadata":
      requireVerb(verb, ["GET"]);
      return metadataDocument(request);
    case "count":
      requireVerb(verb, ["GET"]);
      return countSet(request, address.className);
    case "set":
      requireVerb(verb, ["GET", "POST"]);
      return verb === "POST" ? putToSet(request, address.className) : readSet(request, address.className);
    case "static-method":
      requireVerb(verb, ["GET", "POST"]);
      return await callStaticMethod(request, address.className, address.methodName, verb);
    case "instance-method":
      requireVerb(verb, ["POST"]);
      return await callInstanceMethod(request, address.className, address.key, address.methodName);
    case "object":
      return object(request, verb, address);
  }
}

function object(
  request: ProviderRequest,
  verb: string,
  { className, key }: Extract<Address, { kind: "object" }>,
): HttpResponse {
  const behavior = request.provider.state.behavior;
  switch (verb) {
    case "GET":
      return readObject(request, className, key);
    case "DELETE":
      return deleteObject(request, className, key);
    case "PUT":
      if (behavior.put === "merge") return putToObject(request, className, key, 200);
      break;
    case "POST":
      if (behavior.postToKeyedUrl === "update") return putToObject(request, className, key, 201);
      break;
    case "PATCH":
      if (behavior.patch === "merge") return putToObject(request, className, key, 200);
      break;
  }
  throw methodNotAllowed(verb);
}

function requireVerb(verb: string, allowed: readonly string[]): void {
  if (!allowed.includes(verb)) throw methodNotAllowed(verb);
}

function methodNotAllowed(verb: string): Refusal {
  return new Refusal(405, `The requested resource does not support http method '${verb}'.`);
}
