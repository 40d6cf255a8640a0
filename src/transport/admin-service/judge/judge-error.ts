import type { Failure } from "../../../failure.js";
import { AbortedError, TimeUpError } from "../connection/attempt-cancellation.js";
import { CertificateError } from "../connection/certificate.js";
import { causeOf } from "../connection/error-cause.js";
import { TooLargeError } from "../connection/read-response.js";
import type { RequestContext } from "../connection/http-response.js";

/**
 * Turns the error that ended an attempt into a failure.
 *
 * @param written - whether the request had begun to go out: from then on nobody here knows whether the site got it
 */
export function judgeError(error: unknown, written: boolean, context: RequestContext): Failure {
  const execution = written && context.runs !== "nothing" ? ("unknown" as const) : ("not-executed" as const);
  const { operation } = context;
  const look = execution === "unknown" ? { advice: lookFirst } : {};

  if (error instanceof CertificateError) {
    const { reason, code, message, advice } = error.problem;
    const cause = { name: error.name, code, message };
    return {
      kind: "certificate",
      execution: "not-executed",
      message: sentence(message),
      operation,
      advice,
      reason,
      cause,
    };
  }
  if (error instanceof TimeUpError) {
    const advice = error.isOfWhole ? { advice: giveWholeMoreTime } : look;
    return { kind: "timeout", execution, message: sentence(error.message), operation, ...advice };
  }
  if (error instanceof AbortedError) {
    return { kind: "aborted", execution, message: sentence(error.message), operation, ...look };
  }
  if (error instanceof TooLargeError) {
    const { status, message } = error;
    return {
      kind: "invalid-response",
      execution,
      message: sentence(message),
      operation,
      advice: "Ask for less (select, top), or raise maxResponseBytes on the transport.",
      http: { status, headers: {} },
    };
  }
  const cause = causeOf(error);
  const code = cause.code ?? "UNKNOWN";
  // What Node's HTTP parser calls its refusals.
  if (code.startsWith("HPE_")) {
    return {
      kind: "invalid-response",
      execution,
      message: `The answer is not HTTP (${code})`,
      operation,
      advice: "Check host and port in baseUrl: something else than an AdminService answers there.",
      cause,
    };
  }
  return {
    kind: "network",
    execution,
    message: written ? `The connection was lost (${code})` : `There is no connection to the site (${code})`,
    operation,
    advice:
      execution === "unknown"
        ? lookFirst
        : (networkAdvice.get(code) ?? "Look at the network between here and the provider."),
    code,
    cause,
  };
}

const lookFirst =
  "The site may have run it: read the object (SourceVersion, SourceSite) before you call again. It was not repeated.";

const giveWholeMoreTime =
  "A read has retry.totalMs in all, its first attempt included, whatever timeoutMs says: raise that on the transport.";

const networkAdvice = new Map([
  ["ENOTFOUND", "The host name in baseUrl is unknown to the name service of this machine."],
  ["EAI_AGAIN", "The name service of this machine does not answer."],
  ["ECONNREFUSED", "Nothing listens at that address: check host and port, and that the AdminService runs."],
  ["ETIMEDOUT", "The address does not answer: look at routes and firewalls between here and the provider."],
  ["EPROTO", "Both sides found no way to speak TLS: the provider must offer TLS 1.2 or later."],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", "The server offers no TLS 1.2 or later, and less is not accepted."],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "The server offers no TLS 1.2 or later, and less is not accepted."],
  // Which of the two a server sends for a missing client certificate depends on the version of TLS (seen with OpenSSL).
  [
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "The server may want a client certificate: give it as tls.clientCertificate.",
  ],
  [
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "The server wants a client certificate: give it as tls.clientCertificate.",
  ],
]);

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
