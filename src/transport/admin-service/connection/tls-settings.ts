import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";
import { causeOf } from "./error-cause.js";

/** How the server's certificate is judged, and which one the client shows. */
export interface TlsOptions {
  /**
   * Certificate authorities to trust besides the system's roots: PEM text (several certificates in one will do) or DER
   * bytes, as a site exports its "SMS Issuing" root (`.cer`).
   */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /**
   * SHA-256 of the server's own certificate, 64 hex digits with or without colons. Stands in place of the chain; name and
   * dates are still checked. A server with another certificate gets no byte of a request.
   */
  readonly pinnedCertificate?: string | undefined;
  /** Name to ask for and to check the certificate against, where it is not the host of `baseUrl`. */
  readonly serverName?: string | undefined;
  /** Certificate that the client shows, for sites and gateways that ask for one. */
  readonly clientCertificate?: ClientCertificate | undefined;
  /**
   * Accepts every certificate, so that whoever answers gets the credential. For a laboratory only: shows in `onEvent`,
   * and can't be joined with a pin.
   */
  readonly dangerouslyTrustAnyCertificate?: boolean | undefined;
}

/** A client certificate: PEM with its key, or PFX. */
export type ClientCertificate =
  | { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined }
  | { readonly pfx: Uint8Array; readonly passphrase?: string | undefined };

/** TLS options, checked and ready for use. */
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
 * @throws TypeError naming the option and what would be right.
 */
export function readTlsOptions(hostname: string, options: TlsOptions = {}): TlsSettings {
  const { ca, pinnedCertificate, serverName = hostname, clientCertificate } = options;
  const trustAny = options.dangerouslyTrustAnyCertificate === true;
  if (trustAny && pinnedCertificate !== undefined) {
    throw new TypeError("tls.pinnedCertificate can't be joined with tls.dangerouslyTrustAnyCertificate: choose one");
  }
  return {
    serverName,
    trustAny,
    ...(pinnedCertificate !== undefined && { pin: readPin(pinnedCertificate) }),
    secureContext: tls.createSecureContext({
      minVersion: "TLSv1.2",
      // Naming any authority replaces Node's own list, so that list has to be named too.
      ...(ca !== undefined && { ca: [...systemRoots(), ...readAuthorities(ca)] }),
      ...readClientCertificate(clientCertificate),
    }),
  };
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
      throw new TypeError("tls.ca must hold certificates as PEM text or DER bytes");
    }
    const text = typeof authority === "string" ? authority : Buffer.from(authority).toString("latin1");
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
    try {
      return blocks?.map((pem) => new X509Certificate(pem).toString()) ?? [new X509Certificate(authority).toString()];
    } catch (cause) {
      throw new TypeError("tls.ca must hold certificates as PEM text or DER bytes", { cause });
    }
  });
}

function readClientCertificate(certificate: ClientCertificate | undefined): tls.SecureContextOptions {
  if (certificate === undefined) return {};
  if (!isComplete(certificate)) throw new TypeError("tls.clientCertificate must have cert and key (PEM), or pfx");
  const { passphrase } = certificate;
  const options = {
    ...("pfx" in certificate
      ? { pfx: Buffer.from(certificate.pfx) }
      : { cert: certificate.cert, key: certificate.key }),
    passphrase,
  };
  try {
    tls.createSecureContext(options);
  } catch (cause) {
    // OpenSSL's reason ("bad decrypt", "mac verify failure") holds neither key nor passphrase.
    throw new TypeError(`tls.clientCertificate can't be read: ${causeOf(cause).message}`, { cause });
  }
  return options;
}

// A member that comes from a variable which is not set would leave the certificate out without a word.
function isComplete(certificate: object): boolean {
  const { cert, key, pfx }: { readonly cert?: unknown; readonly key?: unknown; readonly pfx?: unknown } = certificate;
  return pfx instanceof Uint8Array || (typeof cert === "string" && typeof key === "string");
}

// Node 22.15 and later tell their default list, the system's store included where Node was started so. Before that the
// bundled list and NODE_EXTRA_CA_CERTS (documented) are what Node itself would have used.
function systemRoots(): readonly string[] {
  if (hasDefaultAuthorities(tls)) return tls.getCACertificates("default");
  return [...tls.rootCertificates, ...readExtra(process.env["NODE_EXTRA_CA_CERTS"] ?? "")];
}

function readExtra(file: string): string[] {
  try {
    return [readFileSync(file, "latin1")];
  } catch {
    // None was named; or Node itself warned of it at its start, and goes on without it.
    return [];
  }
}

function hasDefaultAuthorities(
  module: object,
): module is { readonly getCACertificates: (type: "default") => readonly string[] } {
  return "getCACertificates" in module && typeof module.getCACertificates === "function";
}
