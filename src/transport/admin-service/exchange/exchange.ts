import type { Failure } from "../../../failure.js";
import { failureTraits } from "../../../failure-traits.js";
import { invalidArgument } from "../../../invalid-argument.js";
import { fail, type Result } from "../../../result.js";
import type { CallOptions } from "../../transport.js";
import { runAttempt, type Attempted, type Judge } from "./attempt.js";
import { Connections } from "../connection/connections.js";
import { emit } from "./events.js";
import { AbortedError, AttemptCancellation, type AttemptLimits } from "../connection/attempt-cancellation.js";
import { judgeError } from "../judge/judge-error.js";
import { isTimeout, type Settings } from "./options.js";
import { safeHeaders, type RequestContext } from "../connection/http-response.js";
import type { ServiceRequest } from "../odata/requests.js";
import { ConcurrencyLimiter } from "./concurrency-limiter.js";

/** Runs calls: waits for a connection slot, sends the request, judges the response, and retries reads. */
export class Exchange {
  readonly #settings: Settings;
  readonly #connections: Connections;
  readonly #slots: ConcurrencyLimiter;
  readonly #inProgress = new Set<Promise<unknown>>();
  #closed = false;
  #lastId = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#connections = new Connections(settings.address, settings.tls, settings.connect);
    this.#slots = new ConcurrencyLimiter(settings.maxConcurrency);
    if (settings.tls?.trustAny === true) {
      emit(settings.onEvent, { type: "dangerously-trusting-any-certificate" });
    }
  }

  /** Runs one call. Does not reject. */
  async run<T>(
    request: Result<ServiceRequest>,
    context: RequestContext,
    options: CallOptions = {},
    judge: Judge<T>,
  ): Promise<Result<T>> {
    if (!request.ok) return request;
    const { signal, timeoutMs = this.#settings.timeoutMs } = options;
    const { operation } = context;
    if (!isTimeout(timeoutMs)) {
      return invalidArgument(operation, "timeoutMs", "must be a whole number of milliseconds, 1 or more");
    }
    if (signal !== undefined && !isSignal(signal)) {
      return invalidArgument(operation, "signal", "must be an AbortSignal");
    }
    if (this.#closed) return invalidArgument(operation, "transport", "is closed", closedAdvice);

    const call = this.#runWithRetries(request.value, context, { signal, timeoutMs }, judge);
    this.#inProgress.add(call);
    try {
      return await call;
    } finally {
      this.#inProgress.delete(call);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#inProgress);
    this.#connections.close();
  }

  async #runWithRetries<T>(
    request: ServiceRequest,
    context: RequestContext,
    { signal, timeoutMs }: Pick<AttemptLimits, "signal" | "timeoutMs">,
    judge: Judge<T>,
  ): Promise<Result<T>> {
    const settings = this.#settings;
    const connections = this.#connections;
    const { clock, attempts, totalMs, random } = settings;
    const isRead = context.runs === "nothing";
    this.#lastId += 1;
    const requestId = String(this.#lastId);
    let deadline = Infinity;
    let result: Result<T> | undefined;

    for (let number = 1; ; number += 1) {
      const queuedAt = clock.now();
      const hasSlot = await this.#waitForSlot(deadline - queuedAt, signal);
      if (signal?.aborted === true) result = aborted(context, requestId);
      if (!hasSlot) return result ?? aborted(context, requestId);
      const startedAt = clock.now();
      const queuedMs = startedAt - queuedAt;
      // The first wait for a connection slot has no limit. Later waits count towards `retry.totalMs`.
      if (isRead && number === 1) deadline = startedAt + totalMs;
      const remainingMs = Math.max(1, Math.ceil(deadline - startedAt));
      const cancellation = new AttemptCancellation({
        signal,
        timeoutMs: Math.min(timeoutMs, remainingMs),
        isTotalTimeout: remainingMs < timeoutMs,
      });
      try {
        const attempt = { settings, connections, request, context, signal: cancellation.signal, judge };
        const attempted = await runAttempt(attempt);
        this.#emitAttempt(attempted, context, { id: requestId, attempt: number, queuedMs, startedAt });
        result = attempted.result;
      } finally {
        cancellation.release();
        this.#slots.release();
      }
      if (result.ok) return result;

      result = fail({ advice: failureTraits[result.failure.kind].advice, ...result.failure, requestId });
      if (!isRead || number === attempts) return result;
      const pauseMs = pauseBeforeRetry(result.failure, number, deadline - clock.now(), random());
      if (pauseMs === undefined) return result;
      await clock.sleep(pauseMs, signal);
    }
  }

  /** Waits for a connection slot. Returns `false` if the caller's signal fired first, or `remainingMs` passed. */
  async #waitForSlot(remainingMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (remainingMs === Infinity) return await this.#slots.acquire(signal);
    // `AbortSignal.any` is no alternative: the caller's signal keeps a reference to each signal that it returns (seen).
    const limits = new AttemptCancellation({ signal, timeoutMs: Math.max(0, Math.ceil(remainingMs)) });
    try {
      return await this.#slots.acquire(limits.signal);
    } finally {
      limits.release();
    }
  }

  #emitAttempt(
    { result, response, hider }: Attempted<unknown>,
    { operation }: RequestContext,
    { startedAt, ...seen }: { id: string; attempt: number; queuedMs: number; startedAt: number },
  ): void {
    const { onEvent, clock } = this.#settings;
    if (onEvent === undefined) return;
    // A response that is too large is not read to its end. Only its failure has the status.
    const status = response?.status ?? (result.ok ? undefined : result.failure.http?.status);
    const headers = safeHeaders(response?.headers ?? {});
    emit(onEvent, {
      type: "attempt",
      ...seen,
      operation,
      durationMs: clock.now() - startedAt,
      bytes: response?.bytes ?? 0,
      headers: hider?.hideInHeaders(headers) ?? headers,
      ...(status !== undefined && { status }),
      ...(!result.ok && { failure: result.failure.kind }),
    });
  }
}

// Callers in JavaScript can pass any value. Reading the state of an object that only looks like a signal throws.
function isSignal(value: unknown): boolean {
  try {
    return value instanceof AbortSignal && typeof value.aborted === "boolean";
  } catch {
    return false;
  }
}

const closedAdvice = "Create a new transport, or call close() later.";

function aborted(context: RequestContext, requestId: string): Result<never> {
  return fail({ ...judgeError(new AbortedError(), false, context), requestId });
}

const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * Returns the delay before the next attempt of a read in milliseconds, or `undefined` if the read is not retried.
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
