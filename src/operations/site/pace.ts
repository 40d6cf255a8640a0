import { systemClock, type Clock } from "../../clock.js";
import type { OperationInfo, FailureKind } from "../../failure.js";
import { invalidArgument } from "../../invalid-argument.js";
import type { Failed } from "../../result.js";

/** How long and how often to look. */
export interface PollLimits {
  /** Give up after so many milliseconds, more than 0 and up to 2^31 - 1. */
  readonly timeoutMs: number;
  /** First pause between two looks, in milliseconds; it grows by half each time, up to a minute. */
  readonly intervalMs: number;
}

/** What everything that waits takes besides. */
export interface WaitOptions {
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Measures the wait; the machine's monotonic clock where left out. */
  readonly clock?: Clock | undefined;
}

/** A site should not be asked more often than people look at a console. */
const longestIntervalMs = 60_000;

const growth = 1.5;

/** What a timer of Node can hold; beyond it, a timer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Paces a loop that looks at the site: `do { look } while (await pace.wait())`. */
export class Pace {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #deadlineMs: number;
  #intervalMs: number;

  constructor({ timeoutMs, intervalMs }: PollLimits, { signal, clock = systemClock }: WaitOptions) {
    this.#clock = clock;
    this.#signal = signal;
    this.#deadlineMs = clock.now() + timeoutMs;
    this.#intervalMs = intervalMs;
  }

  /** Milliseconds that are left of the whole. */
  get remainingMs(): number {
    return this.#deadlineMs - this.#clock.now();
  }

  /** Whether the signal fired. */
  get isAborted(): boolean {
    return this.#signal?.aborted === true;
  }

  /** Waits for the time of the next look. `false` when the time is up or the signal fired: there is to be none. */
  async wait(): Promise<boolean> {
    const { remainingMs } = this;
    if (remainingMs <= 0 || this.isAborted) return false;
    await this.#clock.sleep(Math.min(this.#intervalMs, remainingMs), this.#signal);
    this.#intervalMs = Math.max(this.#intervalMs, Math.min(this.#intervalMs * growth, longestIntervalMs));
    return !this.isAborted;
  }
}

/** Refuses spans that no timer can wait for; `undefined` when all is well. */
export function refuseSpans(operation: OperationInfo, spans: Readonly<Record<string, unknown>>): Failed | undefined {
  const wrong = Object.entries(spans).find(
    ([, span]) => !(typeof span === "number" && span > 0 && span <= longestTimerMs),
  );
  if (wrong === undefined) return undefined;
  return invalidArgument(operation, wrong[0], "must be a number of milliseconds, more than 0 and up to 2^31 - 1");
}

/** Whether the same read may succeed later. A look that failed so is left out; the wait goes on. */
export function isPassing(kind: FailureKind): boolean {
  return kind === "network" || kind === "timeout" || kind === "throttled" || kind === "unavailable";
}
