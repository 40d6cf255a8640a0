import { fail, succeed, type Failed, type Result } from "../../../result.js";
import type { MethodOutput, WmiObject } from "../../transport.js";
import { describeResponse, type HttpResponse, type RequestContext } from "../connection/http-response.js";
import { isBlank } from "../odata/json.js";
import { isJsonObject, toWmiObject, type JsonObject } from "../odata/wmi-json.js";
import { judgeRefusal } from "./judge-refusal.js";
import { bodyOf, isSuccess } from "./response-body.js";
import { invalidResponse, messageFor, notServiceAdvice } from "./response-failures.js";
import { isOfMethod, outParametersOf, returnValueOf } from "./return-value.js";

/** One page of a query. */
export interface Page {
  readonly objects: readonly WmiObject[];
  readonly nextLink?: string;
}

/**
 * Judges the response to a keyed read. The object is the only item of an array under `value` (seen), or the whole response
 * (OData's form).
 */
export function judgeObject(response: HttpResponse, context: RequestContext): Result<WmiObject> {
  const body = bodyOf(response, context);
  if (!body.ok) return body;
  const value = body.value["value"];
  if (Array.isArray(value) && value.length > 1) {
    return invalidResponse(response, context, `the response contains ${value.length} objects instead of one`);
  }
  // After a write, an empty array proves nothing: the site might have written and returned no object.
  if (Array.isArray(value) && value.length === 0 && context.runs === "nothing") return notFound(response, context);

  const entity: unknown = Array.isArray(value) ? value[0] : (value ?? body.value);
  if (!isJsonObject(entity) || isEmpty(entity)) {
    return invalidResponse(response, context, "the response contains no object");
  }
  if (isOther(entity, context))
    return invalidResponse(response, context, "the response contains another object than requested");
  return succeed(toWmiObject(entity));
}

/** Judges a page of a query. A response without `value` is not an empty page: a sign-in page also has status 200. */
export function judgePage(response: HttpResponse, context: RequestContext): Result<Page> {
  const body = bodyOf(response, context);
  if (!body.ok) return body;
  const value = body.value["value"];
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    return invalidResponse(response, context, "the response contains no list of objects");
  }
  const nextLinks = Object.entries(body.value).filter(([name]) => nextLinkName.test(name));
  const [nextLink] = nextLinks.map(([, link]) => link);
  if (nextLinks.length > 0 && typeof nextLink !== "string") {
    return invalidResponse(response, context, "the link to the next page is not a string");
  }
  return succeed({ objects: value.map(toWmiObject), ...(typeof nextLink === "string" && { nextLink }) });
}

/**
 * Matches `@odata.nextLink` and its names in other versions of OData. If the library overlooked the link, a list would end
 * too early.
 */
const nextLinkName = /^@?(?:odata\.)?nextLink$/i;

/**
 * Judges the response to a method call.
 *
 * @param acceptMissing - whether a method's response without a return value is a success
 */
export function judgeMethod(
  response: HttpResponse,
  context: RequestContext,
  acceptMissing: boolean,
): Result<MethodOutput> {
  const isEmptySuccess = isSuccess(response) && isBlank(response.text);
  const body: Result<JsonObject> = isEmptySuccess ? succeed({}) : bodyOf(response, context);
  if (!body.ok) return body;

  const returnValue = returnValueOf(body.value, response.text);
  if (typeof returnValue === "string") return invalidResponse(response, context, returnValue);
  if (returnValue === undefined && !(acceptMissing && isOfMethod(body.value))) {
    return invalidResponse(response, context, "ReturnValue is missing", missingAdvice);
  }
  return succeed({ returnValue, outParameters: outParametersOf(body.value) });
}

/** Judges the response to a write. A site returns the object after the write, or no body. */
export function judgeWrite(response: HttpResponse, context: RequestContext): Result<WmiObject | undefined> {
  const isEmptySuccess = isSuccess(response) && isBlank(response.text);
  return isEmptySuccess ? succeed(undefined) : judgeObject(response, context);
}

/** Judges the response to a read of `$metadata`, and returns its text. */
export function judgeMetadata(response: HttpResponse, context: RequestContext): Result<string> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  const { text } = response;
  if (!isMetadata.test(text.slice(0, 5_000))) {
    return invalidResponse(response, context, "the response is not $metadata XML", notServiceAdvice);
  }
  return succeed(text);
}

/** Matches XML whose root element is `Edmx`. A sign-in page also starts with `<`, so that is not enough. */
const isMetadata = /^\uFEFF?\s*<(?:[^]*<)?(?:\w+:)?Edmx[\s/>]/;

const missingAdvice = 'If this site never returns ReturnValue, set missingReturnValue: "accepted" on the transport.';

function notFound(response: HttpResponse, context: RequestContext): Failed {
  return fail({
    kind: "not-found",
    execution: "not-executed",
    message: messageFor(context, `the object does not exist, or the account cannot see it (${response.status})`),
    operation: context.operation,
    advice: "Check the class and the key. If both are correct, check the account's security scopes.",
    http: describeResponse(response),
  });
}

function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).every((name) => name.startsWith("@") || name === "__CLASS");
}

function isOther(entity: JsonObject, context: RequestContext): boolean {
  return Object.entries(context.keys ?? {}).some(([name, key]) => {
    const value = entity[name];
    if (typeof value !== "string" && typeof value !== "number") return false;
    return String(value).toUpperCase() !== String(key).toUpperCase();
  });
}
