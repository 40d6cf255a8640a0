import type { FailureCause } from "../../../failure.js";
import { onAbort } from "../../../on-abort.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";
import { causeOf, copyCause, memberOf } from "../connection/unknown-values.js";

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
  const { value, cause } = await callCredential(request.signal, async () =>
    authorizationOf(await credential.authorize(request)),
  );
  if (cause !== undefined) return { reason: "the credential failed", cause };
  return value ?? { reason: "the credential returned neither a valid header nor a reason" };
}

/** Matches text that Node accepts as a header: no control characters except tab, nothing outside Latin-1. */
const headerForm = /^[\t\x20-\x7e\x80-\xff]+$/;

// A custom credential can be JavaScript code and return any value. So each member is checked and read once. An invalid
// header is reported as a problem of the credential; otherwise it would look like a network failure.
function authorizationOf(given: unknown): Authorization | NoAuthorization | undefined {
  const header = memberOf(given, "header");
  if (typeof header === "string" && headerForm.test(header)) {
    const verifyResponse = textMethod(given, "verifyResponse");
    const adviceFor401 = textMethod(given, "adviceFor401");
    return { header, ...(verifyResponse && { verifyResponse }), ...(adviceFor401 && { adviceFor401 }) };
  }
  const [reason, advice, cause] = ["reason", "advice", "cause"].map((name) => memberOf(given, name));
  if (typeof reason !== "string") return undefined;
  return {
    reason,
    ...(typeof advice === "string" && { advice }),
    ...(cause !== undefined && { cause: copyCause(cause) }),
  };
}

/** Returns a method that returns text or nothing; `undefined` if `given` has no such member. */
function textMethod(given: unknown, name: string): Authorization["verifyResponse"] {
  const method = memberOf(given, name);
  if (method === undefined) return undefined;
  return async (headers) => {
    if (typeof method !== "function") throw new TypeError(`${name} is not a function`);
    const text: unknown = await Reflect.apply(method, given, [headers]);
    if (text === undefined || typeof text === "string") return text;
    throw new TypeError(`${name} returned a value that is not text`);
  };
}
