import { fail, type Result } from "../../../result.js";
import { adviceAfter } from "../../failure-advice.js";
import { isCancelled, type AttemptCancellation, type Cancelled } from "../connection/attempt-cancellation.js";
import { describeResponse, type HttpResponse, type RequestContext } from "../connection/http-response.js";
import type { Headers, Sender, Sent } from "../connection/send.js";
import type { Authorization, Credential, NoAuthorization } from "../credential/credential.js";
import { SecretHider } from "../credential/hide-secret.js";
import { executionIfUncertain, messageFor } from "../judge/response-failures.js";
import { judgeError } from "../judge/judge-error.js";
import type { ServiceRequest } from "../odata/requests.js";
import { problemWithResponse, reasonFor401, sign } from "./sign.js";

/** Turns a response into its value or its failure. */
export type Judge<T> = (response: HttpResponse, context: RequestContext) => Result<T>;

/** The result of an attempt, and the response if there was one. */
export interface Attempted<T> {
  readonly result: Result<T>;
  readonly response?: HttpResponse;
  /** Hides the credentials of the attempt in text of the response. */
  readonly hider?: SecretHider;
}

/** The limits and the judge of one attempt. */
interface Attempt<T> {
  readonly request: ServiceRequest;
  readonly context: RequestContext;
  readonly cancellation: AttemptCancellation;
  readonly judge: Judge<T>;
}

/** Runs the attempts of one transport: signs a request, sends it, and judges the response. */
export class AttemptRunner {
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
   * Runs one attempt. The request is sent a second time only after a 401 and with a renewed header: a 401 proves that the
   * site ran nothing.
   */
  async run<T>(attempt: Attempt<T>): Promise<Attempted<T>> {
    const { request, cancellation } = attempt;
    const credential = this.#credential;
    if (credential === undefined) {
      return judged(await this.#sender.send(request, this.#headers(request), cancellation), attempt);
    }
    const asked = { hostname: this.#hostname, signal: cancellation.toSignal() };
    const sentHeaders: string[] = [];
    const attempted = await this.#runSigned(attempt, async (rejectedHeader) => {
      const signing = rejectedHeader === undefined ? asked : { ...asked, rejectedHeader };
      const signed = await sign(credential, signing, cancellation);
      if ("header" in signed) sentHeaders.push(signed.header);
      return signed;
    });
    const { result } = attempted;
    const hider = new SecretHider(sentHeaders);
    return { ...attempted, hider, result: result.ok ? result : fail(hider.hideInFailure(result.failure)) };
  }

  async #runSigned<T>(
    attempt: Attempt<T>,
    signAgain: (rejectedHeader?: string) => Promise<Authorization | NoAuthorization | Cancelled>,
  ): Promise<Attempted<T>> {
    const first = await signAgain();
    if (!("header" in first)) return notSigned(first, attempt);
    const sent = await this.#sendSigned(attempt, first);
    if (!is401(sent)) return await judgedAndVerified(sent, first, attempt);

    const renewed = await signAgain(first.header);
    if ("cancelledBy" in renewed) return notSigned(renewed, attempt);
    if ("reason" in renewed) return withReason(judged(sent, attempt), renewed);
    if (renewed.header === first.header) return await judged401(sent, first, attempt);
    const again = await this.#sendSigned(attempt, renewed);
    return is401(again) ? await judged401(again, renewed, attempt) : await judgedAndVerified(again, renewed, attempt);
  }

  async #sendSigned({ request, cancellation }: Attempt<unknown>, { header }: Authorization): Promise<Sent> {
    return await this.#sender.send(request, [...this.#headers(request), "Authorization", header], cancellation);
  }

  #headers({ accept = "application/json", body }: ServiceRequest): Headers {
    const headers = ["Accept", accept, "User-Agent", this.#userAgent];
    if (body !== undefined) {
      headers.push("Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body)));
    }
    return headers;
  }
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
  if (!("response" in sent)) return attempted;
  const { context, cancellation } = attempt;
  const problem = await problemWithResponse(authorization, sent.response.headers, cancellation);
  if (problem === undefined) return attempted;
  if (isCancelled(problem)) return { ...attempted, result: fail(judgeError(problem.cancelledBy, true, context)) };
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

async function judged401<T>(sent: Answered, authorization: Authorization, attempt: Attempt<T>): Promise<Attempted<T>> {
  const reason = await reasonFor401(authorization, sent.response.headers, attempt.cancellation);
  return withReason(judged(sent, attempt), reason);
}

/** An attempt without a header, so nothing was sent. */
function notSigned(outcome: NoAuthorization | Cancelled, { context }: Attempt<unknown>): Attempted<never> {
  if ("cancelledBy" in outcome) return { result: fail(judgeError(outcome.cancelledBy, false, context)) };
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

function withReason<T>(
  attempted: Attempted<T>,
  { advice, cause }: Awaited<ReturnType<typeof reasonFor401>>,
): Attempted<T> {
  if (attempted.result.ok) return attempted;
  const reason = { ...(advice !== undefined && { advice }), ...(cause !== undefined && { cause }) };
  return { ...attempted, result: fail({ ...attempted.result.failure, ...reason }) };
}
