import type { FailureCause } from "../../../failure.js";
import { fail, type Failed, type Result } from "../../../result.js";
import type { Connections } from "../connection/connections.js";
import type { HttpResponse, RequestContext } from "../connection/http-response.js";
import { send, type Sent } from "../connection/send.js";
import type { Authorization, Credential, NoAuthorization } from "../credential/credential.js";
import { SecretHider } from "../credential/hide-secret.js";
import { judgeError } from "../judge/judge-error.js";
import { invalidResponse, messageFor } from "../judge/response-failures.js";
import type { ServiceRequest } from "../odata/requests.js";
import type { Settings } from "./options.js";
import { callCredential, sign } from "./sign.js";

/** Judges a response: returns the value that it contains, or the failure that it means. */
export type Judge<T> = (response: HttpResponse, context: RequestContext) => Result<T>;

/** The result of an attempt, and the response if there was one. */
export interface Attempted<T> {
  readonly result: Result<T>;
  readonly response?: HttpResponse;
  /** Hides the credentials of the attempt in texts from the response. */
  readonly hider?: SecretHider;
}

/** One attempt: its request, its limits and its judge. */
interface Attempt<T> {
  readonly settings: Settings;
  readonly connections: Connections;
  readonly request: ServiceRequest;
  readonly context: RequestContext;
  /** Fires when the attempt is cancelled. */
  readonly signal: AbortSignal;
  readonly judge: Judge<T>;
}

/**
 * Runs one attempt: signs the request, sends it, and judges the response. The request is sent a second time only after a 401
 * and with a renewed header: a 401 proves that the site ran nothing.
 */
export async function runAttempt<T>(attempt: Attempt<T>): Promise<Attempted<T>> {
  const { credential } = attempt.settings;
  if (credential === undefined) return judged(await sendWith(attempt), attempt);
  const sentHeaders: string[] = [];
  const attempted = await runSigned(attempt, credential, sentHeaders);
  const { result } = attempted;
  const hider = new SecretHider(sentHeaders);
  return { ...attempted, hider, result: result.ok ? result : fail(hider.hideInFailure(result.failure)) };
}

/** @param sentHeaders - receives each `Authorization` header that is sent */
async function runSigned<T>(attempt: Attempt<T>, credential: Credential, sentHeaders: string[]): Promise<Attempted<T>> {
  const { signal, settings } = attempt;
  const authorizationRequest = { hostname: settings.address.hostname, signal };
  const first = await sign(credential, authorizationRequest);
  if ("reason" in first) return { result: notSigned(first, attempt) };
  sentHeaders.push(first.header);
  const sent = await sendWith(attempt, first);
  if (!("response" in sent) || sent.response.status !== 401) return await judgedWith(first, sent, attempt);

  const renewed = await sign(credential, { ...authorizationRequest, rejectedHeader: first.header });
  if ("reason" in renewed) {
    return signal.aborted ? { result: notSigned(renewed, attempt) } : withReason(judged(sent, attempt), renewed);
  }
  if (renewed.header === first.header) return await judgedWith(first, sent, attempt);
  sentHeaders.push(renewed.header);
  return await judgedWith(renewed, await sendWith(attempt, renewed), attempt);
}

async function sendWith(attempt: Attempt<unknown>, authorization?: Authorization): Promise<Sent> {
  const { request, signal, settings, connections } = attempt;
  const { accept = "application/json", body } = request;
  const headers = ["Accept", accept, "User-Agent", settings.userAgent];
  if (body !== undefined) {
    headers.push("Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body)));
  }
  if (authorization !== undefined) headers.push("Authorization", authorization.header);
  return await send(request, headers, signal, connections, settings.maxResponseBytes);
}

function judged<T>(sent: Sent, { context, judge }: Attempt<T>): Attempted<T> {
  if (!("response" in sent)) return { result: fail(judgeError(sent.error, sent.written, context)) };
  return { result: judge(sent.response, context), response: sent.response };
}

/** Judges a response. The credential can then add the reason for a 401, or refuse the proof of the server's identity. */
async function judgedWith<T>(authorization: Authorization, sent: Sent, attempt: Attempt<T>): Promise<Attempted<T>> {
  const attempted = judged(sent, attempt);
  if (!("response" in sent)) return attempted;
  const { context, signal } = attempt;
  const { headers, status } = sent.response;
  if (status === 401) {
    const { value, cause } = await callCredential(signal, () => authorization.adviceFor401?.(headers));
    return withReason(attempted, { advice: value, cause });
  }
  if (authorization.verifyResponse === undefined) return attempted;
  const { value, cause } = await callCredential(signal, () => authorization.verifyResponse?.(headers));
  if (signal.aborted) return { ...attempted, result: fail(judgeError(signal.reason, true, context)) };
  const problem = cause === undefined ? value : `the credential failed (${cause.message})`;
  if (problem === undefined) return attempted;
  const what = `the server did not prove its identity: ${problem}`;
  return { ...attempted, result: invalidResponse(sent.response, context, what, otherServerAdvice) };
}

const otherServerAdvice = "Check baseUrl. Another server might have responded.";

/**
 * Returns the failure of an attempt for which the credential has no header. Either no request was sent, or the site refused
 * the only one with 401, so the failure is `not-executed`.
 */
function notSigned({ reason, advice, cause }: NoAuthorization, { context, signal }: Attempt<unknown>): Failed {
  if (signal.aborted) return fail(judgeError(signal.reason, false, context));
  return fail({
    kind: "unauthenticated",
    execution: "not-executed",
    message: messageFor(context, `${reason}; the request was not sent`),
    operation: context.operation,
    advice: advice ?? "Check the option credential of the transport.",
    ...(cause !== undefined && { cause }),
    challenges: [],
  });
}

function withReason<T>(
  attempted: Attempted<T>,
  { advice, cause }: { readonly advice?: string | undefined; readonly cause?: FailureCause | undefined },
): Attempted<T> {
  if (attempted.result.ok) return attempted;
  const reason = { ...(advice !== undefined && { advice }), ...(cause !== undefined && { cause }) };
  return { ...attempted, result: fail({ ...attempted.result.failure, ...reason }) };
}
