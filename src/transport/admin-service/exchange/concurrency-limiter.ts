import { offAbort, onAbort } from "../../../on-abort.js";

/** Limits how many requests are under way at once. Who waits longest is next. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(size: number) {
    this.#free = size;
  }

  /** A slot, at once where one is free; `false` when `signal` fired first. */
  acquire(signal?: AbortSignal): boolean | Promise<boolean> {
    if (signal?.aborted === true) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const grant = () => {
        if (signal !== undefined) offAbort(signal, giveUp);
        resolve(true);
      };
      const giveUp = () => {
        this.#waiting.delete(grant);
        resolve(false);
      };
      this.#waiting.add(grant);
      if (signal !== undefined) onAbort(signal, giveUp);
    });
  }

  /** Gives back a slot that was acquired. */
  release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
