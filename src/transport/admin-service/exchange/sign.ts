import type { FailureCause } from "../../../failure.js";
import { isCancelled, type AttemptCancellation, type Cancelled } from "../connection/attempt-cancellation.js";
import { causeOf } from "../connection/error-cause.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";

/** Gets the `Authorization` header of one request from a credential. Does not reject. */
export async function sign(
  credential: Credential,
  request: AuthorizationRequest,
  cancellation: AttemptCancellation,
): Promise<Authorization | NoAuthorization | Cancelled> {
  try {
    const given: unknown = await cancellation.unlessCancelled(credential.authorize(request));
    if (isCancelled(given) || isAuthorization(given) || isNoAuthorization(given)) return given;
    return { reason: "the credential returned neither a valid header nor a reason" };
  } catch (error) {
    return { reason: "the credential failed", cause: causeOf(error) };
  }
}

/**
 * Lets a credential check the response, for example that a server proved its identity.
 *
 * @returns the problem that the credential found; `undefined` if there is none
 */
export async function problemWithResponse(
  authorization: Authorization,
  headers: Readonly<Record<string, string>>,
  cancellation: AttemptCancellation,
): Promise<string | Cancelled | undefined> {
  if (authorization.verifyResponse === undefined) return undefined;
  try {
    return await cancellation.unlessCancelled(authorization.verifyResponse(headers));
  } catch (error) {
    return `the credential failed (${causeOf(error).message})`;
  }
}

/** What a credential knows about a 401 response that a renewed header did not change. */
export async function reasonFor401(
  authorization: Authorization,
  headers: Readonly<Record<string, string>>,
  cancellation: AttemptCancellation,
): Promise<{ readonly advice?: string | undefined; readonly cause?: FailureCause | undefined }> {
  try {
    const advice = await cancellation.unlessCancelled(Promise.resolve(authorization.adviceFor401?.(headers)));
    return isCancelled(advice) ? {} : { advice };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

/** The characters that Node accepts in a header: no control characters, nothing outside Latin-1. */
const headerForm = /^[\t\x20-\x7e\x80-\xff]+$/;

// A custom credential can be written in JavaScript. Report an invalid header as a credential problem, not as a network
// failure.
function isAuthorization(given: unknown): given is Authorization {
  return isObject(given) && "header" in given && typeof given.header === "string" && headerForm.test(given.header);
}

function isNoAuthorization(given: unknown): given is NoAuthorization {
  return isObject(given) && "reason" in given && typeof given.reason === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
