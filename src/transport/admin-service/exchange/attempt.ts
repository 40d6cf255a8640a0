import type { FailureCause } from "../../../failure.js";
import { fail, type Result } from "../../../result.js";
import type { Authorization, AuthorizationRequest, Credential, NoAuthorization } from "../credential/credential.js";
import type { Ending } from "../connection/attempt-cancellation.js";
import { causeOf } from "../connection/error-cause.js";
import { judgeError } from "../judge/judge-error.js";
import { withoutSecretHeaders, withoutSecrets } from "../credential/hide-secret.js";
import { describeReply, type Question, type Reply } from "../connection/http-response.js";
import type { ServiceRequest } from "../odata/requests.js";
import type { Headers, Sender, Sent } from "../connection/send.js";

/** Gives the value of an answer, or the failure that it tells of. */
export type Judge<T> = (reply: Reply, question: Question) => Result<T>;

/** How an attempt ended, and with which answer. */
export interface Attempted<T> {
  readonly result: Result<T>;
  readonly reply?: Reply;
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
    question: Question,
    ending: Ending,
    judge: Judge<T>,
  ): Promise<Attempted<T>> {
    if (this.#credential === undefined) {
      return judged(await this.#sender.send(request, this.#headers(request), ending), question, judge);
    }
    const asked = { hostname: this.#hostname, signal: ending.toSignal() };
    const credential = this.#credential;
    const shown: string[] = [];
    const sign = async (rejected?: string) => {
      const given = await authorize(credential, rejected === undefined ? asked : { ...asked, rejected }, ending);
      if ("header" in given) shown.push(given.header);
      return given;
    };
    const attempted = await this.#attemptSigned(request, question, ending, judge, sign);
    const { result } = attempted;
    return result.ok ? attempted : { ...attempted, result: fail(withoutSecrets(result.failure, shown)) };
  }

  async #attemptSigned<T>(
    request: ServiceRequest,
    question: Question,
    ending: Ending,
    judge: Judge<T>,
    sign: (rejected?: string) => Promise<Authorization | NoAuthorization | Ended>,
  ): Promise<Attempted<T>> {
    const first = await sign();
    if (!("header" in first)) return unsigned(first, question);
    const sent = await this.#sendSigned(request, first, ending);
    if (!("reply" in sent) || sent.reply.status !== 401) return await proven(sent, first, ending, question, judge);

    const renewed = await sign(first.header);
    if ("endedBy" in renewed) return unsigned(renewed, question);
    if ("refused" in renewed) return withReason(judged(sent, question, judge), renewed);
    if (renewed.header === first.header) return await explained(sent, first, ending, question, judge);
    const again = await this.#sendSigned(request, renewed, ending);
    if ("reply" in again && again.reply.status === 401) return await explained(again, renewed, ending, question, judge);
    return await proven(again, renewed, ending, question, judge);
  }

  async #sendSigned(request: ServiceRequest, { header }: Authorization, ending: Ending): Promise<Sent> {
    const sent = await this.#sender.send(request, [...this.#headers(request), "Authorization", header], ending);
    return "reply" in sent ? { reply: withoutSecretHeaders(sent.reply, header) } : sent;
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
    return { refused: "The credential gave neither a header that can be sent nor a reason" };
  } catch (error) {
    return { refused: "The credential failed", cause: causeOf(error) };
  }
}

/** What Node sends of a header: no control characters, nothing beyond Latin-1. */
const headerForm = /^[\t\x20-\x7e\x80-\xff]+$/;

// Whoever writes a credential may do so in JavaScript, and what is no header must not pass for trouble of the network.
function isAuthorization(given: unknown): given is Authorization {
  return isObject(given) && "header" in given && typeof given.header === "string" && headerForm.test(given.header);
}

function isNoAuthorization(given: unknown): given is NoAuthorization {
  return isObject(given) && "refused" in given && typeof given.refused === "string";
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

function unsigned(outcome: NoAuthorization | Ended, question: Question): Attempted<never> {
  if ("endedBy" in outcome) return { result: fail(judgeError(outcome.endedBy, false, question)) };
  const { refused, advice, cause } = outcome;
  return {
    result: fail({
      kind: "unauthenticated",
      execution: "not-executed",
      message: `${refused}; the request was not sent`,
      operation: question.operation,
      ...(advice !== undefined && { advice }),
      ...(cause !== undefined && { cause }),
      challenges: [],
    }),
  };
}

function judged<T>(sent: Sent, question: Question, judge: Judge<T>): Attempted<T> {
  if (!("reply" in sent)) return { result: fail(judgeError(sent.error, sent.written, question)) };
  return { result: judge(sent.reply, question), reply: sent.reply };
}

async function proven<T>(
  sent: Sent,
  authorization: Authorization,
  ending: Ending,
  question: Question,
  judge: Judge<T>,
): Promise<Attempted<T>> {
  const attempted = judged(sent, question, judge);
  if (!("reply" in sent) || authorization.verifyAnswer === undefined) return attempted;
  let problem: string | Ended | undefined;
  try {
    problem = await beforeEnd(ending, authorization.verifyAnswer(sent.reply.headers));
  } catch (error) {
    problem = `the credential failed (${causeOf(error).message})`;
  }
  if (problem === undefined) return attempted;
  if (isEnded(problem)) return { ...attempted, result: fail(judgeError(problem.endedBy, true, question)) };
  const failed = fail({
    kind: "invalid-response",
    execution: question.runs === "nothing" ? "not-executed" : "unknown",
    message: `The server did not prove who it is: ${problem}`,
    operation: question.operation,
    http: describeReply(sent.reply),
  });
  return { ...attempted, result: failed };
}

// A 401 that stays, with what the credential can tell of its reason.
async function explained<T>(
  sent: Sent,
  authorization: Authorization,
  ending: Ending,
  question: Question,
  judge: Judge<T>,
): Promise<Attempted<T>> {
  const attempted = judged(sent, question, judge);
  if (!("reply" in sent)) return attempted;
  try {
    const advice = await beforeEnd(ending, Promise.resolve(authorization.explainRefusal?.(sent.reply.headers)));
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
