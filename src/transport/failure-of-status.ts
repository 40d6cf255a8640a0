import type { Execution, Failure, OperationInfo } from "../failure.js";
import { describeOperation } from "../operation-text.js";
import { decodeProviderStatus } from "../status/provider-status.js";
import type { DecodedStatus } from "../status/status-meaning.js";

/** What a status code or an error text means for a call. */
export type ErrorMeaning = "lock-held" | "lock-stale" | "denied" | "bad-request" | "provider-trouble" | "missing";

const meanings = new Map<number, ErrorMeaning>([
  // SEDO lock. Seen: "User DOM\user is not able to get the lock at this time. Error: 0x40480732".
  [0x4048_0732, "lock-held"],
  [0x8004_1003, "denied"],
  [0x8007_0005, "denied"],
  [0x4248_0c00, "denied"],
  [0x8004_1010, "bad-request"],
  [0x8004_102e, "bad-request"],
  [0x8004_102f, "bad-request"],
  [0x4048_0914, "bad-request"],
  [0x4048_0916, "bad-request"],
  [0x8004_1013, "provider-trouble"],
  [0x8004_106c, "provider-trouble"],
  [0x8007_06ba, "provider-trouble"],
  [0x8004_1002, "missing"],
  [0x8042_0a0e, "missing"],
]);

/** Returns the meaning of a status code; `undefined` if the code means only that the call failed. */
export function meaningOfStatus({ unsigned }: DecodedStatus): ErrorMeaning | undefined {
  return meanings.get(unsigned);
}

/**
 * Whether a status code proves that a method did not run, if the code is all that is known. A running method can also
 * fail to find an object or a class, or be denied access to something that it uses (inferred).
 */
function provesRefusal({ unsigned }: DecodedStatus, { methodName }: OperationInfo): boolean {
  const meaning = meanings.get(unsigned);
  if (meaning === undefined || meaning === "provider-trouble") return false;
  if (methodName === undefined || meaning === "lock-held" || meaning === "lock-stale") return true;
  return meaning === "bad-request" && unsigned !== 0x8004_1010;
}

/** Options of {@link failureOfStatus}. */
export interface FailureOfStatusOptions {
  /**
   * True if the call was a read: a read runs nothing on the site, so its failure is always `not-executed`. Default:
   * `false`.
   */
  readonly isRead?: boolean | undefined;
}

/**
 * Returns the failure for a status code of WMI or the SMS Provider, for a transport that receives codes: `locked`,
 * `access-denied`, `not-found` or `unsupported` if the code means that, otherwise `provider-error`. `execution` is
 * `not-executed` only if the code proves it; after a method call most codes do not.
 *
 * @param code - a 32-bit integer, signed or unsigned: -2147483648 to 4294967295
 * @param operation - the call that failed
 * @param options - `isRead: true` if the call was a read
 * @throws RangeError if `code` is not a 32-bit integer
 * @example
 * ```ts
 * import { failureOfStatus } from "configmgr-sdk";
 *
 * const failure = failureOfStatus(0x40480732, { className: "SMS_Package", PackageID: "P0100012" });
 * console.log(failure.kind, failure.execution); // locked not-executed
 * ```
 * @see https://learn.microsoft.com/windows/win32/wmisdk/wmi-error-constants
 */
export function failureOfStatus(code: number, operation: OperationInfo, options: FailureOfStatusOptions = {}): Failure {
  const status = decodeProviderStatus(code);
  const { hex, message } = status;
  const isRead = options.isRead === true;
  const call = describeOperation(operation, isRead ? "Read" : "Call");
  return failureOfMeaning(meaningOfStatus(status), {
    base: { message: `${call}: ${message ?? "the SMS Provider returned an error"} (${hex})`, operation },
    status,
    isProven: isRead || provesRefusal(status, operation),
    executionIfUncertain: isRead ? "not-executed" : "unknown",
  });
}

/** The facts of a failed call, besides the meaning of its error. */
export interface FailedCall {
  readonly base: Pick<Failure, "message" | "operation" | "http">;
  readonly status?: DecodedStatus | undefined;
  /** Whether the error proves that the site refused the call before it ran anything. */
  readonly isProven: boolean;
  /** `execution` if the error proves nothing. */
  readonly executionIfUncertain: "not-executed" | "unknown";
}

/** Returns the failure for an error whose meaning is known. An error that proves nothing is a `provider-error`. */
export function failureOfMeaning(meaning: ErrorMeaning | undefined, call: FailedCall): Failure {
  const { base, isProven, executionIfUncertain } = call;
  const status = call.status === undefined ? {} : { status: call.status };
  if (meaning === "denied") {
    const execution = isProven ? "not-executed" : executionIfUncertain;
    return { kind: "access-denied", execution, ...base, advice: adviceAfter(execution, deniedAdvice) };
  }
  if (isProven) {
    switch (meaning) {
      case "lock-held":
        return { kind: "locked", execution: "not-executed", reason: "held", ...base, ...status, advice: heldAdvice };
      case "lock-stale":
        return { kind: "locked", execution: "not-executed", reason: "stale", ...base, ...status, advice: staleAdvice };
      case "bad-request":
        return { kind: "unsupported", execution: "not-executed", ...base, advice: unsupportedAdvice };
      case "missing":
        return { kind: "not-found", execution: "not-executed", ...base, advice: missingAdvice };
      case "provider-trouble":
      case undefined:
    }
  }
  const advice = adviceAfter(executionIfUncertain, meaning === "provider-trouble" ? troubleAdvice : providerAdvice);
  return { kind: "provider-error", execution: executionIfUncertain, ...base, ...status, advice };
}

const heldAdvice =
  "Find the user who edits the object (SEDO lock) with Get-CMObjectLockDetails. Wait until the lock is released, then call again.";
const staleAdvice =
  "Read the object again, check that your change is still correct, then call update on the new object.";
const deniedAdvice =
  "Give the account a security role that permits this call on the class, and a security scope that contains the object. The site checks roles at each call.";
const unsupportedAdvice =
  "Read the site's $metadata. It shows whether this release offers the class and the method, and in which form.";
const missingAdvice =
  "Check the class and the key. If both are correct, check the account's security scopes: the site returns the same error for a hidden object.";
const troubleAdvice =
  "Read SMSProv.log on the SMS Provider's server. The SMS Provider or WMI is not working correctly.";
const providerAdvice = "Read SMSProv.log and AdminService.log on the SMS Provider's server.";

const checkBeforeCallingAgain =
  "Do not call again yet. The site might have run the call. Read SourceVersion (refresh) or SourceSite (owner) first.";

/**
 * Returns the advice of a failure. If `execution` is `unknown`, the advice starts with the warning not to call again yet.
 */
export function adviceAfter(execution: Execution, advice = ""): string {
  return execution === "unknown" ? `${checkBeforeCallingAgain} ${advice}`.trim() : advice;
}
