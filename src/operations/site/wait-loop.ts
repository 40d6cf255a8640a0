import type { Result } from "../../result.js";

interface Settle<T> {
  readonly resolve: (result: Result<T>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Polls for several waits at once. The loop runs in the background while at least one wait is open, so nothing has to end it.
 * A wait that is opened during a poll joins at the next poll.
 */
export abstract class WaitLoop<Wait, T> {
  readonly #open = new Map<Wait, Settle<T>>();
  #isRunning = false;

  /** Polls once, ends the waits that have a result, and pauses until the next poll. */
  protected abstract poll(): Promise<void>;

  protected get waits(): Wait[] {
    return [...this.#open.keys()];
  }

  /** Opens a wait. Its promise rejects only with an error that the transport or the clock threw. */
  protected open(wait: Wait): Promise<Result<T>> {
    return new Promise((resolve, reject) => {
      this.#open.set(wait, { resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  protected end(wait: Wait, result: Result<T>): void {
    this.#open.get(wait)?.resolve(result);
    this.#open.delete(wait);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#open.size > 0) await this.poll();
    } catch (error) {
      // No caller awaits this loop, so an error that is not passed on would end the process.
      for (const { reject } of this.#open.values()) reject(error);
      this.#open.clear();
    }
    this.#isRunning = false;
  }
}
