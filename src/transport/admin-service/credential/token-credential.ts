/** The token that a {@link TokenCredential} returns. It has the members of `AccessToken` in `@azure/core-auth`. */
export interface AccessToken {
  /**
   * The token itself: the text after `Bearer ` in the header. Only the characters of a bearer token are accepted (RFC
   * 6750).
   */
  readonly token: string;
  /** When the token expires, in milliseconds since 1970, UTC. */
  readonly expiresOnTimestamp: number;
}

/** Gets tokens. Every credential of `@azure/identity` has this form; this library does not depend on that package. */
export interface TokenCredential {
  /**
   * Returns a token from a cache or a server. An error is returned as the `cause` of `unauthenticated`.
   *
   * @param scopes - the `scope` of `bearer`
   * @param options - `abortSignal` fires when no request waits for the token any more
   * @returns a token, or null if there is none
   */
  getToken(scopes: string | string[], options?: { abortSignal?: AbortSignal }): Promise<AccessToken | null>;
}

interface TokenCall {
  readonly token: Promise<AccessToken | null>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Calls `getToken` once for all requests that wait for a token. A call is given up when no request waits for it any more,
 * because the call might never end.
 */
export class TokenCalls {
  readonly #tokenCredential: TokenCredential;
  readonly #scopes: string | string[];
  #current: TokenCall | undefined;

  constructor(tokenCredential: TokenCredential, scopes: string | readonly string[]) {
    this.#tokenCredential = tokenCredential;
    this.#scopes = typeof scopes === "string" ? scopes : [...scopes];
  }

  /**
   * Waits for the call of `getToken` in progress, or starts one. `signal` must fire when the request does not wait any
   * more.
   */
  async getToken(signal: AbortSignal): Promise<AccessToken | null> {
    const call = (this.#current ??= this.#start());
    call.waiting += 1;
    const leave = () => {
      call.waiting -= 1;
      if (call.waiting > 0) return;
      this.#forget(call);
      call.controller.abort();
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

  #start(): TokenCall {
    const controller = new AbortController();
    // The function is async, so that an error that `getToken` throws immediately becomes a rejection too.
    const call = async () => await this.#tokenCredential.getToken(this.#scopes, { abortSignal: controller.signal });
    return { token: call(), controller, waiting: 0 };
  }

  #forget(call: TokenCall): void {
    if (this.#current === call) this.#current = undefined;
  }
}
