import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";
import { causeOf, memberOf, readMembersOf } from "./unknown-values.js";

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
  // Each option is read once, so that the transport uses exactly the values that it checked.
  const { ca, pinnedCertificate, serverName, clientCertificate, trustAny } = readMembersOf("tls", () => {
    const { ca, pinnedCertificate, serverName = hostname, clientCertificate } = options;
    const { dangerouslyTrustAnyCertificate: trustAny = false } = options;
    return { ca, pinnedCertificate, serverName, clientCertificate, trustAny };
  });
  if (typeof trustAny !== "boolean") throw new TypeError("tls.dangerouslyTrustAnyCertificate must be true or false");
  if (typeof serverName !== "string" || !/^[\x21-\x7e]+$/.test(serverName)) {
    throw new TypeError("tls.serverName must be the name in the server's certificate, as ASCII text");
  }
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
  const digits = typeof pinnedCertificate === "string" ? pinnedCertificate.replaceAll(":", "").toUpperCase() : "";
  if (!/^[0-9A-F]{64}$/.test(digits)) {
    throw new TypeError("tls.pinnedCertificate must be the SHA-256 of the server's certificate: 64 hex digits");
  }
  return digits.replace(/..(?=.)/g, "$&:");
}

function readAuthorities(ca: NonNullable<TlsOptions["ca"]>): string[] {
  const list: readonly unknown[] = Array.isArray(ca) ? ca : [ca];
  try {
    return list.flatMap(certificatesIn);
  } catch (cause) {
    throw new TypeError("tls.ca must contain certificates as PEM text or DER bytes", { cause });
  }
}

function certificatesIn(authority: unknown): string[] {
  if (typeof authority !== "string" && !(authority instanceof Uint8Array)) {
    throw new TypeError("neither text nor bytes");
  }
  const text = typeof authority === "string" ? authority : Buffer.from(authority).toString("latin1");
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
  return (blocks ?? [authority]).map((certificate) => new X509Certificate(certificate).toString());
}

// Without these checks, a missing member (for example an environment variable that is empty or not set) would omit the
// certificate without an error.
function readClientCertificate(certificate: ClientCertificate | undefined): tls.SecureContextOptions {
  if (certificate === undefined) return {};
  const [cert, key, pfx, passphrase] = readMembersOf("tls.clientCertificate", () =>
    ["cert", "key", "pfx", "passphrase"].map((name) => memberOf(certificate, name)),
  );
  if (passphrase !== undefined && typeof passphrase !== "string") {
    throw new TypeError("tls.clientCertificate.passphrase must be text, or omitted");
  }
  if (pfx instanceof Uint8Array) return { pfx: Buffer.from(pfx), passphrase };
  if (isText(cert) && isText(key)) return { cert, key, passphrase };
  throw new TypeError("tls.clientCertificate must have cert and key (PEM), or pfx");
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
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
