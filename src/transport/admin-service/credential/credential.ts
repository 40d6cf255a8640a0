import type { FailureCause } from "../../../failure.js";

/** The request for which a credential provides the `Authorization` header. */
export interface AuthorizationRequest {
  /** Host of the AdminService, as in `baseUrl`. */
  readonly hostname: string;
  /** After a 401 response: the header that the site rejected. It must not be sent again. */
  readonly rejectedHeader?: string;
  /** Fires when the request no longer waits for its header: it was aborted, or its time is over. */
  readonly signal: AbortSignal;
}

/** The `Authorization` header for one request. */
export interface Authorization {
  /** Scheme and value, for example `Bearer ...`. */
  readonly header: string;
  /**
   * Checks the headers of a response other than 401, if the scheme authenticates the server with them.
   *
   * @returns what is wrong with the server's proof, or `undefined`
   */
  readonly verifyResponse?: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
  /**
   * Finds in the headers of a 401 response why the site refused the request.
   *
   * @returns the advice of the failure, or `undefined`
   */
  readonly adviceFor401?: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
}

/** Why a credential has no header. The call fails with `unauthenticated`; no request is sent. */
export interface NoAuthorization {
  /** What is missing or was refused, as part of a sentence. It is part of the failure's `message`. */
  readonly reason: string;
  /** What to do first, in imperative sentences. */
  readonly advice?: string;
  /** The underlying error, as data. */
  readonly cause?: FailureCause;
}

/**
 * Signs requests. One credential can sign many requests at the same time. This library has {@link bearer} and
 * {@link negotiate}. A header is sent only after the server's certificate was accepted.
 */
export interface Credential {
  /**
   * Signs one attempt. Called for each attempt, and once more after a 401 response.
   *
   * @param request - the host, the rejected header, and a signal that fires when the request no longer waits
   * @returns the header, or the reason why there is none. A rejected promise is reported as `unauthenticated` too
   */
  authorize(request: AuthorizationRequest): Promise<Authorization | NoAuthorization>;
}
