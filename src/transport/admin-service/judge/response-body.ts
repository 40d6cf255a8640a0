import { fail, succeed, type Result } from "../../../result.js";
import type { HttpResponse, RequestContext } from "../connection/http-response.js";
import { parseJson } from "../odata/json.js";
import { isJsonObject, withClassNames, type JsonObject } from "../odata/wmi-json.js";
import { oneLine } from "./error-text.js";
import { judgeRefusal } from "./judge-refusal.js";
import { invalidResponse, notServiceAdvice } from "./response-failures.js";

export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** Returns the JSON object in a 2xx response that reports no error. Any other response is a failure. */
export function bodyOf(response: HttpResponse, context: RequestContext): Result<JsonObject> {
  if (!isSuccess(response)) return fail(judgeRefusal(response, context));
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    return invalidResponse(response, context, "the response is compressed, although the request did not allow it");
  }
  const parsed = parseJson(withClassNames(response.text));
  if (parsed.is === "empty") return invalidResponse(response, context, "the response is empty");
  if (parsed.is === "refused") {
    return invalidResponse(response, context, `the response ${parsed.why}`, readFewerAdvice);
  }
  if (parsed.is === "other" || !isJsonObject(parsed.value)) {
    const type = oneLine(response.headers["content-type"] ?? "no content type");
    return invalidResponse(response, context, "the response is not AdminService JSON", notServiceAdvice, type);
  }
  if (reportsError(parsed.value)) {
    // The message does not have the error text: the text is part of a 2xx response, and such a body is never shown.
    return invalidResponse(response, context, "the response contains an error beside the result", errorInsideAdvice);
  }
  return succeed(parsed.value);
}

const readFewerAdvice = "Read fewer objects or properties (top, select).";
const errorInsideAdvice = "Read AdminService.log on the SMS Provider's server. It contains the text of the error.";

/**
 * Whether a 2xx response reports an error: as a member of the response, in `value`, or as an item of `value`. One published
 * client checks for the member `error` (seen in code). The other forms are those of error responses (inferred).
 */
function reportsError(body: JsonObject): boolean {
  const { value } = body;
  if (Array.isArray(value) && value.some(isErrorItem)) return true;
  return hasErrorMember(body) || (isJsonObject(value) && reportsError(value));
}

/** Matches the member names `error` and `odata.error`, also as an annotation (`@error`). */
const errorName = /(?:^|@)(?:odata\.)?error$/i;

/**
 * Members that Web API services write beside `Message` in an error. Without them, `Message` can be a property of an object.
 */
const besideMessage = ["exceptiontype", "stacktrace", "messagedetail"];

function hasErrorMember(object: JsonObject): boolean {
  const names = new Set(Object.keys(object).map((name) => (object[name] === null ? "" : name.toLowerCase())));
  if ([...names].some((name) => errorName.test(name)) || names.has("exceptionmessage")) return true;
  return names.has("message") && besideMessage.some((name) => names.has(name));
}

// An OData service that fails in the middle of a list writes the error as an item (inferred). Items are data of the site,
// and a class can have a property named `error`, so only an object under this name counts.
function isErrorItem(item: unknown): boolean {
  return isJsonObject(item) && (isJsonObject(item["error"]) || isJsonObject(item["odata.error"]));
}
