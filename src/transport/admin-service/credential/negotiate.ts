import type { Authorization, Credential, NoAuthorization } from "./credential.js";
import { causeOf } from "../connection/error-cause.js";
import { loadKerberos, mechanism, mutualAuthentication, type Kerberos, type KerberosClient } from "./kerberos.js";
import { adviceFor, noTicket } from "./kerberos-reasons.js";

/** Options of {@link negotiate}. */
export interface NegotiateOptions {
  /**
   * The service principal name to ask a ticket for, as `setspn` shows it: `HTTP/provider.contoso.com`. Default: `HTTP/` and
   * the host of `baseUrl`.
   */
  readonly spn?: string | undefined;
}

/** Service class and host, as `setspn` (slash) or GSSAPI (at sign) writes them; no realm: the host's domain decides. */
const spnForm = /^([A-Za-z][\w-]*)[/@]([\w.:-]+)$/;

/**
 * Signs requests with Kerberos, as `/AdminService` on premises wants it: SSPI on Windows (the account that runs the
 * process), GSSAPI elsewhere (the ticket of `kinit`, or a keytab). Needs the optional peer `kerberos`: `npm i kerberos`.
 * Each request carries a token of its own from the start, so that none is sent twice; the server is verified by the token
 * in its answer where it sends one. NTLM is never sent, not even inside Negotiate: sites from release 2509 on refuse it.
 *
 * What goes wrong comes back as `unauthenticated` with the command to run as `advice`: the package is missing, there is no
 * ticket or it expired, the domain does not know the SPN, the clocks differ. A server whose proof is wrong gives
 * `invalid-response`.
 *
 * @param options - `spn`, where it is not `HTTP/` and the host of `baseUrl`
 * @throws TypeError when `spn` is not a service class and a host
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

/** @internal {@link negotiate} over whatever stands for the package `kerberos`. */
export function negotiateOver(load: () => Promise<Kerberos>, { spn }: NegotiateOptions): Credential {
  if (spn !== undefined && !spnForm.test(spn)) {
    throw new TypeError('negotiate: spn must be a service class and a host, such as "HTTP/provider.contoso.com"');
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
  if (typeof token !== "string" || token === "") return noTicket(new Error("kerberos gave an empty token"), spn);
  // Without a ticket, SSPI (and GSSAPI, with gss-ntlmssp installed) fall to NTLM without a word.
  if (Buffer.from(token, "base64").includes("NTLMSSP")) return onlyNtlm(spn, await reasonOf(kerberos, spn, undefined));
  return {
    header: `Negotiate ${token}`,
    verifyResponse: (headers) => verify(client, headers),
    adviceFor401: (headers) => explain(client, headers, spn),
  };
}

async function begin(kerberos: Kerberos, spn: string, mechOID: number): Promise<KerberosClient> {
  // GSSAPI knows host-based services by an at sign, SSPI wants the name as it is registered.
  const service = process.platform === "win32" ? spn : spn.replace("/", "@");
  return await kerberos.initializeClient(service, { flags: mutualAuthentication, mechOID });
}

// SPNEGO says "cannot find mechanisms" for whatever kept Kerberos from being one (seen): Kerberos alone tells.
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
  const token = answerToken(headers);
  if (token === undefined) return undefined;
  const completeBefore = client.contextComplete;
  try {
    await client.step(token);
  } catch (error) {
    // Seen where the ticket expired meanwhile: the proof was accepted, and asking for the user's name failed after that.
    if (!completeBefore && client.contextComplete) return undefined;
    return `its token was not accepted (${causeOf(error).message})`;
  }
  return client.contextComplete ? undefined : "its token does not complete the sign-in";
}

async function explain(
  client: KerberosClient,
  headers: Readonly<Record<string, string>>,
  spn: string,
): Promise<string | undefined> {
  if (!/(?:^|,)\s*Negotiate\b/i.test(headers["www-authenticate"] ?? "")) {
    return "The server does not offer Negotiate, and NTLM is never sent: AdminService on premises wants Kerberos, AdminService_TokenAuth and gateways a bearer token.";
  }
  const refused = `The server refused the ticket for ${spn}: \`setspn -Q ${spn}\` must name the account that the service runs as, and \`kdestroy\`, then \`kinit user@REALM\` gets a ticket with its newest key.`;
  const token = answerToken(headers);
  if (token === undefined) return refused;
  try {
    await client.step(token);
    return refused;
  } catch (error) {
    return adviceFor(error, spn) ?? refused;
  }
}

function answerToken(headers: Readonly<Record<string, string>>): string | undefined {
  return /(?:^|,)\s*Negotiate\s+([A-Za-z0-9+/]+=*)\s*(?:,|$)/i.exec(headers["www-authenticate"] ?? "")?.[1];
}

function onlyNtlm(spn: string, reason: unknown): NoAuthorization {
  return {
    reason: "Only an NTLM token could be made, and NTLM is never sent",
    advice: `Kerberos gave no ticket for the SPN ${spn}: use the provider's full name (FQDN) in baseUrl, check \`setspn -Q ${spn}\` and \`klist\`, and get a ticket with \`kinit user@REALM\`.`,
    ...(reason !== undefined && { cause: causeOf(reason) }),
  };
}

function noPackage(error: unknown): NoAuthorization {
  return {
    reason: "The package kerberos can't be loaded",
    advice:
      "Install it beside this library: `npm i kerberos`. On Linux it is compiled: Debian's libkrb5-dev, g++, make and python3 first, and libgssapi-krb5-2 where it runs.",
    cause: causeOf(error),
  };
}
