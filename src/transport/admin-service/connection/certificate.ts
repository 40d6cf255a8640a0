import tls from "node:tls";
import type { CertificateFailure } from "../../../failure.js";

/** Why a server's certificate was not accepted. */
export interface CertificateProblem {
  readonly reason: CertificateFailure["reason"];
  /** As OpenSSL or Node names it. */
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
 * Judges the certificate of a connection after the handshake and before anything is written.
 *
 * @param pin - stands in place of the chain; name and dates count all the same
 * @returns what is wrong with it, or `undefined` when it is accepted
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
        `the pinned certificate counts from ${certificate.valid_from} on`,
      );
    }
  } else if (!socket.authorized) {
    // Typed as an Error; what Node sets is the code as text.
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
  // An authority of the same name with another key: a site that was set up anew has one.
  ["CERT_SIGNATURE_FAILURE", "untrusted"],
]);

const advice: Record<CertificateProblem["reason"], string> = {
  untrusted:
    'Give the authority that issued it as tls.ca: for a site\'s own certificate the "SMS Issuing" root, exported from Administration > Security > Certificates.',
  expired: "Renew the certificate that is bound to the provider's port 443, and look at this machine's clock.",
  "not-yet-valid": "Look at this machine's clock and at the server's.",
  "wrong-name": "Use the name in the certificate, which is the provider's full name (FQDN), in baseUrl.",
  "wrong-pin": "Pin the new certificate if it was replaced; if nobody replaced it, somebody stands in between.",
  other: "Look at the certificate that is bound to the provider's port 443.",
};

function problem(reason: CertificateProblem["reason"], code: string, message: string): CertificateProblem {
  return { reason, code, message, advice: advice[reason] };
}
