import type { Authorization, Credential, NoAuthorization } from "./credential.js";
import { causeOf, readMembersOf } from "../connection/unknown-values.js";
import {
  adviceFor,
  loadKerberos,
  mechanism,
  mutualAuthentication,
  noTicket,
  type Kerberos,
  type KerberosClient,
} from "./kerberos.js";

/** Options of {@link negotiate}. */
export interface NegotiateOptions {
  /**
   * Service principal name (SPN) of the ticket, as `setspn` shows it: `HTTP/provider.contoso.com`. Default: `HTTP/` and the
   * host of `baseUrl`.
   */
  readonly spn?: string | undefined;
}

/** Service class and host, as `setspn` (slash) or GSSAPI (at sign) writes them. Without a realm: the host's domain decides. */
const spnForm = /^([A-Za-z][\w-]*)[/@]([\w.:-]+)$/;

/**
 * Signs requests with Kerberos, which `/AdminService` on premises requires: SSPI on Windows (the account that runs the
 * process), GSSAPI on other systems (the ticket of `kinit`, or a keytab). Requires the optional peer dependency `kerberos`:
 * `npm i kerberos`. Each request has its own token, so no token is sent twice. If a response has a token, it authenticates
 * the server. NTLM is never sent, not even inside Negotiate: sites from release 2509 on refuse it (documented).
 *
 * If signing in fails, the call fails with `unauthenticated`, and `advice` contains the command to run: the package is
 * missing, there is no valid ticket, the domain has no such SPN, or the clocks differ. If the server's token is wrong, the
 * call fails with `invalid-response`.
 *
 * @param options - `spn`, if it is not `HTTP/` and the host of `baseUrl`
 * @throws TypeError if `spn` is not a service class and a host
 * @example
 * ```ts
 * import { AdminServiceTransport, negotiate } from "configmgr-sdk";
 *
 * export const transport = new AdminServiceTransport({
 *   baseUrl: "https://provider.contoso.com/AdminService",
 *   credential: negotiate(),
 * });
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/overview
 */
export function negotiate(options: NegotiateOptions = {}): Credential {
  return negotiateOver(() => loadKerberos(), options);
}

/** @internal {@link negotiate} with a function that loads the package `kerberos`. */
export function negotiateOver(load: () => Promise<Kerberos>, options: NegotiateOptions): Credential {
  // Callers in JavaScript can pass any value.
  const given: unknown = options;
  if (typeof given !== "object" || given === null) {
    throw new TypeError("negotiate: options must be an object, or omitted");
  }
  const spn = readMembersOf("negotiate: options", () => options.spn);
  if (spn !== undefined && !(typeof spn === "string" && spnForm.test(spn))) {
    throw new TypeError('negotiate: spn must be a service class and a host. Example: "HTTP/provider.contoso.com"');
  }
  return {
    async authorize({ hostname }) {
      let kerberos: Kerberos;
      try {
        kerberos = await load();
      } catch (error) {
        return noPackage(error);
      }
      return await signIn(kerberos, (spn ?? `HTTP/${hostname}`).replace("@", "/"));
    },
  };
}

async function signIn(kerberos: Kerberos, spn: string): Promise<Authorization | NoAuthorization> {
  let client: KerberosClient;
  let token: unknown;
  try {
    client = await begin(kerberos, spn, mechanism.spnego);
    token = await client.step("");
  } catch (error) {
    return noTicket(await reasonOf(kerberos, spn, error), spn);
  }
  if (typeof token !== "string" || token === "") return noTicket(new Error("kerberos returned an empty token"), spn);
  // Without a ticket, SSPI (and GSSAPI with gss-ntlmssp) create an NTLM token and do not report it.
  if (Buffer.from(token, "base64").includes("NTLMSSP")) return onlyNtlm(spn, await reasonOf(kerberos, spn, undefined));
  return {
    header: `Negotiate ${token}`,
    verifyResponse: (headers) => verify(client, headers),
    adviceFor401: (headers) => explain(client, headers, spn),
  };
}

async function begin(kerberos: Kerberos, spn: string, mechOID: number): Promise<KerberosClient> {
  // GSSAPI writes the name of a service with an at sign (`HTTP@host`). SSPI requires the registered SPN (`HTTP/host`).
  const service = process.platform === "win32" ? spn : spn.replace("/", "@");
  return await kerberos.initializeClient(service, { flags: mutualAuthentication, mechOID });
}

// Finds the real reason for an error by a second sign-in: the mechanism SPNEGO reports "cannot find mechanisms" for every
// Kerberos error (seen), but the mechanism Kerberos reports the real error.
async function reasonOf(kerberos: Kerberos, spn: string, error: unknown): Promise<unknown> {
  try {
    const client = await begin(kerberos, spn, mechanism.kerberos);
    await client.step("");
    return error;
  } catch (reason) {
    return reason;
  }
}

async function verify(client: KerberosClient, headers: Readonly<Record<string, string>>): Promise<string | undefined> {
  const token = serverToken(headers);
  if (token === undefined) return undefined;
  const completeBefore = client.contextComplete;
  try {
    await client.step(token);
  } catch (error) {
    // The server's proof was accepted, and then the read of the user's name failed. Seen with a ticket that expired in the
    // meantime.
    if (!completeBefore && client.contextComplete) return undefined;
    return `the server's token is not valid (${causeOf(error).message})`;
  }
  return client.contextComplete ? undefined : "the server's token does not complete the sign-in";
}

async function explain(
  client: KerberosClient,
  headers: Readonly<Record<string, string>>,
  spn: string,
): Promise<string | undefined> {
  if (!/(?:^|,)\s*Negotiate\b/i.test(headers["www-authenticate"] ?? "")) {
    return "Use bearer() for AdminService_TokenAuth and cloud management gateways: this server does not offer Negotiate, which AdminService on premises requires. The library never sends NTLM.";
  }
  const refused = `Check with \`setspn -Q ${spn}\` that the SPN is registered for the account that the service runs as, because the server refused the ticket for ${spn}. Run \`kdestroy\`, then \`kinit user@REALM\` for a ticket with the newest key. ${channelBinding}`;
  const token = serverToken(headers);
  if (token === undefined) return refused;
  try {
    await client.step(token);
    return refused;
  } catch (error) {
    return adviceFor(error, spn) ?? refused;
  }
}

// Inferred from the fixes KB38982839 and KB39398030 of August 2026: Microsoft has not published what the fixes require.
const channelBinding =
  "If the SPN and the ticket are correct and the site has the security fixes of August 2026, the site might require channel binding (Extended Protection), which this library cannot send: use bearer() with AdminService_TokenAuth then.";

function serverToken(headers: Readonly<Record<string, string>>): string | undefined {
  return /(?:^|,)\s*Negotiate\s+([A-Za-z0-9+/]+=*)\s*(?:,|$)/i.exec(headers["www-authenticate"] ?? "")?.[1];
}

function onlyNtlm(spn: string, reason: unknown): NoAuthorization {
  return {
    reason: "only an NTLM token is available, and the library never sends NTLM",
    advice: `Use the SMS Provider's full name (FQDN) in baseUrl, and get a ticket with \`kinit user@REALM\` (\`klist\` shows it). Check with \`setspn -Q ${spn}\` that the SPN ${spn} is registered.`,
    ...(reason !== undefined && { cause: causeOf(reason) }),
  };
}

function noPackage(error: unknown): NoAuthorization {
  const cause = causeOf(error);
  return {
    reason: "the package kerberos cannot be loaded",
    advice: otherNodeVersion.test(cause.message)
      ? "Run `npm rebuild kerberos`. The package was built for another version of Node."
      : "Install the package beside this library: `npm i kerberos`. On Linux, npm compiles it: install Debian's libkrb5-dev, g++, make and python3 first, and libgssapi-krb5-2 on the computer that runs it.",
    cause,
  };
}

/** Error text of Node for a module that was compiled for another version of Node. */
const otherNodeVersion = /NODE_MODULE_VERSION|compiled against a different Node/i;
