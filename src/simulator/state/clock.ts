import { performance } from "node:perf_hooks";

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/**
 * The site's own clock. It stands still until it is told to go: `advance` moves it, or `speed` lets it run at so many
 * times real time. What is due happens when somebody next looks at the site; no timer keeps the process alive.
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

  /** Now, in milliseconds since 1970; inside an event, the time that the event was due. */
  now(): number {
    if (this.#eventTime !== undefined) return this.#eventTime;
    const running = this.speed === 0 ? 0 : (performance.now() - this.#startedAt) * this.speed;
    return Math.floor(this.#startMs + this.#advancedMs + running);
  }

  /** Plans something `delayMs` after now. */
  after(delayMs: number, run: () => void): void {
    const event = { at: this.now() + delayMs, run };
    const later = this.#events.findIndex(({ at }) => at > event.at);
    this.#events.splice(later === -1 ? this.#events.length : later, 0, event);
  }

  /**
   * Moves the clock forward and lets everything that became due happen, in order.
   *
   * @throws RangeError for what is no span of time.
   */
  advance(ms: number): void {
    if (!(Number.isFinite(ms) && ms >= 0)) {
      throw new RangeError("advance takes milliseconds, 0 or more: no clock runs backwards");
    }
    this.#advancedMs += ms;
    this.catchUp();
  }

  /** Lets everything that is due happen, in order. */
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

  /** Time that a caller has to sit through: waited for on a running clock, jumped over on one that stands still. */
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
