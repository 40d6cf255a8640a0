import type { Failure } from "../../../failure.js";
import { failureTraits } from "../../../failure-traits.js";

/** How reads are repeated. Methods and writes never are. */
export interface RetryOptions {
  /** Attempts in all, the first one included; 1 switches repeating off. Default 4. */
  readonly attempts?: number | undefined;
  /** Limit for the whole read in milliseconds, pauses included, counted from its first connection slot. Default 60,000. */
  readonly totalMs?: number | undefined;
}

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
  if (!failureTraits[failure.kind].isRetried) return undefined;
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  const asked = failure.retryAfterMs;
  const pauseMs = asked ?? dice * ceiling;
  return pauseMs < remainingMs ? pauseMs : undefined;
}
