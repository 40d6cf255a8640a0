import { performance } from "node:perf_hooks";

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/**
 * The clock of the simulated site. `advance` moves it. With a `speed` above 0 it also runs by itself. An event that is due
 * runs at the next request or call of `advance`, not in a timer, so the clock does not keep the process alive.
 */
export class SiteClock {
  readonly speed: number;
  readonly #startMs: number;
  readonly #startedAt = performance.now();
  #advancedMs = 0;
  #eventTime: number | undefined;
  #events: Event[] = [];

  constructor(options: { readonly startMs: number; readonly speed: number }) {
    this.#startMs = options.startMs;
    this.speed = options.speed;
  }

  /** Returns the time in milliseconds since 1970. While an event runs, this is the time at which the event was due. */
  now(): number {
    if (this.#eventTime !== undefined) return this.#eventTime;
    const running = this.speed === 0 ? 0 : (performance.now() - this.#startedAt) * this.speed;
    return Math.floor(this.#startMs + this.#advancedMs + running);
  }

  /** Schedules an event, `delayMs` milliseconds of the site's clock from now. */
  after(delayMs: number, run: () => void): void {
    const event = { at: this.now() + delayMs, run };
    const later = this.#events.findIndex(({ at }) => at > event.at);
    this.#events.splice(later === -1 ? this.#events.length : later, 0, event);
  }

  /**
   * Advances the clock and runs each event that is then due, in order.
   *
   * @throws RangeError if `ms` is negative or not a finite number.
   */
  advance(ms: number): void {
    if (!(Number.isFinite(ms) && ms >= 0)) {
      throw new RangeError("advance: ms must be a finite number of milliseconds, 0 or more");
    }
    this.#advancedMs += ms;
    this.catchUp();
  }

  /** Runs each event that is due, in the order of their times. */
  catchUp(): void {
    if (this.#eventTime !== undefined) return;
    const now = this.now();
    for (let next = this.#events[0]; next !== undefined && next.at <= now; next = this.#events[0]) {
      this.#events.shift();
      this.#eventTime = next.at;
      try {
        next.run();
      } finally {
        this.#eventTime = undefined;
      }
    }
  }

  /** Makes a call take time: waits if the clock runs by itself, otherwise advances the clock. */
  async spend(ms: number): Promise<void> {
    if (ms <= 0) return;
    if (this.speed === 0) {
      this.advance(ms);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ms / this.speed));
    this.catchUp();
  }
}
