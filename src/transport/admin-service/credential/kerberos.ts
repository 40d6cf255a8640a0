import { causeOf, hasMethod, memberOf } from "../connection/unknown-values.js";
import type { NoAuthorization } from "./credential.js";

/** One sign-in in progress, as the package `kerberos` represents it. */
export interface KerberosClient {
  /** `true` after the last step. */
  contextComplete: boolean;
  /** Accepts the server's token (base64, empty in the first step) and returns the client's next token. */
  step(challenge: string): Promise<unknown>;
}

/**
 * The part of the package `kerberos` that this library uses. The types of the package itself are not used: they name
 * options that its code does not read (`gssFlag`, `pass`), and every user of this library would have to install the
 * package.
 */
export interface Kerberos {
  initializeClient(
    service: string,
    options: { readonly flags: number; readonly mechOID: number },
  ): Promise<KerberosClient>;
}

/** The numbers that the package `kerberos` uses for two security mechanisms. */
export const mechanism = { spnego: 6, kerberos: 9 } as const;

/** Requests mutual authentication, so that the server proves its identity: GSS_C_MUTUAL_FLAG (RFC 2744), and ISC_REQ_MUTUAL_AUTH under SSPI. */
export const mutualAuthentication = 2;

/**
 * Loads the optional peer `kerberos`.
 *
 * @throws the error of the import, if the package is missing or was not built
 */
export async function loadKerberos(packageName = "kerberos"): Promise<Kerberos> {
  // The name is in a variable, so that no compiler or bundler resolves the import: most installations do not have the
  // package.
  const loaded: unknown = await import(/* @vite-ignore */ packageName);
  if (isKerberos(loaded)) return loaded;
  const byDefault = memberOf(loaded, "default");
  if (isKerberos(byDefault)) return byDefault;
  throw new TypeError(`the package ${packageName} has no initializeClient`);
}

function isKerberos(value: unknown): value is Kerberos {
  return hasMethod(value, "initializeClient");
}

interface KnownError {
  readonly pattern: RegExp;
  readonly reason: string;
  /** @param spn - the service principal name, as `setspn` shows it */
  readonly advice: (spn: string) => string;
}

/**
 * Errors of the Kerberos library, by their text. MIT krb5 1.20: (seen). Heimdal (macOS) and SSPI: read in their sources or
 * message tables, not seen. SSPI texts are in the language of the Windows installation.
 */
const knownErrors: readonly KnownError[] = [
  {
    pattern: /ticket expired|credentials? (?:have |has )?expired|context has expired/i,
    reason: "the Kerberos ticket has expired",
    advice: () =>
      "Get a new ticket: `kinit user@REALM`, or `kinit -k -t FILE user@REALM` from a keytab. `klist` shows when it expires.",
  },
  {
    pattern: /clock skew|not yet valid|time difference|clocks on the client and server machines are skewed/i,
    reason: "the clocks of this computer and the domain differ too much for Kerberos",
    advice: () =>
      "Set the clock (Kerberos allows 5 minutes): `timedatectl` or `chronyc tracking` on Linux, `sntp time.apple.com` on macOS, `w32tm /resync` on Windows. Then run `kinit` again.",
  },
  {
    pattern: /client .*(?:not found in Kerberos database|unknown)/i,
    reason: "the domain has no account with the name in the ticket or keytab",
    advice: () => "Check the name in `klist -k` or `klist`. Write the realm in capitals: `kinit user@REALM`.",
  },
  {
    pattern: /not found in Kerberos database|server .*unknown|target .*(?:unknown|unreachable|incorrect)/i,
    reason: "the domain has no service with the requested SPN",
    advice: (spn) =>
      `Use the SMS Provider's full name (FQDN) in baseUrl, not an IP address or an alias, or set negotiate({ spn }). \`setspn -Q ${spn}\` shows whether the SPN ${spn} is registered, \`kvno ${spn}\` whether you can get a ticket for it.`,
  },
  {
    pattern: /cannot (?:contact|find|resolve).*(?:KDC|realm)|unable to reach any KDC|no authority could be contacted/i,
    reason: "no domain controller responds",
    advice: () =>
      "Check the realm in krb5.conf (or the DNS records _kerberos._tcp) and that port 88 is open. Then run `kinit user@REALM`.",
  },
  {
    pattern: /decrypt integrity check failed|preauthentication failed|password (?:is )?incorrect/i,
    reason: "the domain does not accept the key in the keytab",
    advice: () =>
      "Create the keytab again, because the password was changed after it was created. Test it with `kinit -k -t FILE user@REALM`.",
  },
  {
    pattern: /unsupported mechanism|failed to negotiate a mechanism/i,
    reason: "the server does not accept Kerberos",
    advice: (spn) =>
      `Check with \`setspn -Q ${spn}\` that the SPN is registered for the account that the service runs as. The library never sends NTLM, because sites from release 2509 on refuse it.`,
  },
  {
    pattern: /no credentials|no kerberos credentials|credentials cache|cannot find mechanisms/i,
    reason: "there is no Kerberos ticket",
    advice: () =>
      "Get a ticket with `kinit user@REALM` (`klist` shows it), or set KRB5_CLIENT_KTNAME to a keytab. On Windows, sign in with a domain account.",
  },
];

/** Returns the advice for an error of the Kerberos library; `undefined` if its text is not known. */
export function adviceFor(error: unknown, spn: string): string | undefined {
  return knownErrorOf(causeOf(error).message)?.advice(spn);
}

/** Returns why there is no Kerberos ticket, and what to do. */
export function noTicket(error: unknown, spn: string): NoAuthorization {
  const cause = causeOf(error);
  const known = knownErrorOf(cause.message);
  if (known !== undefined) return { reason: known.reason, advice: known.advice(spn), cause };
  return {
    reason: `there is no Kerberos ticket for ${spn}`,
    advice: `Run \`klist\`, and get a ticket with \`kinit user@REALM\`. Check with \`setspn -Q ${spn}\` that the SPN is registered.`,
    cause,
  };
}

function knownErrorOf(message: string): KnownError | undefined {
  return knownErrors.find(({ pattern }) => pattern.test(message));
}
