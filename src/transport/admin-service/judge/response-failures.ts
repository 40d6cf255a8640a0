import { describeOperation } from "../../../operation-text.js";
import { fail, type Failed } from "../../../result.js";
import { adviceAfter } from "../../failure-of-status.js";
import { describeResponse, type HttpResponse, type RequestContext } from "../connection/http-response.js";

/** Returns the message of a failure: the call, then what happened. */
export function messageFor({ operation, runs }: RequestContext, whatHappened: string): string {
  return `${describeOperation(operation, runs === "write" ? "Update" : "Read")}: ${whatHappened}`;
}

/**
 * Returns the `execution` of a failure that proves nothing. A read runs nothing on the site, so a failed read is always
 * `not-executed`.
 */
export function executionIfUncertain({ runs }: RequestContext): "not-executed" | "unknown" {
  return runs === "nothing" ? "not-executed" : "unknown";
}

/** Returns the failure for a response that an AdminService does not send, or that contains an error beside the result. */
export function invalidResponse(
  response: HttpResponse,
  context: RequestContext,
  whatIsWrong: string,
  advice = "Read AdminService.log on the SMS Provider's server.",
  detail?: string,
): Failed {
  const execution = executionIfUncertain(context);
  const facts = detail === undefined ? response.status : `${response.status}, ${detail}`;
  return fail({
    kind: "invalid-response",
    execution,
    message: messageFor(context, `${whatIsWrong} (${facts})`),
    operation: context.operation,
    advice: adviceAfter(execution, advice),
    http: describeResponse(response),
  });
}

/** Advice for a response that is probably not from an AdminService. */
export const notServiceAdvice =
  "Check baseUrl. A sign-in page or a gateway might have responded, or the response is incomplete.";
