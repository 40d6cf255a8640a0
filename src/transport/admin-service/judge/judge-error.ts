import type { Failure } from "../../../failure.js";
import { adviceAfter } from "../../failure-of-status.js";
import { AbortedError, TimeUpError } from "../connection/attempt-cancellation.js";
import { CertificateError } from "../connection/certificate.js";
import { causeOf } from "../connection/unknown-values.js";
import type { RequestContext } from "../connection/http-response.js";
import { TooLargeError } from "../connection/read-response.js";
import { executionIfUncertain, messageFor } from "./response-failures.js";

/**
 * Returns the failure for an error that ended an attempt.
 *
 * @param written - true if any byte of the request might have been sent: then the client cannot determine whether the site
 *   received it
 */
export function judgeError(error: unknown, written: boolean, context: RequestContext): Failure {
  const execution = written ? executionIfUncertain(context) : "not-executed";
  const { operation } = context;
  const cause = causeOf(error);
  if (error instanceof CertificateError) {
    const { advice, reason } = error;
    const message = messageFor(context, error.message);
    return { kind: "certificate", execution: "not-executed", message, operation, advice, reason, cause };
  }
  const parts = (whatHappened: string, advice: string) => ({
    execution,
    message: messageFor(context, whatHappened),
    operation,
    advice: adviceAfter(execution, advice),
  });
  if (error instanceof TimeUpError) {
    return { kind: "timeout", ...parts(error.message, error.isTotalTimeout ? increaseTotalMs : increaseTimeoutMs) };
  }
  if (error instanceof AbortedError) return { kind: "aborted", ...parts(error.message, aborted) };
  if (error instanceof TooLargeError) {
    return { kind: "invalid-response", ...parts(error.message, tooLarge), http: { status: error.status, headers: {} } };
  }
  const code = cause.code ?? "UNKNOWN";
  // Error codes of Node's HTTP parser start with HPE.
  if (code.startsWith("HPE_")) {
    return { kind: "invalid-response", ...parts(`the response is not HTTP (${code})`, otherService), cause };
  }
  const what = written
    ? "the connection was lost after sending began"
    : "could not connect to the site, so no request was sent";
  return { kind: "network", ...parts(`${what} (${code})`, networkAdvice.get(code) ?? checkNetwork), code, cause };
}

const increaseTimeoutMs = "Increase timeoutMs, or try again later.";
const tooLarge = "Request fewer properties or rows (select, top), or increase maxResponseBytes on the transport.";
const otherService = "Check the host and the port in baseUrl. Another service responds there.";
const checkNetwork = "Check the network between this computer and the SMS Provider.";
const aborted = "Call again if the result is still needed: the caller's signal ended this call.";

const increaseTotalMs =
  "Increase retry.totalMs on the transport. It limits all attempts of a read together; timeoutMs cannot extend it.";

const tlsVersion = "Enable TLS 1.2 or later on the server. The library accepts no older version.";

/**
 * Advice for the TLS alerts that a server sends if the client certificate is missing. The alert depends on the TLS version
 * (seen with OpenSSL).
 */
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
