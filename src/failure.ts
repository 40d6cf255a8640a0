import type { DistributionProgress } from "./distribution-progress.js";
import type { PackageVersion } from "./package-version.js";
import type { DecodedStatus } from "./status/status-meaning.js";

/**
 * Whether the site ran the method or the write. `"not-executed"` is used only if that is certain: for a read, for a call
 * that was refused before sending, or for a response that proves a refusal. `"unknown"` means that the client cannot
 * determine whether the site ran the call: check the object before you call again.
 */
export type Execution = "not-executed" | "executed" | "unknown";

/** The call that failed, in the provider's names. */
export interface OperationInfo {
  /** WMI class. */
  readonly className: string;
  /** WMI method; absent for a read, a write of properties, or a watch. */
  readonly methodName?: string;
  /** The package, if the call is for one package. */
  readonly PackageID?: string;
}

/** The underlying error as data. Never the original error object, because its headers contain credentials. */
export interface FailureCause {
  /** Name of the error, for example `AggregateError`. */
  readonly name: string;
  /** Message of the error. */
  readonly message: string;
  /** Code of the error, for example `ECONNRESET`. */
  readonly code?: string;
}

/** The HTTP response that caused the failure. */
export interface FailureHttp {
  /** HTTP status code. */
  readonly status: number;
  /** Response headers from a list of headers that contain no secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Start of the response body (at most 4 KiB). Absent for a 2xx status, because a method's response can contain secrets. */
  readonly body?: string;
  /** Size of the response body in bytes. */
  readonly bytes?: number;
}

/** Members that every kind of failure has. */
export interface FailureBase<Kind extends string, E extends Execution> {
  /** The kind of failure; `switch` on it to narrow {@link Failure}. */
  readonly kind: Kind;
  /** Whether the site ran the method or the write. */
  readonly execution: E;
  /** The call and what happened, in one sentence. */
  readonly message: string;
  /** The call that failed. */
  readonly operation: OperationInfo;
  /** What to do next. The first sentence is the first action. */
  readonly advice?: string;
  /** Identifies the request in the transport's events. */
  readonly requestId?: string;
  /** The underlying error as data. */
  readonly cause?: FailureCause;
  /** The HTTP response that caused the failure, if there was a response. */
  readonly http?: FailureHttp;
  /** After an accepted refresh: the version that the library read before the call. */
  readonly before?: PackageVersion;
}

/** Names of the members that only some kinds of failure have. */
type SpecificMember =
  "parameter" | "challenges" | "reason" | "returnValue" | "status" | "retryAfterMs" | "code" | "progress";

/** Declares members of other kinds as absent, so that `failure.retryAfterMs` compiles without a check of `kind`. */
type Absent<Name extends SpecificMember> = { readonly [N in Name]?: undefined };

type LacksAllBut<Own extends SpecificMember> = Absent<Exclude<SpecificMember, Own>>;

/** A failure of a kind that has only the common members. */
export interface PlainFailure<Kind extends string, E extends Execution>
  extends FailureBase<Kind, E>, Absent<SpecificMember> {}

/** An argument was refused before anything was sent. */
export interface InvalidArgument extends FailureBase<"invalid-argument", "not-executed">, LacksAllBut<"parameter"> {
  /** Name of the argument, or of the property in it, that was refused. */
  readonly parameter: string;
}

/** A dangerous call without its acknowledgement. Nothing was sent. */
export type NotAcknowledged = PlainFailure<"not-acknowledged", "not-executed">;

/** The site returned 401, or the client has no valid ticket or token. */
export interface Unauthenticated extends FailureBase<"unauthenticated", "not-executed">, LacksAllBut<"challenges"> {
  /** Schemes that the site offered, such as `Negotiate` or `Bearer`; empty if no request was sent. */
  readonly challenges: readonly string[];
}

/**
 * The account does not have permission. Sites report it with 403, 404 and 500. After a 500 with an unfamiliar error
 * text, `execution` is `unknown`.
 */
export type AccessDenied = PlainFailure<"access-denied", "not-executed" | "unknown">;

/** The object does not exist, or the account's security scopes hide it: the site returns the same response for both. */
export type NotFound = PlainFailure<"not-found", "not-executed">;

/** The site does not offer the class, the method or the format of the request, or the response is not from an AdminService. */
export type Unsupported = PlainFailure<"unsupported", "not-executed">;

/** The SEDO lock is held (another user edits the object), or the object changed after it was read. */
export interface Locked extends FailureBase<"locked", "not-executed">, LacksAllBut<"reason" | "status"> {
  /** `held`: another user edits the object. `stale`: the object changed after it was read. */
  readonly reason: "held" | "stale";
  /** The code in the site's response, decoded. */
  readonly status?: DecodedStatus;
}

/** The method ran and did not return 0. */
export interface MethodFailed extends FailureBase<"method-failed", "executed">, LacksAllBut<"returnValue" | "status"> {
  /** Return value of the method, as a signed 32-bit number. */
  readonly returnValue: number;
  /** The return value, decoded. */
  readonly status: DecodedStatus;
}

/** The provider reported an error that fits no other kind. */
export interface ProviderError
  extends FailureBase<"provider-error", "not-executed" | "unknown">, LacksAllBut<"status"> {
  /** The code in the site's error text, decoded; absent if the text has no code. */
  readonly status?: DecodedStatus;
}

/** The site returned 429: too many requests. */
export interface Throttled extends FailureBase<"throttled", "not-executed" | "unknown">, LacksAllBut<"retryAfterMs"> {
  /** How long to wait, in milliseconds, if the response states it. */
  readonly retryAfterMs?: number;
}

/** 502, 503 or 504: the service is not available, or a proxy or gateway cannot reach it. */
export interface Unavailable
  extends FailureBase<"unavailable", "not-executed" | "unknown">, LacksAllBut<"retryAfterMs"> {
  /** How long to wait, in milliseconds, if the response states it. */
  readonly retryAfterMs?: number;
}

/** The server's certificate was refused. No byte of the request was sent. */
export interface CertificateFailure extends FailureBase<"certificate", "not-executed">, LacksAllBut<"reason"> {
  /** What is wrong with the certificate. */
  readonly reason: "untrusted" | "expired" | "not-yet-valid" | "wrong-name" | "wrong-pin" | "other";
}

/**
 * DNS failed, or the connection was refused or reset. For a call, `execution` is `unknown` as soon as a byte of the
 * request was written.
 */
export interface NetworkFailure extends FailureBase<"network", "not-executed" | "unknown">, LacksAllBut<"code"> {
  /** Node's error code: `ENOTFOUND`, `ECONNREFUSED`, `ECONNRESET`, ... */
  readonly code: string;
}

/** A time limit passed. */
export interface Timeout extends FailureBase<"timeout", Execution>, LacksAllBut<"progress"> {
  /** The last progress that a watch saw. */
  readonly progress?: DistributionProgress;
}

/** The caller's `AbortSignal` fired. */
export type Aborted = PlainFailure<"aborted", Execution>;

/** The response is not one of an AdminService: a login page, a redirect, truncated JSON, or too many bytes. */
export type InvalidResponse = PlainFailure<"invalid-response", "not-executed" | "unknown">;

/**
 * A watch ended before all distribution points had the version. `execution` is `unknown` only from `refreshAndWait`: the
 * response was lost, and the version increase might have another cause.
 */
export interface NotDistributed extends FailureBase<"not-distributed", Execution>, LacksAllBut<"progress"> {
  /** The last progress that the watch saw, with its `outcome`. */
  readonly progress: DistributionProgress;
}

/**
 * Every failure of an operation, discriminated by `kind`. Members that belong to some kinds only are `undefined` on the
 * others. A failure contains only JSON values, so it survives `JSON.stringify` and `structuredClone`.
 *
 * @example
 * ```ts
 * import { refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function canCallAgain(transport: Transport): Promise<boolean> {
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

/** The kinds of {@link Failure}. A new kind is a new minor version. */
export type FailureKind = Failure["kind"];
