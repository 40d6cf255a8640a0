import type { FailureCause } from "../../../failure.js";
import type { AttemptCancellation } from "../connection/attempt-cancellation.js";
import { causeOf } from "../connection/error-cause.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";

/**
 * Calls a method of a credential, which can be the caller's code. Does not reject.
 *
 * @returns the value, or the error as data. Neither if the attempt was cancelled: see `reason` of `cancellation`
 */
export async function callCredential<T>(
  cancellation: AttemptCancellation,
  method: () => Promise<T> | undefined,
): Promise<{ readonly value?: T | undefined; readonly cause?: FailureCause }> {
  try {
    return { value: await cancellation.unlessCancelled(Promise.resolve(method())) };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

/** Gets the `Authorization` header of one request from a credential. Does not reject. */
export async function sign(
  credential: Credential,
  request: AuthorizationRequest,
  cancellation: AttemptCancellation,
): Promise<Authorization | NoAuthorization> {
  const { value, cause } = await callCredential<unknown>(cancellation, () => credential.authorize(request));
  if (cause !== undefined) return { reason: "the credential failed", cause };
  if (isAuthorization(value) || isNoAuthorization(value)) return value;
  return { reason: "the credential returned neither a valid header nor a reason" };
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
