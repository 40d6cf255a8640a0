import { hasMethod } from "../connection/has-method.js";

/** One sign-in in progress, as the package `kerberos` represents it. */
export interface KerberosClient {
  /** `true` after the last step. */
  contextComplete: boolean;
  /** Accepts the server's token (base64, empty in the first step) and returns the client's next token. */
  step(challenge: string): Promise<unknown>;
}

/**
 * The used part of the package `kerberos`. Not that package's own types: they name options that its code does not read
 * (`gssFlag`, `pass`), and every user of this library would have to install the package for them.
 */
export interface Kerberos {
  initializeClient(
    service: string,
    options: { readonly flags: number; readonly mechOID: number },
  ): Promise<KerberosClient>;
}

/** The package's numbers of the mechanisms. */
export const mechanism = { spnego: 6, kerberos: 9 } as const;

/** Requests mutual authentication, so that the server proves its identity: GSS_C_MUTUAL_FLAG (RFC 2744), and ISC_REQ_MUTUAL_AUTH under SSPI. */
export const mutualAuthentication = 2;

/**
 * Loads the optional peer `kerberos`.
 *
 * @throws the error of the import, if the package is missing or was not built
 */
export async function loadKerberos(packageName = "kerberos"): Promise<Kerberos> {
  // A variable, so that no compiler or bundler resolves the import: most installations do not have the package.
  const loaded: unknown = await import(/* @vite-ignore */ packageName);
  if (isKerberos(loaded)) return loaded;
  if (typeof loaded === "object" && loaded !== null && "default" in loaded && isKerberos(loaded.default)) {
    return loaded.default;
  }
  throw new TypeError(`the package ${packageName} has no initializeClient`);
}

function isKerberos(value: unknown): value is Kerberos {
  return hasMethod(value, "initializeClient");
}
