import { systemClock, type Clock } from "../../clock.js";
import type { OperationInfo, FailureKind } from "../../failure.js";
import { failureTraits } from "../../failure-traits.js";
import { invalidArgument, readMembers } from "../../invalid-argument.js";
import { onAbort } from "../../on-abort.js";
import { describeOperation } from "../../operation-text.js";
import { fail, type Failed, type Result } from "../../result.js";
import type { CallOptions } from "../../transport/transport.js";

/** How long and how often a wait polls. */
export interface PollLimits {
  /** Timeout of the whole wait, in milliseconds. More than 0, at most 2^31 - 1. */
  readonly timeoutMs: number;
  /** First pause between two polls, in milliseconds. Each pause is 1.5 times the pause before, up to one minute. */
  readonly intervalMs: number;
}

/** Options of every operation that waits. */
export interface WaitOptions {
  /** Ends the wait when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** Clock that measures the wait. Default: the monotonic clock of this computer. */
  readonly clock?: Clock | undefined;
}

const maxIntervalMs = 60_000;

const intervalGrowth = 1.5;

/** Share of a wait's timeout that is reserved for the last poll and the reads after it. Otherwise they would have no time. */
const lastReadsShare = 0.1;

const maxLastReadsMs = 10_000;

/** Longest delay of a timer in Node. A longer one fires immediately. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Default timeout of one attempt in `AdminServiceTransport`. If a wait has more time left than this, its reads get no
 * `timeoutMs`, because that would allow one attempt more time than the transport does.
 */
const usualAttemptMs = 30_000;

/** Times the polls of one wait: `do { poll } while (await timer.wait())`. */
export class PollTimer {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #deadlineMs: number;
  readonly #lastPollMs: number;
  #intervalMs: number;

  constructor({ timeoutMs, intervalMs }: PollLimits, { signal, clock = systemClock }: WaitOptions) {
    this.#clock = clock;
    this.#signal = signal;
    this.#deadlineMs = clock.now() + timeoutMs;
    this.#lastPollMs = this.#deadlineMs - Math.min(timeoutMs * lastReadsShare, maxLastReadsMs);
    this.#intervalMs = intervalMs;
  }

  /** Milliseconds until the wait's timeout. */
  get remainingMs(): number {
    return this.#deadlineMs - this.#clock.now();
  }

  get isAborted(): boolean {
    return this.#signal?.aborted === true;
  }

  get hasNextPoll(): boolean {
    return this.#lastPollMs > this.#clock.now() && !this.isAborted;
  }

  /** Returns the pause before the next poll, in milliseconds, and lengthens the pause after it. `undefined`: no more polls. */
  nextPauseMs(): number | undefined {
    if (!this.hasNextPoll) return undefined;
    const pauseMs = Math.min(this.#intervalMs, this.#lastPollMs - this.#clock.now());
    this.#intervalMs = Math.max(this.#intervalMs, Math.min(this.#intervalMs * intervalGrowth, maxIntervalMs));
    return pauseMs;
  }

  /** Waits until the next poll is due. Resolves to `false` if there are no more polls or the signal fired. */
  async wait(): Promise<boolean> {
    const pauseMs = this.nextPauseMs();
    if (pauseMs === undefined) return false;
    await this.#clock.sleep(pauseMs, this.#signal);
    return !this.isAborted;
  }

  /**
   * Runs a read that ends at the wait's timeout at the latest, whatever the site sends.
   *
   * @param timeoutMs - the caller's limit for one attempt
   */
  async read<T>(read: (options: CallOptions) => Promise<Result<T>>, timeoutMs?: number): Promise<Result<T>> {
    return await readWithin([this], { signal: this.#signal, timeoutMs }, read);
  }
}

/**
 * Runs a read, and ends it as soon as one of some waits reaches its timeout. `timeoutMs` limits one attempt only, so a
 * signal ends retries and further pages.
 *
 * @returns the result of the read, or `timeout` if the timeout of a wait ended the read
 */
export async function readWithin<T>(
  timers: readonly PollTimer[],
  { signal, timeoutMs }: CallOptions,
  read: (options: CallOptions) => Promise<Result<T>>,
): Promise<Result<T>> {
  const wholeLimitMs = Math.max(1, Math.ceil(leastOf(timers.map(({ remainingMs }) => remainingMs))));
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
      message: `${describeOperation(operation)}: the timeout of the wait ended this read (it had ${wholeLimitMs} ms)`,
      operation,
      advice: "Try again with a larger timeoutMs.",
    });
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}

/** The smallest of some numbers. A call of `Math.min` with more than about 120,000 arguments throws (seen). */
export function leastOf(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

/**
 * Refuses durations that a timer cannot wait for, a signal that is not an `AbortSignal`, and a clock that an operation could
 * not use after its call. `undefined` if all are valid.
 */
export function refuseWait(
  operation: OperationInfo,
  durations: Readonly<Record<string, unknown>>,
  { signal, clock }: WaitOptions,
): Failed | undefined {
  for (const [name, duration] of Object.entries(durations)) {
    if (typeof duration === "number" && duration > 0 && duration <= maxTimerMs) continue;
    return invalidArgument(operation, name, "must be a number of milliseconds, more than 0 and up to 2^31 - 1");
  }
  if (signal !== undefined && !isAbortSignal(signal)) {
    return invalidArgument(operation, "signal", "must be an AbortSignal");
  }
  if (clock === undefined || isClock(clock)) return undefined;
  return invalidArgument(operation, "clock", "must be an object with the functions now and sleep");
}

/** Whether a value is an `AbortSignal`. Callers in JavaScript can pass any value. */
function isAbortSignal(value: unknown): boolean {
  return value instanceof AbortSignal;
}

/** Whether a value has the functions of a `Clock`. Callers in JavaScript can pass any value. */
export function isClock(value: unknown): boolean {
  const members = readMembers(value, "now", "sleep");
  return typeof members?.["now"] === "function" && typeof members["sleep"] === "function";
}

/** Whether a read that failed with this kind can succeed later. A wait skips a poll that failed so, and continues. */
export function isTransient(kind: FailureKind): boolean {
  return failureTraits[kind].isTransient;
}
