import { onAbort } from "../../on-abort.js";
import { describeOperation } from "../../operation-text.js";
import { fail, type Result } from "../../result.js";
import type { CallOptions } from "../../transport/transport.js";

/**
 * Default timeout of one attempt in `AdminServiceTransport`. A limit above it stays out of `timeoutMs`, because it would
 * allow a single attempt more time than the transport does.
 */
const usualAttemptMs = 30_000;

/**
 * Runs a read that ends after `limitMs` at the latest. `timeoutMs` limits one attempt only, so retries and pages are ended
 * by a signal.
 *
 * @returns the read's result, or `timeout` if the limit ended it
 */
export async function readWithin<T>(
  limitMs: number,
  { signal, timeoutMs }: CallOptions,
  read: (options: CallOptions) => Promise<Result<T>>,
): Promise<Result<T>> {
  // The transport refuses a signal that is not an AbortSignal.
  if (signal !== undefined && !(signal instanceof AbortSignal)) return await read({ signal, timeoutMs });
  const wholeLimitMs = Math.max(1, Math.ceil(limitMs));
  const attemptMs = timeoutMs ?? (wholeLimitMs < usualAttemptMs ? wholeLimitMs : undefined);
  const ended = new AbortController();
  const end = () => {
    ended.abort();
  };
  const timer = setTimeout(end, wholeLimitMs);
  const stopListening = onAbort(signal, end);
  try {
    const result = await read({
      signal: ended.signal,
      timeoutMs: attemptMs === undefined ? undefined : Math.min(attemptMs, wholeLimitMs),
    });
    if (result.ok || result.failure.kind !== "aborted" || signal?.aborted === true) return result;
    const { operation } = result.failure;
    return fail({
      kind: "timeout",
      execution: "not-executed",
      message: `${describeOperation(operation)}: ended by the timeout of the wait; ${wholeLimitMs} ms of it were left`,
      operation,
      advice: "Try again with a larger timeoutMs.",
    });
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
