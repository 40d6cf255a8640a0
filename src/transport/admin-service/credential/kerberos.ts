/** One sign-in under way, as the package `kerberos` holds it. */
export interface KerberosClient {
  /** Changes with each step. */
  contextComplete: boolean;
  /** Takes the other side's token (base64, empty to begin with) and gives the next one of this side. */
  step(challenge: string): Promise<unknown>;
}

/**
 * What is used of the package `kerberos`. Of our own, since that package's types name options that its code does not read
 * (`gssFlag`, `pass`), and since a type from it would ask every consumer to install it.
 */
export interface Kerberos {
  initializeClient(
    service: string,
    options: { readonly flags: number; readonly mechOID: number },
  ): Promise<KerberosClient>;
}

/** The mechanisms as the package numbers them. */
export const mechanism = { spnego: 6, kerberos: 9 } as const;

/** Asks the server to prove itself: GSS_C_MUTUAL_FLAG (RFC 2744), and ISC_REQ_MUTUAL_AUTH under SSPI. */
export const mutualAuthentication = 2;

/**
 * Loads the optional peer `kerberos`.
 *
 * @throws whatever the import throws where it is missing or was not built
 */
export async function loadKerberos(packageName = "kerberos"): Promise<Kerberos> {
  // By a name that no compiler or bundler can follow: the package is absent from most installations.
  const loaded: unknown = await import(/* @vite-ignore */ packageName);
  if (isKerberos(loaded)) return loaded;
  if (typeof loaded === "object" && loaded !== null && "default" in loaded && isKerberos(loaded.default)) {
    return loaded.default;
  }
  throw new TypeError(`the package ${packageName} has no initializeClient`);
}

function isKerberos(value: unknown): value is Kerberos {
  return (
    typeof value === "object" &&
    value !== null &&
    "initializeClient" in value &&
    typeof value.initializeClient === "function"
  );
}
