import type { Failure } from "../../../failure.js";
import { findStatus } from "../../../status/find-status.js";
import { challengesOf, describeResponse, type RequestContext, type HttpResponse } from "../connection/http-response.js";
import { sentenceOf, type SiteSentence } from "./error-text.js";

/**
 * Sentences decide before statuses do: a site says "not found", "may not" and "cannot read that" all with 404 (seen).
 * In order; the first that fits wins.
 */
const sentences: readonly { readonly means: SentenceMeaning; readonly pattern: RegExp }[] = [
  // Seen: "User DOM\user is not able to get the lock at this time. Error: 0x40480732".
  { means: "lock-held", pattern: /0x40480732|\b1078462258\b|not able to get the lock/i },
  // Seen: "Access denied  WMI QUERY: ", "Insufficient rights". The rest follows the names of the codes (inferred).
  {
    means: "denied",
    pattern: /access (?:is )?denied|insufficient rights|not authorized|0x80041003|0x80070005|0x42480C00/i,
  },
  // Seen: the ODataParameterReader sentence. The others are what the same libraries say (inferred).
  {
    means: "bad-request",
    pattern:
      /ODataParameterReader|does not exist on type|cannot convert|no HTTP resource|entity set|resource not found for the segment|could not find a property named|invalid method|no such method|0x8004102E|0x8004102F|0x80041010|0x40480914|0x40480916/i,
  },
  // After the one above, which names a property that a class does not have. Inferred from the property's documentation; the sentence of a site was never published.
  { means: "lock-stale", pattern: /SedoObjectVersion|DeniedInvalidObjectVersion|invalid object version/i },
  // Seen in WMI errors of providers under load; none was published for the AdminService.
  { means: "site-trouble", pattern: /quota|0x8004106C|provider load failure|0x80041013|RPC server|0x800706BA/i },
  { means: "missing", pattern: /\bnot found\b|does not exist|no longer exists|0x80041002|0x80420A0E/i },
];

type SentenceMeaning = "lock-held" | "lock-stale" | "denied" | "bad-request" | "site-trouble" | "missing";

/** Sentences with which the provider refuses before it does anything (seen); only these make a 500 certain. */
const refusedBeforehand = /^(?:access denied\s+WMI QUERY|insufficient rights)/i;

/** What a method may come upon while it runs: in a 500 it proves nothing (inferred). */
const saidWhileRunningToo = /cannot convert|0x80041010/i;

/** HTTP.sys answers so itself, while no process serves the address (documented): the request went nowhere. */
const httpSysUnavailable = /HTTP Error 503\b|<title>\s*Service Unavailable/i;

/** Turns an answer that is no success into the failure that it tells of. Pure: nothing but its arguments counts. */
export function judgeRefusal(response: HttpResponse, context: RequestContext): Failure {
  const sentence = sentenceOf(response);
  const base = {
    message: describe(response.status, sentence.text),
    operation: context.operation,
    http: describeResponse(response),
  };
  const { status } = response;
  // What was a read has run nothing, whatever the answer was.
  const inDoubt = context.runs === "nothing" ? ("not-executed" as const) : ("unknown" as const);

  if (status < 200) {
    return {
      kind: "invalid-response",
      execution: inDoubt,
      ...base,
      message: `The answer (${status}) is a change of protocol that was not asked for`,
      advice: "Check baseUrl: something else than an AdminService answers there.",
    };
  }
  if (status < 400) {
    return {
      kind: "invalid-response",
      execution: inDoubt,
      ...base,
      message: `The answer is a redirect (${status}); redirects are not followed`,
      advice: "Check baseUrl: an AdminService does not redirect, a sign-in page or a gateway does.",
    };
  }
  if (status === 401) return { kind: "unauthenticated", execution: "not-executed", ...base, ...signInAdvice(response) };
  if (status === 429) {
    const execution = context.throughGateway || !mayBeHttpSys(response) ? inDoubt : "not-executed";
    return {
      kind: "throttled",
      execution,
      ...base,
      ...retryAfter(response),
      advice: "Wait, and send fewer requests at once.",
    };
  }
  if (status === 502 || status === 503 || status === 504) {
    const fromHttpSys = status === 503 && !context.throughGateway && isHttpSysUnavailable(response);
    return {
      kind: "unavailable",
      execution: fromHttpSys ? "not-executed" : inDoubt,
      ...base,
      ...retryAfter(response),
      advice: fromHttpSys
        ? "The service is not running: look at component SMS_REST_PROVIDER and at AdminService.log on the provider's server."
        : "Something between here and the provider answered; whether the provider got the request can't be told.",
    };
  }
  return judgeSentence(response, sentence, context, inDoubt, base);
}

type Base = Pick<Failure, "message" | "operation" | "http">;

function judgeSentence(
  response: HttpResponse,
  sentence: SiteSentence,
  context: RequestContext,
  inDoubt: "not-executed" | "unknown",
  base: Base,
): Failure {
  const { status } = response;
  const code = findStatus(sentence.text);
  const decoded = code === undefined ? {} : { status: code };
  // A web server that is no AdminService says "not found" with a page of its own, or with nothing.
  if (status === 404 && sentence.form !== "service") {
    return {
      kind: "unsupported",
      execution: "not-executed",
      ...base,
      advice:
        "Nothing of the AdminService answers at this address: check baseUrl, a gateway's number in it, and that the service runs.",
    };
  }

  const isRefusal = status < 500 && !gaveUpWaiting.has(status);
  const means = sentences.find(({ pattern }) => pattern.test(sentence.text))?.means;
  switch (means) {
    case "lock-held":
      return { kind: "locked", execution: "not-executed", reason: "held", ...base, ...decoded, advice: heldAdvice };
    case "lock-stale":
      return { kind: "locked", execution: "not-executed", reason: "stale", ...base, ...decoded, advice: staleAdvice };
    case "denied": {
      const certain = isRefusal || refusedBeforehand.test(sentence.text);
      return { kind: "access-denied", execution: certain ? "not-executed" : inDoubt, ...base, advice: deniedAdvice };
    }
    case "bad-request":
      if (isRefusal || context.runs === "nothing" || !saidWhileRunningToo.test(sentence.text)) {
        return { kind: "unsupported", execution: "not-executed", ...base, advice: unsupportedAdvice };
      }
      break;
    case "site-trouble":
      return { kind: "provider-error", execution: inDoubt, ...base, ...decoded, advice: troubleAdvice };
    case "missing":
      // From a 500 the words may be about something that the method itself was looking for.
      if (isRefusal || context.runs === "nothing") {
        return { kind: "not-found", execution: "not-executed", ...base, advice: missingAdvice };
      }
      break;
    case undefined:
      break;
  }
  return judgeStatus(response.status, context, inDoubt, base, decoded);
}

function judgeStatus(
  status: number,
  context: RequestContext,
  inDoubt: "not-executed" | "unknown",
  base: Base,
  decoded: Pick<Extract<Failure, { kind: "provider-error" }>, "status">,
): Failure {
  if (status === 403) return { kind: "access-denied", execution: "not-executed", ...base, advice: deniedAdvice };
  // Seen: a missing key is a 404. Its sentence was never published, so on a keyed read every unfamiliar one counts.
  if (status === 404 && context.runs === "nothing" && context.keys !== undefined) {
    return { kind: "not-found", execution: "not-executed", ...base, advice: missingAdvice };
  }
  if (refusedByShape.has(status)) {
    return { kind: "unsupported", execution: "not-executed", ...base, advice: unsupportedAdvice };
  }
  return { kind: "provider-error", execution: inDoubt, ...base, ...decoded, advice: providerAdvice };
}

/** Statuses with which a server turns a request down for its form, before anything is run. 411 was seen. */
const refusedByShape = new Set([400, 405, 406, 411, 413, 414, 415, 431, 501]);

/** With these, something in between gave up waiting, whatever its page says: what became of the request is another matter. */
const gaveUpWaiting = new Set([408, 499]);

const heldAdvice =
  "Somebody else is editing the object (SEDO lock): find the holder with Get-CMObjectLockDetails, wait, then call again.";
const staleAdvice = "The object changed since it was read: read it again and repeat the change on what it is now.";
const deniedAdvice =
  "Give the account a security role with this permission on the class, and the object's security scope; the role is checked at each call.";
const unsupportedAdvice =
  "Read the site's $metadata: it tells whether this release offers the class and method, and in which form.";
const troubleAdvice = "The provider or WMI is in trouble: look at SMSProv.log on the provider's server.";
const missingAdvice =
  "Check class and ID; an object outside the account's security scopes looks the same as one that does not exist.";
const providerAdvice = "SMSProv.log and AdminService.log on the provider's server hold the details.";

function signInAdvice(response: HttpResponse): { challenges: string[]; advice: string } {
  const challenges = challengesOf(response);
  const advice = challenges.includes("Negotiate")
    ? "The site wants Kerberos: releases from 2509 on refuse NTLM. Use the provider's full name, so that HTTP/<name> is its SPN."
    : "Check the token's audience, and that its user is a ConfigMgr administrative user.";
  return { challenges, advice };
}

function isHttpSysUnavailable(response: HttpResponse): boolean {
  return mayBeHttpSys(response) && httpSysUnavailable.test(response.text);
}

function mayBeHttpSys({ headers: { server, via } }: HttpResponse): boolean {
  // Whatever names itself in Via may have answered for itself.
  return server === undefined ? via === undefined : server.startsWith("Microsoft-HTTPAPI");
}

function retryAfter(response: HttpResponse): { retryAfterMs?: number } {
  const value = response.headers["retry-after"];
  if (value === undefined) return {};
  if (/^\d{1,9}$/.test(value)) return { retryAfterMs: Number(value) * 1000 };
  // A date is the server's clock: measured against the same answer's own date, never against ours.
  const until = Date.parse(value);
  const sent = Date.parse(response.headers["date"] ?? "");
  return Number.isNaN(until) || Number.isNaN(sent) ? {} : { retryAfterMs: Math.max(0, until - sent) };
}

function describe(status: number, sentence: string): string {
  return sentence === "" ? `The site answered ${status}` : `The site answered ${status}: ${sentence}`;
}
