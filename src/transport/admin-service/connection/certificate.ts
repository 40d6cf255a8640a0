import tls from "node:tls";
import type { CertificateFailure } from "../../../failure.js";

type Reason = CertificateFailure["reason"];

/** The error of a connection whose server certificate was not accepted. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";

  constructor(
    readonly reason: Reason,
    /** Error code of OpenSSL or Node. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get advice(): string {
    return adviceFor[this.reason];
  }
}

/**
 * Checks the certificate of a connection, after the handshake and before anything is written.
 *
 * @param pin - SHA-256 of the pinned certificate. It replaces the check of the certificate chain; name and dates are still
 *   checked
 * @returns the error, or `undefined` if the certificate is accepted
 */
export function checkCertificate(
  socket: tls.TLSSocket,
  serverName: string,
  pin: string | undefined,
): CertificateError | undefined {
  const certificate = socket.getPeerCertificate();
  const { fingerprint256, valid_from, valid_to } = certificate;
  if (pin === undefined && !socket.authorized) {
    // TypeScript declares `authorizationError` as an Error, but Node sets it to the error code, as text.
    const code = String(socket.authorizationError);
    const message = `the server's certificate was not accepted (${code})`;
    return new CertificateError(reasons.get(code) ?? "other", code, message);
  }
  if (pin !== undefined && fingerprint256 !== pin) {
    const message = `the server's certificate is ${fingerprint256}, not the pinned one`;
    return new CertificateError("wrong-pin", "WRONG_PIN", message);
  }
  if (pin !== undefined && Date.now() > Date.parse(valid_to)) {
    return new CertificateError("expired", "CERT_HAS_EXPIRED", `the pinned certificate expired on ${valid_to}`);
  }
  if (pin !== undefined && Date.now() < Date.parse(valid_from)) {
    const message = `the pinned certificate is valid from ${valid_from}`;
    return new CertificateError("not-yet-valid", "CERT_NOT_YET_VALID", message);
  }
  if (tls.checkServerIdentity(serverName, certificate) === undefined) return undefined;
  const message = `the server's certificate is not for ${serverName}`;
  return new CertificateError("wrong-name", "ERR_TLS_CERT_ALTNAME_INVALID", message);
}

const reasons = new Map<string, Reason>([
  ["CERT_HAS_EXPIRED", "expired"],
  ["CERT_NOT_YET_VALID", "not-yet-valid"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "untrusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "untrusted"],
  ["UNABLE_TO_GET_ISSUER_CERT", "untrusted"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "untrusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted"],
  ["CERT_UNTRUSTED", "untrusted"],
  ["INVALID_CA", "untrusted"],
  // The trusted CA has the same name as the CA of the certificate but another key, for example after the site was
  // reinstalled.
  ["CERT_SIGNATURE_FAILURE", "untrusted"],
]);

const adviceFor: Record<Reason, string> = {
  untrusted:
    'Set tls.ca to the CA certificate that issued the server certificate. If the site issued it, export "SMS Issuing" from Administration > Security > Certificates.',
  expired:
    "Renew the certificate that is bound to port 443 of the SMS Provider's server. Check the clock of this computer.",
  "not-yet-valid": "Check the clock of this computer and of the server.",
  "wrong-name": "Use the name of the certificate in baseUrl. It is the full name (FQDN) of the SMS Provider's server.",
  "wrong-pin":
    "Ask the administrator whether the certificate was replaced. If yes, pin the new one. If no, do not connect: the connection might be intercepted.",
  other: "Check the certificate that is bound to port 443 of the SMS Provider's server.",
};
