import type { Failure } from "../../../failure.js";
import { fail, succeed, type Failed, type Result } from "../../../result.js";
import type { MethodOutput, WmiObject } from "../../transport.js";
import { judgeRefusal } from "./judge-refusal.js";
import { isBlank, parseJson } from "../odata/json.js";
import { describeResponse, type RequestContext, type HttpResponse } from "../connection/http-response.js";
import { oneLine } from "./error-text.js";
import { isJsonObject, toWmiObject, withClassNames } from "../odata/wmi-json.js";

type JsonObject = Readonly<Record<string, unknown>>;

/** One page of a query. */
export interface Page {
  readonly objects: readonly WmiObject[];
  readonly nextLink?: string;
}

/**
 * A keyed read. Seen: the object comes as the only item of an array under `value`; mocks and OData have it bare. Both
 * are taken.
 */
export function judgeObject(response: HttpResponse, context: RequestContext): Result<WmiObject> {
  const body = bodyOf(response, context);
  if (!body.ok) return body;
  const value = body.value["value"];
  if (Array.isArray(value) && value.length > 1) {
    return notAnAnswer(response, context, `holds ${value.length} objects where one was asked for`);
  }
  // Of a write, an empty array proves nothing: the site may have written and given nothing back.
  if (Array.isArray(value) && value.length === 0 && context.runs === "nothing") return notThere(response, context);

  const entity: unknown = Array.isArray(value) ? value[0] : (value ?? body.value);
  if (!isJsonObject(entity) || isEmpty(entity)) return notAnAnswer(response, context, "holds no object");
  if (isOther(entity, context)) return notAnAnswer(response, context, "is about another object");
  return converted(response, context, () => toWmiObject(entity));
}

/** A page of a query. An answer without `value` is no empty page: a login page is a 200 as well. */
export function judgePage(response: HttpResponse, context: RequestContext): Result<Page> {
  const body = bodyOf(response, context);
  if (!body.ok) return body;
  const value = body.value["value"];
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    return notAnAnswer(response, context, "holds no list of objects");
  }
  const nextLink = body.value["@odata.nextLink"];
  return converted(response, context, () => ({
    objects: value.map(toWmiObject),
    ...(typeof nextLink === "string" && { nextLink }),
  }));
}

/**
 * A method's answer. The return value is looked for in each place where a service of this make may put it, since no
 * answer of an instance method was ever published.
 *
 * @param acceptMissing - takes an answer that is a method's but holds no return value for a success without one
 */
export function judgeMethod(
  response: HttpResponse,
  context: RequestContext,
  acceptMissing: boolean,
): Result<MethodOutput> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  if (isBlank(response.text)) {
    if (acceptMissing) return succeed(emptyOutput);
    return notAnAnswer(response, context, "is empty and holds no ReturnValue", missingAdvice);
  }

  const body = bodyOf(response, context);
  if (!body.ok) return body;
  if (acceptMissing && Object.keys(body.value).length === 0) return succeed(emptyOutput);

  const { value: nested } = body.value;
  const found =
    memberOf(body.value, "ReturnValue") ??
    (isJsonObject(nested) ? memberOf(nested, "ReturnValue") : (nested ?? undefined));
  if (found === undefined || Array.isArray(found) || isJsonObject(found)) {
    if (!acceptMissing || !isMethodContext(body.value)) {
      return notAnAnswer(response, context, "holds no ReturnValue", missingAdvice);
    }
    return converted(response, context, () => ({ returnValue: undefined, outParameters: outParametersOf(body.value) }));
  }
  const returnValue = toSInt32(found);
  if (returnValue === undefined) return notAnAnswer(response, context, "holds a ReturnValue that is no 32-bit integer");
  return converted(response, context, () => ({ returnValue, outParameters: outParametersOf(body.value) }));
}

/** A write's answer: the object as it is now, or nothing. */
export function judgeWrite(response: HttpResponse, context: RequestContext): Result<WmiObject | undefined> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  return isBlank(response.text) ? succeed(undefined) : judgeObject(response, context);
}

/** `$metadata`, as the text that it is. */
export function judgeMetadata(response: HttpResponse, context: RequestContext): Result<string> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  if (!/^\uFEFF?\s*</.test(response.text)) return notAnAnswer(response, context, "is not XML", notServiceAdvice);
  return succeed(response.text);
}

const emptyOutput: MethodOutput = { returnValue: undefined, outParameters: {} };

const missingAdvice =
  'Look whether the method ran. If this site never sends one, set missingReturnValue: "accepted" on the transport.';

function isSuccess(response: HttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

function bodyOf(response: HttpResponse, context: RequestContext): Result<JsonObject> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return notAnAnswer(response, context, "is compressed, which was not asked for");
  const parsed = parseJson(withClassNames(response.text));
  if (parsed.is === "empty") return notAnAnswer(response, context, "is empty");
  if (parsed.is === "other" || !isJsonObject(parsed.value)) {
    const type = response.headers["content-type"] ?? "no content type";
    return notAnAnswer(response, context, `is not the JSON of an AdminService (${oneLine(type)})`, notServiceAdvice);
  }
  // Known from a client that guards for it: an error inside a success is an error.
  const error = parsed.value["error"];
  if (error !== undefined && error !== null) {
    // Not in its words: they are part of a 2xx, of which nothing is shown.
    return notAnAnswer(response, context, "holds an error", errorInsideAdvice);
  }
  return succeed(parsed.value);
}

const errorInsideAdvice = "AdminService.log on the provider's server holds what the error says.";
const notServiceAdvice = "Check baseUrl: a sign-in page or a gateway answers so, or the answer was cut off.";

/** A 2xx that no AdminService would give. Whether the site ran the call can't be told from it. */
function notAnAnswer(response: HttpResponse, context: RequestContext, why: string, advice?: string): Failed {
  const failure: Failure = {
    kind: "invalid-response",
    execution: context.runs === "nothing" ? "not-executed" : "unknown",
    message: `The answer (${response.status}) ${why}`,
    operation: context.operation,
    ...(advice !== undefined && { advice }),
    http: describeResponse(response),
  };
  return fail(failure);
}

function notThere(response: HttpResponse, context: RequestContext): Failed {
  return fail({
    kind: "not-found",
    execution: "not-executed",
    message: `There is no such ${context.operation.className}, or this account may not see it`,
    operation: context.operation,
    advice: "Check class and ID, and the security scopes of the account.",
    http: describeResponse(response),
  });
}

function converted<T>(response: HttpResponse, context: RequestContext, convert: () => T): Result<T> {
  try {
    return succeed(convert());
  } catch (error) {
    if (error instanceof RangeError) return notAnAnswer(response, context, `is ${error.message}`);
    throw error;
  }
}

// Members are looked up exactly, then without regard to case: casing of the live service is not documented.
function memberOf(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name] ?? undefined;
  const lower = name.toLowerCase();
  const other = Object.keys(object).find((key) => key.toLowerCase() === lower);
  return other === undefined ? undefined : (object[other] ?? undefined);
}

function toSInt32(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  return number >= -0x8000_0000 && number <= 0xffff_ffff ? number | 0 : undefined;
}

function outParametersOf(body: JsonObject): WmiObject {
  const { value } = body;
  // What is no list there is the return value itself, or holds all the parameters.
  const own = Object.entries(body).filter(
    ([name]) => isOutParameter(name) && (name !== "value" || Array.isArray(value)),
  );
  const nested = isJsonObject(value) ? Object.entries(value).filter(([name]) => isOutParameter(name)) : [];
  return toWmiObject(Object.fromEntries([...own, ...nested]));
}

function isOutParameter(name: string): boolean {
  return !name.includes("@") && name.toLowerCase() !== "returnvalue";
}

// Seen on static methods: "...$metadata#__PARAMETERS".
function isMethodContext(body: JsonObject): boolean {
  const context = body["@odata.context"];
  return typeof context === "string" && context.endsWith("$metadata#__PARAMETERS");
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
