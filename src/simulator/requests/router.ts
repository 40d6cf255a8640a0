import { Refusal, noResource } from "../wire/refusal.js";
import type { SmsProvider, ProviderRequest } from "../provider/sms-provider.js";
import type { Account, Behavior } from "../settings/setting-types.js";
import { addressOf, type Address, type ServiceUrl } from "./address.js";
import { emptyResponse, htmlResponse, jsonResponse, type HttpResponse, type SiteRequest } from "../http/response.js";
import { callInstanceMethod, callStaticMethod } from "./method-call.js";
import { countSet, metadataDocument, readObject, readSet, serviceDocument } from "./read.js";
import { deleteObject, putToObject, putToSet } from "./write.js";

/** Passes an authenticated request to the function for its URL and HTTP method. An error becomes a response. */
export async function route(
  provider: SmsProvider,
  request: SiteRequest,
  serviceUrl: ServiceUrl,
  account: Account,
): Promise<HttpResponse> {
  const { url, body, method } = request;
  const { serviceRoot, route, query } = serviceUrl;
  const { errorBody, backslashInUrl } = provider.state.behavior;
  try {
    const hasBackslash = url.includes("\\") || url.toUpperCase().includes("%5C");
    if (hasBackslash && backslashInUrl === "refused") throw noResource(url);
    return await dispatch({ provider, account, url, serviceRoot, query, body }, method, addressOf(route, url));
  } catch (error) {
    if (error instanceof Refusal) return errorResponse(errorBody, error.status, error.message);
    return errorResponse(errorBody, 500, error instanceof Error ? error.message : "Generic failure");
  }
}

/** Makes an error response: in the format of real sites (`envelope`, seen), or in another format of `form`. */
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

/** Makes the 404 page that HTTP.sys sends for a path where no service listens. */
export function noService(): HttpResponse {
  return htmlResponse(404, "The requested resource is not found.");
}

async function dispatch(request: ProviderRequest, verb: string, address: Address): Promise<HttpResponse> {
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
