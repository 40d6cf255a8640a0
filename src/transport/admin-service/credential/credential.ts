import type { FailureCause } from "../../../failure.js";

/** What a credential is told about the request that it signs. */
export interface AuthorizationRequest {
  /** Host of the AdminService, as `baseUrl` names it. */
  readonly hostname: string;
  /** After a 401: the header that was refused, and is worth nothing any more. */
  readonly rejectedHeader?: string;
  /** Fires when the request waits for its header no longer: aborted, or out of time. */
  readonly signal: AbortSignal;
}

/** The value of one `Authorization` header. */
export interface Authorization {
  /** Scheme and value, such as `Bearer ...`. */
  readonly header: string;
  /**
   * Looks at the headers of an answer that is no 401, where the scheme proves the server by them.
   *
   * @returns what is wrong with the server's proof, or `undefined`
   */
  readonly verifyResponse?: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
  /**
   * Looks at the headers of a 401 for the reason.
   *
   * @returns the next step that a person would take, or `undefined`
   */
  readonly adviceFor401?: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
}

/** Why a credential has nothing to sign with. Comes back as `unauthenticated`; no request is sent. */
export interface NoAuthorization {
  /** What was missing or refused; becomes the failure's `message`. */
  readonly reason: string;
  /** The next step that a person would take. */
  readonly advice?: string;
  /** The error behind it, as data. */
  readonly cause?: FailureCause;
}

/**
 * Signs requests. One credential may serve many requests at once. {@link bearer} and {@link negotiate} are the two that
 * this library has; a header is sent only over a connection whose certificate was accepted.
 */
export interface Credential {
  /**
   * Signs one request; asked for each attempt, and once more after a 401.
   *
   * @param request - the host, the header that was refused, and a signal that fires when nobody waits any more
   * @returns the header, or why there is none. It may reject: that comes back as `unauthenticated` too
   */
  authorize(request: AuthorizationRequest): Promise<Authorization | NoAuthorization>;
}
