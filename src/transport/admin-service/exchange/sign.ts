import type { FailureCause } from "../../../failure.js";
import { onAbort } from "../../../on-abort.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";
import { causeOf, memberOf } from "../connection/unknown-values.js";

/**
 * Calls a method of a credential, which can be the caller's code. Does not reject. Stops waiting when `signal` fires,
 * because a credential that hangs must not block the call.
 *
 * @returns the value, or the error as data. If `signal` fired, there might be neither
 */
export async function callCredential<T>(
  signal: AbortSignal,
  method: () => Promise<T> | undefined,
): Promise<{ readonly value?: T | undefined; readonly cause?: FailureCause }> {
  let stopListening: (() => void) | undefined;
  const cancelled = new Promise<undefined>((resolve) => {
    stopListening = onAbort(signal, () => {
      resolve(undefined);
    });
  });
  try {
    return { value: await Promise.race([cancelled, method()]) };
  } catch (error) {
    return { cause: causeOf(error) };
  } finally {
    stopListening?.();
  }
}

/** Gets the `Authorization` header of one request from a credential. Does not reject. */
export async function sign(
  credential: Credential,
  request: AuthorizationRequest,
): Promise<Authorization | NoAuthorization> {
  const { value, cause } = await callCredential<unknown>(request.signal, () => credential.authorize(request));
  if (cause !== undefined) return { reason: "the credential failed", cause };
  if (isAuthorization(value) || isNoAuthorization(value)) return value;
  return { reason: "the credential returned neither a valid header nor a reason" };
}

/** Matches text that Node accepts as a header: no control characters except tab, nothing outside Latin-1. */
const headerForm = /^[\t\x20-\x7e\x80-\xff]+$/;

// A custom credential can be JavaScript code and return any value. An invalid header is reported as a problem of the
// credential; otherwise it would look like a network failure.
function isAuthorization(given: unknown): given is Authorization {
  const header = memberOf(given, "header");
  return typeof header === "string" && headerForm.test(header);
}

function isNoAuthorization(given: unknown): given is NoAuthorization {
  return typeof memberOf(given, "reason") === "string";
}
