import type { FailureCause } from "../../../failure.js";
import { fail, type Result } from "../../../result.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";
import type { Ending } from "../connection/attempt-cancellation.js";
import { causeOf } from "../connection/error-cause.js";
import { executionIfUncertain, messageFor } from "../judge/failure-text.js";
import { judgeError } from "../judge/judge-error.js";
import { adviceAfter } from "../../failure-advice.js";
import { SecretHider } from "../credential/hide-secret.js";
import { describeResponse, type RequestContext, type HttpResponse } from "../connection/http-response.js";
import type { ServiceRequest } from "../odata/requests.js";
import type { Headers, Sender, Sent } from "../connection/send.js";

/** Gives the value of an answer, or the failure that it tells of. */
export type Judge<T> = (response: HttpResponse, context: RequestContext) => Result<T>;

/** How an attempt ended, and with which answer. */
export interface Attempted<T> {
  readonly result: Result<T>;
  readonly response?: HttpResponse;
  /** Hides the credentials of the attempt in text of the response. */
  readonly hider?: SecretHider;
}

/** Signs and sends the requests of one transport. */
export class Signer {
  readonly #sender: Sender;
  readonly #credential: Credential | undefined;
  readonly #hostname: string;
  readonly #userAgent: string;

  constructor(sender: Sender, credential: Credential | undefined, hostname: string, userAgent: string) {
    this.#sender = sender;
    this.#credential = credential;
    this.#hostname = hostname;
    this.#userAgent = userAgent;
  }

  /**
   * One attempt, until its end. The request goes out a second time only after a 401, with a header that was renewed: a 401
   * proves that nothing was run.
   */
  async attempt<T>(
    request: ServiceRequest,
    context: RequestContext,
    ending: Ending,
    judge: Judge<T>,
  ): Promise<Attempted<T>> {
    if (this.#credential === undefined) {
      return judged(await this.#sender.send(request, this.#headers(request), ending), context, judge);
    }
    const asked = { hostname: this.#hostname, signal: ending.toSignal() };
    const credential = this.#credential;
    const shown: string[] = [];
    const sign = async (rejectedHeader?: string) => {
      const given = await authorize(
        credential,
        rejectedHeader === undefined ? asked : { ...asked, rejectedHeader },
        ending,
      );
      if ("header" in given) shown.push(given.header);
      return given;
    };
    const attempted = await this.#attemptSigned(request, context, ending, judge, sign);
    const { result } = attempted;
    const hider = new SecretHider(shown);
    return { ...attempted, hider, result: result.ok ? result : fail(hider.hideInFailure(result.failure)) };
  }

  async #attemptSigned<T>(
    request: ServiceRequest,
    context: RequestContext,
    ending: Ending,
    judge: Judge<T>,
    sign: (rejectedHeader?: string) => Promise<Authorization | NoAuthorization | Ended>,
  ): Promise<Attempted<T>> {
    const first = await sign();
    if (!("header" in first)) return unsigned(first, context);
    const sent = await this.#sendSigned(request, first, ending);
    if (!("response" in sent) || sent.response.status !== 401) return await proven(sent, first, ending, context, judge);

    const renewed = await sign(first.header);
    if ("endedBy" in renewed) return unsigned(renewed, context);
    if ("reason" in renewed) return withReason(judged(sent, context, judge), renewed);
    if (renewed.header === first.header) return await explained(sent, first, ending, context, judge);
    const again = await this.#sendSigned(request, renewed, ending);
    if ("response" in again && again.response.status === 401)
      return await explained(again, renewed, ending, context, judge);
    return await proven(again, renewed, ending, context, judge);
  }

  async #sendSigned(request: ServiceRequest, { header }: Authorization, ending: Ending): Promise<Sent> {
    return await this.#sender.send(request, [...this.#headers(request), "Authorization", header], ending);
  }

  #headers({ accept = "application/json", body }: ServiceRequest): Headers {
    const headers = ["Accept", accept, "User-Agent", this.#userAgent];
    if (body !== undefined) {
      headers.push("Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body)));
    }
    return headers;
  }
}

/** An attempt that ended before there was a header to sign with. */
interface Ended {
  readonly endedBy: unknown;
}

async function authorize(
  credential: Credential,
  request: AuthorizationRequest,
  ending: Ending,
): Promise<Authorization | NoAuthorization | Ended> {
  try {
    const given: unknown = await beforeEnd(ending, credential.authorize(request));
    if (isEnded(given) || isAuthorization(given) || isNoAuthorization(given)) return given;
    return { reason: "the credential returned neither a valid header nor a reason" };
  } catch (error) {
    return { reason: "the credential failed", cause: causeOf(error) };
  }
}

/** What Node sends of a header: no control characters, nothing beyond Latin-1. */
const headerForm = /^[\t\x20-\x7e\x80-\xff]+$/;

// Whoever writes a credential may do so in JavaScript, and what is no header must not pass for trouble of the network.
function isAuthorization(given: unknown): given is Authorization {
  return isObject(given) && "header" in given && typeof given.header === "string" && headerForm.test(given.header);
}

function isNoAuthorization(given: unknown): given is NoAuthorization {
  return isObject(given) && "reason" in given && typeof given.reason === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

// Never waits longer than the attempt may take: a credential that hangs must not hang the call.
async function beforeEnd<T>(ending: Ending, work: Promise<T>): Promise<T | Ended> {
  let giveUp: (reason: Error) => void = () => undefined;
  const ended = new Promise<Ended>((resolve) => {
    giveUp = (endedBy) => {
      resolve({ endedBy });
    };
    ending.onEnd(giveUp);
  });
  try {
    return await Promise.race([ended, work]);
  } catch (error) {
    // It may have failed because it was told of the end.
    if (ending.reason !== undefined) return { endedBy: ending.reason };
    throw error;
  } finally {
    ending.offEnd(giveUp);
  }
}

function isEnded(outcome: unknown): outcome is Ended {
  return isObject(outcome) && "endedBy" in outcome;
}

function unsigned(outcome: NoAuthorization | Ended, context: RequestContext): Attempted<never> {
  if ("endedBy" in outcome) return { result: fail(judgeError(outcome.endedBy, false, context)) };
  const { reason, advice, cause } = outcome;
  return {
    result: fail({
      kind: "unauthenticated",
      execution: "not-executed",
      message: messageFor(context, `${reason}; the request was not sent`),
      operation: context.operation,
      advice: advice ?? "Check the option credential of the transport.",
      ...(cause !== undefined && { cause }),
      challenges: [],
    }),
  };
}

function judged<T>(sent: Sent, context: RequestContext, judge: Judge<T>): Attempted<T> {
  if (!("response" in sent)) return { result: fail(judgeError(sent.error, sent.written, context)) };
  return { result: judge(sent.response, context), response: sent.response };
}

async function proven<T>(
  sent: Sent,
  authorization: Authorization,
  ending: Ending,
  context: RequestContext,
  judge: Judge<T>,
): Promise<Attempted<T>> {
  const attempted = judged(sent, context, judge);
  if (!("response" in sent) || authorization.verifyResponse === undefined) return attempted;
  let problem: string | Ended | undefined;
  try {
    problem = await beforeEnd(ending, authorization.verifyResponse(sent.response.headers));
  } catch (error) {
    problem = `the credential failed (${causeOf(error).message})`;
  }
  if (problem === undefined) return attempted;
  if (isEnded(problem)) return { ...attempted, result: fail(judgeError(problem.endedBy, true, context)) };
  const failed = fail({
    kind: "invalid-response",
    execution: executionIfUncertain(context),
    message: messageFor(context, `the server did not prove its identity: ${problem}`),
    operation: context.operation,
    advice: adviceAfter(executionIfUncertain(context), "Check baseUrl. Another server might have responded."),
    http: describeResponse(sent.response),
  });
  return { ...attempted, result: failed };
}

// A 401 that stays, with what the credential can tell of its reason.
async function explained<T>(
  sent: Sent,
  authorization: Authorization,
  ending: Ending,
  context: RequestContext,
  judge: Judge<T>,
): Promise<Attempted<T>> {
  const attempted = judged(sent, context, judge);
  if (!("response" in sent)) return attempted;
  try {
    const advice = await beforeEnd(ending, Promise.resolve(authorization.adviceFor401?.(sent.response.headers)));
    return isEnded(advice) ? attempted : withReason(attempted, { advice });
  } catch (error) {
    return withReason(attempted, { cause: causeOf(error) });
  }
}

function withReason<T>(
  attempted: Attempted<T>,
  { advice, cause }: { readonly advice?: string | undefined; readonly cause?: FailureCause | undefined },
): Attempted<T> {
  if (attempted.result.ok) return attempted;
  const reason = { ...(advice !== undefined && { advice }), ...(cause !== undefined && { cause }) };
  return { ...attempted, result: fail({ ...attempted.result.failure, ...reason }) };
}
