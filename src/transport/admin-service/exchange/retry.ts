import type { Failure } from "../../../failure.js";
import { failureTraits } from "../../../failure-traits.js";

/** How reads are retried. Methods and writes are never retried. */
export interface RetryOptions {
  /** Maximum number of attempts, the first one included: 1 to 100. 1 means no retry. Default: 4. */
  readonly attempts?: number | undefined;
  /**
   * Limit for a whole read in milliseconds, delays included, from its first connection slot. Default: 60,000. Each page of a
   * query is one read; all pages of a query together can take 10 times this long.
   */
  readonly totalMs?: number | undefined;
}

const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * The delay before the next attempt of a read in milliseconds, or `undefined` if there is no next attempt.
 *
 * @param attempt - number of the attempt that failed, from 1
 * @param remainingMs - rest of `retry.totalMs`
 * @param random - at least 0 and less than 1. Full jitter: many clients must not retry at the same moment
 */
export function pauseBeforeRetry(
  failure: Failure,
  attempt: number,
  remainingMs: number,
  random: number,
): number | undefined {
  if (!failureTraits[failure.kind].isRetried) return undefined;
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  const pauseMs = failure.retryAfterMs ?? random * ceiling;
  return pauseMs < remainingMs ? pauseMs : undefined;
}
