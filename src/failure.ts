import type { DistributionProgress } from "./distribution-progress.js";
import type { DecodedStatus } from "./status/decode-status.js";

/**
 * Did the site run it, the method or the write? `"not-executed"` only where that is certain: a read, a refusal before
 * sending, an answer that proves a refusal. `"unknown"` means that nobody can tell from here: look before calling again.
 */
export type Execution = "not-executed" | "executed" | "unknown";

/** What was being done, in the provider's words. */
export interface OperationInfo {
  readonly className: string;
  readonly methodName?: string;
  readonly PackageID?: string;
}

/** What lay underneath, as data. Never the original error object: those carry headers, and headers carry credentials. */
export interface FailureCause {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** The answer that the failure was read from. */
export interface FailureHttp {
  readonly status: number;
  /** Response headers that are known to hold no secret; every other header is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Start of the answer (at most 4 KiB). Absent for a 2xx: what a method answers may be secret. */
  readonly body?: string;
  /** Size of the answer's body in bytes. */
  readonly bytes?: number;
}

/** What every failure has. */
export interface FailureBase<Kind extends string, E extends Execution> {
  /** What went wrong; tells the members of {@link Failure} apart. */
  readonly kind: Kind;
  /** Whether the site ran the method or the write. */
  readonly execution: E;
  /** One sentence for a person. */
  readonly message: string;
  /** What was being done. */
  readonly operation: OperationInfo;
  /** The next step that an administrator would take. */
  readonly advice?: string;
  /** Joins the failure to the transport's events. */
  readonly requestId?: string;
  /** What lay underneath, as data. */
  readonly cause?: FailureCause;
  /** The answer that the failure was read from, where there was one. */
  readonly http?: FailureHttp;
}

/** Refused before anything was sent: `parameter` names what was wrong. */
export interface InvalidArgument extends FailureBase<"invalid-argument", "not-executed"> {
  /** The argument, or the property in it. */
  readonly parameter: string;
}

/** A dangerous call without its acknowledgement; nothing was sent. */
export type NotAcknowledged = FailureBase<"not-acknowledged", "not-executed">;

/** 401, no usable ticket, no token. `challenges` are the schemes that the site offered. */
export interface Unauthenticated extends FailureBase<"unauthenticated", "not-executed"> {
  /** Schemes such as `Negotiate` or `Bearer`, as the site offered them; empty where no request was sent. */
  readonly challenges: readonly string[];
}

/** The account may not. Sites say it with 403, 404 and 500; after an unfamiliar 500 the execution is unknown. */
export type AccessDenied = FailureBase<"access-denied", "not-executed" | "unknown">;

/** Not there, or hidden from this account by its security scopes: a site answers both alike. */
export type NotFound = FailureBase<"not-found", "not-executed">;

/** This site does not offer the class or the method, or the shape of the request; or no AdminService answered there. */
export type Unsupported = FailureBase<"unsupported", "not-executed">;

/** Somebody holds the object's SEDO lock (`held`), or it changed since it was read (`stale`). */
export interface Locked extends FailureBase<"locked", "not-executed"> {
  /** `held`: somebody edits it. `stale`: it was changed since it was read. */
  readonly reason: "held" | "stale";
  /** The code in the site's answer, decoded. */
  readonly status?: DecodedStatus;
}

/** The method ran and returned something other than 0. */
export interface MethodFailed extends FailureBase<"method-failed", "executed"> {
  /** As the method returned it, signed 32-bit. */
  readonly returnValue: number;
  /** The same, decoded. */
  readonly status: DecodedStatus;
}

/** The provider raised an error that is none of the others. `status` where a code stands in its text. */
export interface ProviderError extends FailureBase<"provider-error", "not-executed" | "unknown"> {
  /** The code in the site's sentence, decoded. */
  readonly status?: DecodedStatus;
}

/** 429: too many requests. `retryAfterMs` in milliseconds where the site named a pause. */
export interface Throttled extends FailureBase<"throttled", "not-executed" | "unknown"> {
  /** How long to wait, in milliseconds, where the answer said so. */
  readonly retryAfterMs?: number;
}

/** 502, 503, 504: the service, or something in front of it, is not available. */
export interface Unavailable extends FailureBase<"unavailable", "not-executed" | "unknown"> {
  /** How long to wait, in milliseconds, where the answer said so. */
  readonly retryAfterMs?: number;
}

/** The server's certificate was not accepted; no byte of the request was sent. */
export interface CertificateFailure extends FailureBase<"certificate", "not-executed"> {
  /** What is wrong with it. */
  readonly reason: "untrusted" | "expired" | "not-yet-valid" | "wrong-name" | "wrong-pin" | "other";
}

/** DNS, refused, reset. Unknown as soon as a byte of a call's request was written. */
export interface NetworkFailure extends FailureBase<"network", "not-executed" | "unknown"> {
  /** As Node names it: `ENOTFOUND`, `ECONNREFUSED`, `ECONNRESET`, ... */
  readonly code: string;
}

/** A time limit ran out. A watch that ran out of time tells how far it had come in `progress`. */
export interface Timeout extends FailureBase<"timeout", Execution> {
  /** Of a watch: what it saw last. */
  readonly progress?: DistributionProgress;
}

/** The caller's `AbortSignal` fired. */
export type Aborted = FailureBase<"aborted", Execution>;

/** Something answered, but not as the AdminService does: a login page, a redirect, truncated JSON, too many bytes. */
export type InvalidResponse = FailureBase<"invalid-response", "not-executed" | "unknown">;

/**
 * A watch ended without the content on all points. `unknown` only from `refreshAndWait`, where the reply was lost and the
 * rise of the version may be somebody else's.
 */
export interface NotDistributed extends FailureBase<"not-distributed", Execution> {
  /** What the watch saw last, with its `outcome`. */
  readonly progress: DistributionProgress;
}

/**
 * Everything that can go wrong, told apart by `kind`. Plain data: survives `JSON.stringify` and `structuredClone`.
 *
 * @example
 * ```ts
 * import { refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function mayCallAgain(transport: Transport): Promise<boolean> {
 *   const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
 *   if (result.ok) return false;
 *   return result.failure.execution === "not-executed";
 * }
 * ```
 */
export type Failure =
  | InvalidArgument
  | NotAcknowledged
  | Unauthenticated
  | AccessDenied
  | NotFound
  | Unsupported
  | Locked
  | MethodFailed
  | ProviderError
  | Throttled
  | Unavailable
  | CertificateFailure
  | NetworkFailure
  | Timeout
  | Aborted
  | InvalidResponse
  | NotDistributed;

/** The discriminant of {@link Failure}. A new kind is a new minor version. */
export type FailureKind = Failure["kind"];
