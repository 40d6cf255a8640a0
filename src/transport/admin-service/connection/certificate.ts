import tls from "node:tls";
import type { CertificateFailure } from "../../../failure.js";

/** The reason that a server's certificate was not accepted. */
export interface CertificateProblem {
  readonly reason: CertificateFailure["reason"];
  /** Error code of OpenSSL or Node. */
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Ends a connection whose certificate was not accepted. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";

  constructor(readonly problem: CertificateProblem) {
    super(problem.message);
  }
}

/**
 * Checks the certificate of a connection, after the handshake and before anything is written.
 *
 * @param pin - replaces the check of the chain; name and dates are still checked
 * @returns the problem, or `undefined` if the certificate is accepted
 */
export function checkCertificate(
  socket: tls.TLSSocket,
  serverName: string,
  pin: string | undefined,
): CertificateProblem | undefined {
  const certificate = socket.getPeerCertificate();
  if (pin !== undefined && certificate.fingerprint256 !== pin) {
    return problem(
      "wrong-pin",
      "WRONG_PIN",
      `the server's certificate is ${certificate.fingerprint256}, not the pinned one`,
    );
  }
  if (pin !== undefined) {
    const now = Date.now();
    if (now > Date.parse(certificate.valid_to)) {
      return problem("expired", "CERT_HAS_EXPIRED", `the pinned certificate expired on ${certificate.valid_to}`);
    }
    if (now < Date.parse(certificate.valid_from)) {
      return problem(
        "not-yet-valid",
        "CERT_NOT_YET_VALID",
        `the pinned certificate is valid from ${certificate.valid_from}`,
      );
    }
  } else if (!socket.authorized) {
    // The type is Error, but Node sets the code as text.
    const code = String(socket.authorizationError);
    return problem(reasons.get(code) ?? "other", code, `the server's certificate was not accepted (${code})`);
  }

  const mismatch = tls.checkServerIdentity(serverName, certificate);
  if (mismatch === undefined) return undefined;
  return problem("wrong-name", "ERR_TLS_CERT_ALTNAME_INVALID", `the server's certificate is not for ${serverName}`);
}

const reasons = new Map<string, CertificateProblem["reason"]>([
  ["CERT_HAS_EXPIRED", "expired"],
  ["CERT_NOT_YET_VALID", "not-yet-valid"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "untrusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "untrusted"],
  ["UNABLE_TO_GET_ISSUER_CERT", "untrusted"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "untrusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted"],
  ["CERT_UNTRUSTED", "untrusted"],
  ["INVALID_CA", "untrusted"],
  // A CA with the same name but another key, for example after the site was reinstalled.
  ["CERT_SIGNATURE_FAILURE", "untrusted"],
]);

const advice: Record<CertificateProblem["reason"], string> = {
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

function problem(reason: CertificateProblem["reason"], code: string, message: string): CertificateProblem {
  return { reason, code, message, advice: advice[reason] };
}
