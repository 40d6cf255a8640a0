import { causeOf } from "../connection/error-cause.js";
import type { NoAuthorization } from "./credential.js";

interface Reason {
  readonly pattern: RegExp;
  readonly reason: string;
  /** Given the SPN as people and `setspn` write it. */
  readonly advice: (spn: string) => string;
}

/**
 * Why there is no ticket, by the words of the library underneath. Seen: MIT krb5 1.20. Read in their sources or message
 * tables, not seen: Heimdal (macOS) and SSPI, whose words come in the language of the Windows that says them.
 */
const reasons: readonly Reason[] = [
  {
    pattern: /ticket expired|credentials? (?:have |has )?expired|context has expired/i,
    reason: "The Kerberos ticket has expired",
    advice: () =>
      "Get a new one: `kinit user@REALM`, or `kinit -k -t FILE user@REALM` from a keytab; `klist` shows until when it counts.",
  },
  {
    pattern: /clock skew|not yet valid|time difference|clocks on the client and server machines are skewed/i,
    reason: "This machine's clock and the domain's differ too much for Kerberos",
    advice: () =>
      "Set the clock (five minutes are allowed): `timedatectl` or `chronyc tracking` on Linux, `sntp time.apple.com` on macOS, `w32tm /resync` on Windows; then `kinit` again.",
  },
  {
    pattern: /client .*(?:not found in Kerberos database|unknown)/i,
    reason: "The domain does not know the account of the ticket or keytab",
    advice: () => "Check the name in `klist -k` or `klist`; the realm is written in capitals: `kinit user@REALM`.",
  },
  {
    pattern: /not found in Kerberos database|server .*unknown|target .*(?:unknown|unreachable|incorrect)/i,
    reason: "The domain knows no service by the name that was asked for",
    advice: (spn) =>
      `Use the provider's full name (FQDN) in baseUrl, no address and no alias, or give negotiate({ spn }); \`setspn -Q ${spn}\` shows whether the SPN ${spn} is registered, \`kvno ${spn}\` whether a ticket can be had.`,
  },
  {
    pattern: /cannot (?:contact|find|resolve).*(?:KDC|realm)|unable to reach any KDC|no authority could be contacted/i,
    reason: "No domain controller answers",
    advice: () =>
      "Check the realm in krb5.conf (or the DNS records _kerberos._tcp), that port 88 is open, and `kinit user@REALM`.",
  },
  {
    pattern: /decrypt integrity check failed|preauthentication failed|password (?:is )?incorrect/i,
    reason: "The domain does not take the key in the keytab",
    advice: () =>
      "The password was changed since the keytab was made: make it anew, and try it with `kinit -k -t FILE user@REALM`.",
  },
  {
    pattern: /unsupported mechanism|failed to negotiate a mechanism/i,
    reason: "The server takes no Kerberos",
    advice: (spn) =>
      `NTLM is never sent: sites from release 2509 on refuse it. On an older server, or one that is not the provider, \`setspn -Q ${spn}\` must name the account that the service runs as.`,
  },
  {
    pattern: /no credentials|no kerberos credentials|credentials cache|cannot find mechanisms/i,
    reason: "There is no Kerberos ticket",
    advice: () =>
      "Get one with `kinit user@REALM` (`klist` shows it), or name a keytab in KRB5_CLIENT_KTNAME; on Windows sign in with a domain account.",
  },
];

/** The next step after an error whose words are known. */
export function adviceFor(error: unknown, spn: string): string | undefined {
  return reasonFor(causeOf(error).message)?.advice(spn);
}

/** Says why no ticket could be had, and what to do. */
export function noTicket(error: unknown, spn: string): NoAuthorization {
  const cause = causeOf(error);
  const reason = reasonFor(cause.message);
  if (reason !== undefined) return { reason: reason.reason, advice: reason.advice(spn), cause };
  return {
    reason: `There is no Kerberos ticket for ${spn}`,
    advice: `Look at \`klist\`, get a ticket with \`kinit user@REALM\`, and check with \`setspn -Q ${spn}\` that the SPN is registered.`,
    cause,
  };
}

function reasonFor(message: string): Reason | undefined {
  return reasons.find(({ pattern }) => pattern.test(message));
}
