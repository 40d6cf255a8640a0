/**
 * Delivers events in order. `Promise.race` in a loop would add one reaction to the slowest promise each time another
 * promise settles.
 */
export class EventQueue<Event> {
  readonly #events: Event[] = [];
  #wake: (() => void) | undefined;

  /** Adds an event. */
  put(event: Event): void {
    this.#events.push(event);
    this.#wake?.();
  }

  /** Waits for the oldest event and removes it. Only one caller can wait at a time. */
  async take(): Promise<Event> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
