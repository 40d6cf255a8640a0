import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";
import { causeOf } from "./unknown-values.js";

/** How the server's certificate is checked, and the client's certificate. */
export interface TlsOptions {
  /**
   * Certificate authorities (CA) to trust in addition to the roots of the system: PEM text, which can contain several
   * certificates, or DER bytes. A site exports its "SMS Issuing" root as DER (`.cer`).
   */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /**
   * SHA-256 of the server's own certificate, 64 hex digits with or without colons. It replaces the check of the chain. Name
   * and dates are still checked. A server with another certificate gets no byte of a request.
   */
  readonly pinnedCertificate?: string | undefined;
  /** Name in the server's certificate, if it is not the host of `baseUrl`. It is also sent as SNI. */
  readonly serverName?: string | undefined;
  /** The client's certificate, for sites and cloud management gateways that require one. */
  readonly clientCertificate?: ClientCertificate | undefined;
  /**
   * Accepts every certificate, so any server that responds receives the credential. For test labs only. Reported to
   * `onEvent`. Cannot be combined with `pinnedCertificate`.
   */
  readonly dangerouslyTrustAnyCertificate?: boolean | undefined;
}

/** A client certificate: PEM with its key, or PFX. */
export type ClientCertificate =
  | { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined }
  | { readonly pfx: Uint8Array; readonly passphrase?: string | undefined };

/** The checked TLS options, with their certificates loaded. */
export interface TlsSettings {
  readonly secureContext: tls.SecureContext;
  readonly serverName: string;
  /** Upper-case hex with colons, as Node writes fingerprints. */
  readonly pin?: string;
  readonly trustAny: boolean;
}

/**
 * Checks TLS options and loads the certificates.
 *
 * @throws TypeError if an option is wrong. The error names the option and says which values are correct.
 */
export function readTlsOptions(hostname: string, options: TlsOptions = {}): TlsSettings {
  const { ca, pinnedCertificate, serverName = hostname, clientCertificate } = options;
  const trustAny = options.dangerouslyTrustAnyCertificate === true;
  if (trustAny && pinnedCertificate !== undefined) {
    throw new TypeError(
      "tls.pinnedCertificate cannot be combined with tls.dangerouslyTrustAnyCertificate. Set only one of them",
    );
  }
  return {
    serverName,
    trustAny,
    ...(pinnedCertificate !== undefined && { pin: readPin(pinnedCertificate) }),
    secureContext: createContext(ca, clientCertificate),
  };
}

function createContext(ca: TlsOptions["ca"], clientCertificate: ClientCertificate | undefined): tls.SecureContext {
  const options = {
    minVersion: "TLSv1.2",
    // The option `ca` of Node replaces Node's own list of CAs, so the list is included.
    ...(ca !== undefined && { ca: [...systemRoots(), ...readAuthorities(ca)] }),
    ...readClientCertificate(clientCertificate),
  } as const;
  try {
    return tls.createSecureContext(options);
  } catch (cause) {
    // Node throws only for the client's certificate (seen): the CAs were read before, and Node ignores those that it cannot
    // read. OpenSSL's reason ("bad decrypt", "mac verify failure") contains neither key nor passphrase.
    throw new TypeError(`tls.clientCertificate cannot be read: ${causeOf(cause).message}`, { cause });
  }
}

function readPin(pinnedCertificate: unknown): string {
  const digits = String(pinnedCertificate).replaceAll(":", "").toUpperCase();
  if (!/^[0-9A-F]{64}$/.test(digits)) {
    throw new TypeError("tls.pinnedCertificate must be the SHA-256 of the server's certificate: 64 hex digits");
  }
  return digits.replace(/..(?=.)/g, "$&:");
}

function readAuthorities(ca: NonNullable<TlsOptions["ca"]>): string[] {
  const list: readonly unknown[] = Array.isArray(ca) ? ca : [ca];
  return list.flatMap((authority) => {
    if (typeof authority !== "string" && !(authority instanceof Uint8Array)) {
      throw new TypeError("tls.ca must contain certificates as PEM text or DER bytes");
    }
    const text = typeof authority === "string" ? authority : Buffer.from(authority).toString("latin1");
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
    try {
      return blocks?.map((pem) => new X509Certificate(pem).toString()) ?? [new X509Certificate(authority).toString()];
    } catch (cause) {
      throw new TypeError("tls.ca must contain certificates as PEM text or DER bytes", { cause });
    }
  });
}

function readClientCertificate(certificate: ClientCertificate | undefined): tls.SecureContextOptions {
  if (certificate === undefined) return {};
  if (!isComplete(certificate)) throw new TypeError("tls.clientCertificate must have cert and key (PEM), or pfx");
  if ("pfx" in certificate) return { pfx: Buffer.from(certificate.pfx), passphrase: certificate.passphrase };
  const { cert, key, passphrase } = certificate;
  return { cert, key, passphrase };
}

// Without this check, a missing member (for example an environment variable that is not set) would omit the certificate
// without an error.
function isComplete(certificate: object): boolean {
  const { cert, key, pfx }: { readonly cert?: unknown; readonly key?: unknown; readonly pfx?: unknown } = certificate;
  return pfx instanceof Uint8Array || (typeof cert === "string" && typeof key === "string");
}

// The CAs that Node trusts without the option `ca`. Node 22.15 and later return them, with the system's certificate store
// if Node was started with that option. In earlier versions they are Node's own list and the file in NODE_EXTRA_CA_CERTS
// (documented).
function systemRoots(): readonly string[] {
  if (hasDefaultAuthorities(tls)) return tls.getCACertificates("default");
  return [...tls.rootCertificates, ...readExtra(process.env["NODE_EXTRA_CA_CERTS"] ?? "")];
}

function readExtra(file: string): string[] {
  try {
    return [readFileSync(file, "latin1")];
  } catch {
    // The variable names no file, or a file that cannot be read. Node warned about such a file when the process started.
    return [];
  }
}

function hasDefaultAuthorities(
  module: object,
): module is { readonly getCACertificates: (type: "default") => readonly string[] } {
  return "getCACertificates" in module && typeof module.getCACertificates === "function";
}
