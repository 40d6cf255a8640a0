import { setTimeout } from "node:timers/promises";
import type { Authorization, Credential, NoAuthorization } from "./credential.js";
import { causeOf, hasMethod, memberOf, readMembersOf } from "../connection/unknown-values.js";
import { TokenCalls, type AccessToken, type TokenCredential } from "./token-credential.js";

/** Options of {@link bearer}. */
export interface BearerOptions {
  /**
   * Scope of the token: usually the application ID URI of the site's server application and `/.default`, for example
   * `api://<tenant>/<app>/.default`.
   */
  readonly scope: string | readonly string[];
}

/** A token is renewed this long before it expires, because it must still be valid when it arrives at a slow site. */
const renewBeforeMs = 2 * 60_000;

/** How long a request waits for a new token while the old token is still valid, because `getToken` can hang. */
const maxRenewalWaitMs = 1000;

/** The characters of a bearer token (RFC 6750, section 2.1). Any other character could end the header. */
const tokenForm = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * Signs requests with a bearer token, which `AdminService_TokenAuth` and cloud management gateways (CMG) require.
 *
 * A fixed token is sent as it is. A token of `getToken` is kept until 2 minutes before it expires; then `getToken` is called
 * once for all requests. If that call fails or takes more than 1 second, requests use the old token until it expires. After
 * a 401 response `getToken` is called once more.
 *
 * @param token - a fixed token, without `Bearer `
 * @returns a credential for the option `credential` of `AdminServiceTransport`
 * @throws TypeError if an argument has the wrong type, or a fixed token has characters that no token can have
 * @example
 * ```ts
 * import { AdminServiceTransport, bearer, type TokenCredential } from "configmgr-sdk";
 *
 * export function connect(tokenCredential: TokenCredential) {
 *   return new AdminServiceTransport({
 *     baseUrl: "https://contoso.cloudapp.net/CCM_Proxy_ServerAuth/72057594037927937/AdminService",
 *     credential: bearer(tokenCredential, { scope: "https://ConfigMgrService/.default" }),
 *   });
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/set-up
 */
export function bearer(token: string): Credential;
/**
 * Signs requests with the tokens of `getToken`.
 *
 * @param tokenCredential - anything with `getToken`, for example a credential of `@azure/identity`
 * @param options - `scope` as registered for the site's server application
 */
export function bearer(tokenCredential: TokenCredential, options: BearerOptions): Credential;
export function bearer(given: string | TokenCredential, options?: BearerOptions): Credential {
  if (typeof given === "string") return fixedToken(given);
  if (!readMembersOf("bearer: tokenCredential", () => isTokenCredential(given))) {
    throw new TypeError("bearer: tokenCredential must be a token, or an object with the method getToken");
  }
  const scope = readMembersOf("bearer: options", () => copyScope(options?.scope));
  if (!isScope(scope)) {
    throw new TypeError(
      'bearer: options.scope must be a scope, or an array of scopes. Example: "api://<app>/.default"',
    );
  }
  return renewedToken(new TokenCalls(given, scope));
}

function fixedToken(token: string): Credential {
  if (!tokenForm.test(token)) {
    throw new TypeError('bearer: token must have only the characters of a bearer token, without "Bearer " before it');
  }
  return { authorize: () => Promise.resolve(signed(token)) };
}

function renewedToken(calls: TokenCalls): Credential {
  let kept: AccessToken | undefined;

  async function renew(signal: AbortSignal): Promise<AccessToken | NoAuthorization> {
    const given = await newToken(calls, signal);
    // A call of `getToken` that was given up can end after a newer call, so the token that expires later is kept.
    if ("token" in given && (kept === undefined || given.expiresOnTimestamp > kept.expiresOnTimestamp)) kept = given;
    return given;
  }

  return {
    async authorize({ rejectedHeader, signal }) {
      // The site rejected the header of one request. Another request might have renewed the token already.
      if (kept !== undefined && rejectedHeader === signed(kept.token).header) kept = undefined;
      const remainingMs = remainingMsOf(kept);
      if (remainingMs > 0 && remainingMs <= renewBeforeMs) {
        // A call of `getToken` that hangs is given up when the kept token expires.
        const renewal = renew(AbortSignal.timeout(Math.ceil(remainingMs)));
        await Promise.race([renewal, setTimeout(maxRenewalWaitMs, undefined, { ref: false })]);
      }
      if (kept !== undefined && remainingMsOf(kept) > 0) return signed(kept.token);
      const given = await renew(signal);
      return "token" in given ? signed(given.token) : given;
    },
  };
}

function remainingMsOf(token: AccessToken | undefined): number {
  return token === undefined ? 0 : token.expiresOnTimestamp - Date.now();
}

async function newToken(calls: TokenCalls, signal: AbortSignal): Promise<AccessToken | NoAuthorization> {
  try {
    const token = await calls.getToken(signal);
    if (token === null) return noToken("the credential returned no token");
    return isAccessToken(token) ? token : noToken("the credential returned a value that is not a token");
  } catch (error) {
    return { ...noToken("the credential could not get a token"), cause: causeOf(error) };
  }
}

function isTokenCredential(value: unknown): value is TokenCredential {
  return hasMethod(value, "getToken");
}

function copyScope(scope: unknown): unknown {
  return Array.isArray(scope) ? scope.slice() : scope;
}

function isScope(value: unknown): value is string | readonly string[] {
  const scopes: unknown[] = Array.isArray(value) ? value : [value];
  return scopes.length > 0 && scopes.every((scope) => typeof scope === "string" && scope !== "");
}

function isAccessToken(value: unknown): value is AccessToken {
  const token = memberOf(value, "token");
  const expiry = memberOf(value, "expiresOnTimestamp");
  // NaN is the time of an invalid date. It is neither before nor after now, so the token would never be replaced.
  const hasExpiry = typeof expiry === "number" && !Number.isNaN(expiry);
  return typeof token === "string" && tokenForm.test(token) && hasExpiry;
}

function signed(token: string): Authorization {
  return { header: `Bearer ${token}` };
}

function noToken(reason: string): NoAuthorization {
  return { reason, advice: "Sign in again. Check that the scope is the scope of the site's server application." };
}
