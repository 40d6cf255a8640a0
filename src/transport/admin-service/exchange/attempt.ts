import type { FailureCause } from "../../../failure.js";
import { fail, type Failed, type Result } from "../../../result.js";
import type { AttemptCancellation } from "../connection/attempt-cancellation.js";
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

/** Turns a response into its value or its failure. */
export type Judge<T> = (response: HttpResponse, context: RequestContext) => Result<T>;

/** The result of an attempt, and the response if there was one. */
export interface Attempted<T> {
  readonly result: Result<T>;
  readonly response?: HttpResponse;
  /** Hides the credentials of the attempt in text of the response. */
  readonly hider?: SecretHider;
}

/** One attempt: its request, its limits and its judge. */
interface Attempt<T> {
  readonly settings: Settings;
  readonly connections: Connections;
  readonly request: ServiceRequest;
  readonly context: RequestContext;
  readonly cancellation: AttemptCancellation;
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

async function runSigned<T>(attempt: Attempt<T>, credential: Credential, sentHeaders: string[]): Promise<Attempted<T>> {
  const { cancellation, settings } = attempt;
  const asked = { hostname: settings.address.hostname, signal: cancellation.toSignal() };
  const first = await sign(credential, asked, cancellation);
  if ("reason" in first) return { result: notSigned(first, attempt) };
  sentHeaders.push(first.header);
  const sent = await sendWith(attempt, first);
  if (!is401(sent)) return await judgedAndVerified(sent, first, attempt);

  const renewed = await sign(credential, { ...asked, rejectedHeader: first.header }, cancellation);
  if ("reason" in renewed) {
    return cancellation.reason === undefined
      ? withReason(judged(sent, attempt), renewed)
      : { result: notSigned(renewed, attempt) };
  }
  if (renewed.header === first.header) return await judged401(sent, first, attempt);
  sentHeaders.push(renewed.header);
  const again = await sendWith(attempt, renewed);
  return is401(again) ? await judged401(again, renewed, attempt) : await judgedAndVerified(again, renewed, attempt);
}

async function sendWith(attempt: Attempt<unknown>, authorization?: Authorization): Promise<Sent> {
  const { request, cancellation, settings, connections } = attempt;
  const { accept = "application/json", body } = request;
  const headers = ["Accept", accept, "User-Agent", settings.userAgent];
  if (body !== undefined) {
    headers.push("Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body)));
  }
  if (authorization !== undefined) headers.push("Authorization", authorization.header);
  return await send(request, headers, cancellation, connections, settings.maxResponseBytes);
}

type Answered = Extract<Sent, { response: HttpResponse }>;

function is401(sent: Sent): sent is Answered {
  return "response" in sent && sent.response.status === 401;
}

function judged<T>(sent: Sent, { context, judge }: Attempt<T>): Attempted<T> {
  if (!("response" in sent)) return { result: fail(judgeError(sent.error, sent.written, context)) };
  return { result: judge(sent.response, context), response: sent.response };
}

async function judgedAndVerified<T>(
  sent: Sent,
  authorization: Authorization,
  attempt: Attempt<T>,
): Promise<Attempted<T>> {
  const attempted = judged(sent, attempt);
  if (!("response" in sent) || authorization.verifyResponse === undefined) return attempted;
  const { context, cancellation } = attempt;
  const { headers } = sent.response;
  const { value, cause } = await callCredential(cancellation, () => authorization.verifyResponse?.(headers));
  if (cancellation.reason !== undefined) {
    return { ...attempted, result: fail(judgeError(cancellation.reason, true, context)) };
  }
  const problem = cause === undefined ? value : `the credential failed (${cause.message})`;
  if (problem === undefined) return attempted;
  const what = `the server did not prove its identity: ${problem}`;
  return { ...attempted, result: invalidResponse(sent.response, context, what, otherServerAdvice) };
}

const otherServerAdvice = "Check baseUrl. Another server might have responded.";

async function judged401<T>(sent: Answered, authorization: Authorization, attempt: Attempt<T>): Promise<Attempted<T>> {
  const { headers } = sent.response;
  const { value, cause } = await callCredential(attempt.cancellation, () => authorization.adviceFor401?.(headers));
  return withReason(judged(sent, attempt), { advice: value, cause });
}

/** The failure of an attempt that has no header, so nothing was sent, or only the request that the site refused with 401. */
function notSigned({ reason, advice, cause }: NoAuthorization, { context, cancellation }: Attempt<unknown>): Failed {
  if (cancellation.reason !== undefined) return fail(judgeError(cancellation.reason, false, context));
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
