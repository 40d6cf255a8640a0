import type { Failure, FailureKind } from "../../../failure.js";

/** How reads are repeated. Methods and writes never are. */
export interface RetryOptions {
  /** Attempts in all, the first one included; 1 switches repeating off. Default 4. */
  readonly attempts?: number | undefined;
  /** Limit for the whole read in milliseconds, pauses included, counted from its first connection slot. Default 60,000. */
  readonly totalMs?: number | undefined;
}

// A table instead of a condition, so that the compiler asks for a new kind.
const isRetried: Readonly<Record<FailureKind, boolean>> = {
  network: true,
  throttled: true,
  unavailable: true,
  aborted: false,
  "access-denied": false,
  certificate: false,
  "invalid-argument": false,
  "invalid-response": false,
  locked: false,
  "method-failed": false,
  "not-acknowledged": false,
  "not-distributed": false,
  "not-found": false,
  "provider-error": false,
  timeout: false,
  unauthenticated: false,
  unsupported: false,
};

const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * How long to wait before the next attempt of a read, or `undefined` where another one makes no sense.
 *
 * @param attempt - number of the attempt that failed, from 1
 * @param remainingMs - what is left of the read's time
 * @param dice - a number from 0 to below 1: full jitter, so that a thousand clients don't come back at the same moment
 */
export function pauseBeforeRetry(
  failure: Failure,
  attempt: number,
  remainingMs: number,
  dice: number,
): number | undefined {
  if (!isRetried[failure.kind]) return undefined;
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  const pauseMs = failure.retryAfterMs ?? dice * ceiling;
  return pauseMs < remainingMs ? pauseMs : undefined;
}
