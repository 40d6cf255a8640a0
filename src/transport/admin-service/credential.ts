import type { FailureCause } from "../../failure.js";

/** What a credential is told about the request that it signs. */
export interface AuthorizationRequest {
  /** Host of the AdminService, as `baseUrl` names it. */
  readonly hostname: string;
  /** After a 401: the header that was refused, and is worth nothing any more. */
  readonly rejected?: string;
}

/** The value of one `Authorization` header. */
export interface Authorization {
  readonly header: string;
  /**
   * Looks at the answer's headers, where the scheme proves the server by them.
   *
   * @returns what is wrong with the server's proof, or `undefined`
   */
  readonly verifyAnswer?: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
}

/** Why a credential has nothing to sign with. Comes back as `unauthenticated`; no request is sent. */
export interface NoAuthorization {
  readonly refused: string;
  readonly advice?: string;
  readonly cause?: FailureCause;
}

/** Signs requests. One credential may serve many requests at once. */
export interface Credential {
  authorize(request: AuthorizationRequest): Promise<Authorization | NoAuthorization>;
}
