import type { Failure } from "../../../failure.js";
import { findProviderStatus } from "../../../status/provider-status.js";
import {
  adviceAfter,
  failureOfMeaning,
  meaningOfStatus,
  type ErrorMeaning,
  type FailedCall,
} from "../../failure-of-status.js";
import { challengesOf, describeResponse, type HttpResponse, type RequestContext } from "../connection/http-response.js";
import { errorTextOf, type ErrorText } from "./error-text.js";
import { executionIfUncertain, invalidResponse, messageFor } from "./response-failures.js";
import * as advice from "./refusal-advice.js";
import { isFromHttpSys, isHeaderTooLong, isServiceDown, meaningOfText, textProvesRefusal } from "./refusal-texts.js";

/**
 * Returns the failure for a response whose status is not 2xx. 401, 429, 502, 503, 504 and statuses below 400 decide alone.
 * For all other statuses, the error text decides first, because a site uses 404 for "not found", "access denied" and
 * "cannot read that" (seen).
 */
export function judgeRefusal(response: HttpResponse, context: RequestContext): Failure {
  const { status } = response;
  const text = errorTextOf(response);
  const quoted = text.text === "" ? "" : ` ("${text.text}")`;
  const base = {
    message: messageFor(context, `the site returned ${status}${quoted}`),
    operation: context.operation,
    http: describeResponse(response),
  };
  const refused = { execution: "not-executed", ...base } as const;
  const withDelay = { ...base, ...retryAfter(response) };
  const uncertain = executionIfUncertain(context);

  if (status < 200) {
    return invalidResponse(response, context, "the response switches to another protocol", advice.notService).failure;
  }
  if (status < 400) return invalidResponse(response, context, "the response is a redirect", advice.redirect).failure;
  if (status === 401) {
    const challenges = challengesOf(response);
    return { kind: "unauthenticated", ...refused, challenges, advice: advice.signIn(challenges) };
  }
  if (status === 429) {
    const execution = isFromHttpSys(response, context) ? "not-executed" : uncertain;
    return { kind: "throttled", execution, ...withDelay, advice: adviceAfter(execution, advice.throttled) };
  }
  if (status === 502 || status === 503 || status === 504) {
    if (isServiceDown(response, context)) {
      return { kind: "unavailable", execution: "not-executed", ...withDelay, advice: advice.serviceDown };
    }
    return { kind: "unavailable", execution: uncertain, ...withDelay, advice: advice.proxyResponse(uncertain) };
  }
  if (isHeaderTooLong(response)) {
    return { kind: "unsupported", ...refused, advice: advice.headerTooLong };
  }
  return withContext(judgeText(status, text, context, base), status, context);
}

function judgeText(
  status: number,
  { text, isJson }: ErrorText,
  context: RequestContext,
  base: FailedCall["base"],
): Failure {
  // A web server that is not an AdminService returns 404 with its own page, or with no body.
  if (status === 404 && !isJson) {
    return { kind: "unsupported", execution: "not-executed", ...base, advice: advice.nothingThere(context) };
  }
  const found = findProviderStatus(text);
  const meaning = (found && meaningOfStatus(found)) ?? meaningOfText(text);
  const isRefusal = refusalStatuses.has(status);
  // Only the AdminService returns its errors as JSON with status 500; an error page can be from a proxy.
  const isServiceError = status === 500 && isJson;
  const isRead = context.runs === "nothing";
  const call = {
    base,
    status: found,
    isProven: isRefusal || (isServiceError && (isRead || textProvesRefusal(meaning, text))),
    executionIfUncertain: executionIfUncertain(context),
  };
  // A site returns 400 for a request that it did not understand, never for a missing object.
  if (status === 400 && meaning === "missing") return failureOfMeaning("bad-request", call);
  return failureOfMeaning(meaning ?? meaningOfRefusal(status, context), call);
}

/**
 * Statuses with which a server refuses a request before it runs it (RFC 9110, RFC 6585). 400, 403, 404 and 411 were seen.
 * All other statuses prove nothing, whatever the text: with 408 and 499 a server or proxy stopped waiting, and 520 and
 * similar statuses belong to proxies.
 */
const refusalStatuses = new Set([400, 403, 404, 405, 406, 409, 411, 412, 413, 414, 415, 423, 431, 501]);

/** Returns the meaning of a status, for a response whose error text has no known meaning. */
function meaningOfRefusal(status: number, { runs, keys }: RequestContext): ErrorMeaning | undefined {
  if (status === 403) return "denied";
  // A site returns 404 for a missing object (seen). Its error text was never published, so every 404 on a keyed read with
  // an unrecognized error text counts as `not-found`.
  if (status === 404 && runs === "nothing" && keys !== undefined) return "missing";
  return badRequestStatuses.has(status) ? "bad-request" : undefined;
}

/** Statuses with which a server refuses the form of a request, for example its method or its length. 411 was seen. */
const badRequestStatuses = new Set([400, 405, 406, 411, 413, 414, 415, 501]);

function withContext(failure: Failure, status: number, { runs, throughGateway }: RequestContext): Failure {
  const more = [
    runs === "write" && (status === 404 || status === 405) ? advice.otherUpdateRequest : undefined,
    throughGateway && status >= 500 ? advice.gatewayLogs : undefined,
  ];
  return { ...failure, advice: [failure.advice, ...more].filter((text) => text !== undefined).join(" ") };
}

function retryAfter({ headers }: HttpResponse): { retryAfterMs?: number } {
  const value = headers["retry-after"];
  if (value === undefined) return {};
  if (/^\d{1,9}$/.test(value)) return { retryAfterMs: Number(value) * 1000 };
  // A date in `Retry-After` is a time of the server's clock, so it is compared with the header `Date` and not with the
  // local clock.
  const until = Date.parse(value);
  const sent = Date.parse(headers["date"] ?? "");
  return Number.isNaN(until) || Number.isNaN(sent) ? {} : { retryAfterMs: Math.max(0, until - sent) };
}
