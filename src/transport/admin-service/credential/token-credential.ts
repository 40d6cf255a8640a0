/** What a {@link TokenCredential} returns; same members as `AccessToken` in `@azure/core-auth`. */
export interface AccessToken {
  /** Text after `Bearer `. Only characters that a token can have are accepted (RFC 6750). */
  readonly token: string;
  /** Milliseconds since 1970, UTC. */
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
