import type { Authorization, Credential, NoAuthorization } from "./credential.js";
import { causeOf } from "../connection/error-cause.js";

/** What a {@link TokenCredential} gives; the shape of `AccessToken` in `@azure/core-auth`. */
export interface AccessToken {
  /** What stands behind `Bearer`; characters that no token has are refused. */
  readonly token: string;
  /** Milliseconds since 1970, UTC. */
  readonly expiresOnTimestamp: number;
}

/** Anything that gets tokens; every credential of `@azure/identity` is one, without this library knowing that package. */
export interface TokenCredential {
  /**
   * Gets a token, from wherever it keeps or asks for them. What it throws comes back as the `cause` of `unauthenticated`.
   *
   * @param scopes - the `scope` that was given to {@link bearer}
   * @param options - `abortSignal` fires when nobody waits for the token any more
   * @returns a token, or null where there is none
   */
  getToken(scopes: string | string[], options?: { abortSignal?: AbortSignal }): Promise<AccessToken | null>;
}

/** Options of {@link bearer}. */
export interface BearerOptions {
  /** Usually the server application's ID URI and `/.default`, such as `api://<tenant>/<app>/.default`. */
  readonly scope: string | readonly string[];
}

/** A token is renewed so long before it expires: it has to be valid still when it arrives at a slow site. */
const renewBeforeMs = 2 * 60_000;

/** The characters of a bearer token (RFC 6750, section 2.1); anything else could end the header. */
const tokenForm = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * Signs requests with a bearer token, as `AdminService_TokenAuth` and cloud management gateways want it. Tokens are kept
 * until shortly before they expire; however many requests wait, one call of `getToken` is under way; after a 401 a new
 * token is asked for once.
 *
 * @param tokenCredential - anything with `getToken`, such as a credential of `@azure/identity`
 * @param options - `scope` as registered for the site's server application
 * @throws TypeError when `tokenCredential` has no `getToken` or `scope` is missing
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
export function bearer(tokenCredential: TokenCredential, options: BearerOptions): Credential {
  if (typeof tokenCredential.getToken !== "function") throw new TypeError("bearer: tokenCredential must have getToken");
  const { scope } = options;
  if (!isScope(scope)) throw new TypeError("bearer: scope must name what the token is for");
  const scopes = typeof scope === "string" ? scope : [...scope];

  const calls = new TokenCalls(tokenCredential, scopes);
  let kept: AccessToken | undefined;

  return {
    async authorize({ rejectedHeader, signal }) {
      // Another request may have renewed it meanwhile.
      if (kept !== undefined && rejectedHeader === signed(kept.token).header) kept = undefined;
      if (kept !== undefined && kept.expiresOnTimestamp - renewBeforeMs > Date.now()) return signed(kept.token);
      const given = await newToken(calls, signal);
      if ("reason" in given) return isValid(kept) ? signed(kept.token) : given;
      // One that nobody waited for any more may come behind a newer one.
      if (kept === undefined || given.expiresOnTimestamp > kept.expiresOnTimestamp) kept = given;
      return signed(given.token);
    },
  };
}

async function newToken(calls: TokenCalls, signal: AbortSignal): Promise<AccessToken | NoAuthorization> {
  try {
    const token = await calls.getToken(signal);
    if (token === null) return refused("The credential gave no token");
    return isAccessToken(token) ? token : refused("The credential gave something that is no token");
  } catch (error) {
    return { ...refused("The credential could not get a token"), cause: causeOf(error) };
  }
}

// Too old to be chosen, and better than none.
function isValid(token: AccessToken | undefined): token is AccessToken {
  return token !== undefined && token.expiresOnTimestamp > Date.now();
}

function isScope(value: unknown): boolean {
  const scopes: unknown[] = Array.isArray(value) ? value : [value];
  return scopes.length > 0 && scopes.every((scope) => typeof scope === "string" && scope !== "");
}

interface TokenCall {
  readonly token: Promise<AccessToken | null>;
  readonly giveUp: AbortController;
  waiting: number;
}

/** Calls `getToken` once for all who wait. A call that nobody waits for any more is given up: it may hang for ever. */
class TokenCalls {
  readonly #tokenCredential: TokenCredential;
  readonly #scopes: string | string[];
  #underWay: TokenCall | undefined;

  constructor(tokenCredential: TokenCredential, scopes: string | string[]) {
    this.#tokenCredential = tokenCredential;
    this.#scopes = scopes;
  }

  async getToken(signal: AbortSignal): Promise<AccessToken | null> {
    const call = (this.#underWay ??= this.#begin());
    call.waiting += 1;
    const leave = () => {
      call.waiting -= 1;
      if (call.waiting > 0) return;
      this.#forget(call);
      call.giveUp.abort();
    };
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    try {
      return await call.token;
    } finally {
      signal.removeEventListener("abort", leave);
      this.#forget(call);
    }
  }

  #begin(): TokenCall {
    const giveUp = new AbortController();
    return { token: this.#call(giveUp.signal), giveUp, waiting: 0 };
  }

  // An async function, so that a getToken that throws at once is one that rejects.
  async #call(abortSignal: AbortSignal): Promise<AccessToken | null> {
    return await this.#tokenCredential.getToken(this.#scopes, { abortSignal });
  }

  #forget(call: TokenCall): void {
    if (this.#underWay === call) this.#underWay = undefined;
  }
}

function isAccessToken(value: unknown): value is AccessToken {
  return (
    typeof value === "object" &&
    value !== null &&
    "token" in value &&
    typeof value.token === "string" &&
    tokenForm.test(value.token) &&
    "expiresOnTimestamp" in value &&
    typeof value.expiresOnTimestamp === "number"
  );
}

function signed(token: string): Authorization {
  return { header: `Bearer ${token}` };
}

function refused(why: string): NoAuthorization {
  return { reason: why, advice: "Sign in again, and check that the scope is the server application's." };
}
