import type { Failure } from "../../../failure.js";
import { adviceAfter } from "../../failure-advice.js";
import { AbortedError, TimeUpError } from "../connection/attempt-cancellation.js";
import { CertificateError } from "../connection/certificate.js";
import { causeOf } from "../connection/error-cause.js";
import type { RequestContext } from "../connection/http-response.js";
import { TooLargeError } from "../connection/read-response.js";
import { executionIfUncertain, messageFor } from "./failure-text.js";

/**
 * Returns the failure for an error that ended an attempt.
 *
 * @param written - whether sending began. From then on the client cannot determine whether the site received the request
 */
export function judgeError(error: unknown, written: boolean, context: RequestContext): Failure {
  const execution = written ? executionIfUncertain(context) : "not-executed";
  const { operation } = context;

  if (error instanceof CertificateError) {
    const { reason, code, message, advice } = error.problem;
    const cause = { name: error.name, code, message };
    return {
      kind: "certificate",
      execution: "not-executed",
      message: messageFor(context, message),
      operation,
      advice,
      reason,
      cause,
    };
  }
  const base = { execution, message: messageFor(context, messageOf(error)), operation };
  if (error instanceof TimeUpError) {
    const advice = error.isTotalTimeout ? increaseTotalMs : "Increase timeoutMs, or try again later.";
    return { kind: "timeout", ...base, advice: adviceAfter(execution, advice) };
  }
  if (error instanceof AbortedError) {
    return { kind: "aborted", ...base, advice: adviceAfter(execution, aborted) };
  }
  if (error instanceof TooLargeError) {
    const advice = adviceAfter(execution, "Request less (select, top), or increase maxResponseBytes on the transport.");
    return { kind: "invalid-response", ...base, advice, http: { status: error.status, headers: {} } };
  }
  const cause = causeOf(error);
  const code = cause.code ?? "UNKNOWN";
  // Codes of Node's HTTP parser.
  if (code.startsWith("HPE_")) {
    const message = messageFor(context, `the response is not HTTP (${code})`);
    const advice = adviceAfter(execution, "Check the host and the port in baseUrl. Another service responds there.");
    return { kind: "invalid-response", ...base, message, advice, cause };
  }
  const what = written ? "the connection was lost after sending began" : "no connection to the site";
  const message = messageFor(context, `${what} (${code})`);
  const advice = adviceAfter(
    execution,
    networkAdvice.get(code) ?? "Check the network between this computer and the SMS Provider.",
  );
  return { kind: "network", ...base, message, advice, code, cause };
}

function messageOf(error: unknown): string {
  return causeOf(error).message;
}

const aborted = "Call again if the result is still needed: the caller's signal ended this call.";

const increaseTotalMs =
  "Increase retry.totalMs on the transport. It limits all attempts of a read together; timeoutMs cannot extend it.";

const tlsVersion = "Enable TLS 1.2 or later on the server. The library accepts no older version.";

/** A server's alert for a missing client certificate: which one depends on the version of TLS (seen with OpenSSL). */
const clientCertificate = "Set tls.clientCertificate. The server requires a client certificate.";
const otherClientCertificate =
  "Check tls.clientCertificate: its dates, and whether the server trusts the CA that issued it. The server refused it.";

const networkAdvice = new Map([
  ["ENOTFOUND", "Check the host name in baseUrl. DNS on this computer cannot resolve it."],
  ["EAI_AGAIN", "Check the DNS server of this computer. It does not respond."],
  [
    "ECONNREFUSED",
    "Check the host and the port in baseUrl, and that the AdminService is running. No process listens there.",
  ],
  ["ETIMEDOUT", "Check routes and firewalls between this computer and the SMS Provider. The address does not respond."],
  ["EPROTO", tlsVersion],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", tlsVersion],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", tlsVersion],
  [
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    `${clientCertificate} Or the server and the library have no TLS cipher in common.`,
  ],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", clientCertificate],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", otherClientCertificate],
  ["ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", otherClientCertificate],
  ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", otherClientCertificate],
  ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN", otherClientCertificate],
]);
