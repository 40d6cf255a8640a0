/**
 * Hands over what happens, in order. Racing promises instead would leave a reaction behind on the slowest of them for
 * every other that settles.
 */
export class Mailbox<Event> {
  readonly #events: Event[] = [];
  #wake: (() => void) | undefined;

  put(event: Event): void {
    this.#events.push(event);
    this.#wake?.();
  }

  /** The oldest event, as soon as there is one. For one taker at a time. */
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
