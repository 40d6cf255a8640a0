import { causeOf } from "../connection/error-cause.js";
import type { NoAuthorization } from "./credential.js";

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

/** The advice for an error, if its text is known. */
export function adviceFor(error: unknown, spn: string): string | undefined {
  return knownErrorOf(causeOf(error).message)?.advice(spn);
}

/** Why there is no ticket, and what to do. */
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
