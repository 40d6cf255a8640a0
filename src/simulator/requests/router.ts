import { Refusal, noResource } from "../wire/refusal.js";
import type { SmsProvider, ProviderRequest } from "../provider/sms-provider.js";
import type { Account } from "../settings/seed.js";
import { addressOf, entranceOf, type Address, type Entrance } from "./address.js";
import { htmlResponse, type HttpResponse, type SiteRequest } from "../http/response.js";
import { metadataDocument, serviceDocument } from "./documents.js";
import { errorResponse } from "./error-body.js";
import { callInstanceMethod, callStaticMethod } from "./method-call.js";
import { countSet, readObject, readSet } from "./read.js";
import { deleteObject, putToObject, putToSet } from "./write.js";

/** Responds to an authenticated request. Never throws. */
export async function route(
  provider: SmsProvider,
  request: SiteRequest,
  entrance: Entrance,
  account: Account,
): Promise<HttpResponse> {
  const { errorBody } = provider.behavior();
  try {
    return await dispatch(provider, request, entrance, account);
  } catch (error) {
    if (error instanceof Refusal) return errorResponse(errorBody, error.status, error.message);
    return errorResponse(errorBody, 500, error instanceof Error ? error.message : "Generic failure");
  }
}

/** Page of HTTP.sys for a path that no service has registered. */
export function noService(): HttpResponse {
  return htmlResponse(404, "Not Found", "The requested resource is not found.");
}

/** The part of the URL before `wmi/`. Returns `undefined` if no service listens at the URL. */
export function entranceFor(request: SiteRequest): Entrance | undefined {
  return entranceOf(pathAndQuery(request.url).path);
}

async function dispatch(
  provider: SmsProvider,
  request: SiteRequest,
  entrance: Entrance,
  account: Account,
): Promise<HttpResponse> {
  const { origin, query } = pathAndQuery(request.url);
  const backslash = request.url.includes("\\") || request.url.toUpperCase().includes("%5C");
  if (backslash && provider.behavior().backslashInUrl === "refused") throw noResource(request.url);
  const serviceRoot = `${origin}${entrance.base}/wmi`;
  const { url, body } = request;
  return await answer(
    { provider, account, url, serviceRoot, query, body },
    request.method,
    addressOf(entrance.route, url),
  );
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
  const behavior = request.provider.behavior();
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

function pathAndQuery(url: string): { readonly origin: string; readonly path: string; readonly query: string } {
  const [beforeFragment = ""] = url.split("#");
  const [location = "", ...queries] = beforeFragment.split("?");
  const start = location.indexOf("/", location.indexOf("://") + "://".length);
  if (start === -1) return { origin: location, path: "/", query: queries.join("?") };
  return { origin: location.slice(0, start), path: location.slice(start), query: queries.join("?") };
}
