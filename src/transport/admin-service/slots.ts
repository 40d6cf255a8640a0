import { offAbort, onAbort } from "../../on-abort.js";

/** Gives back a slot; calling it again does nothing. */
export type Release = () => void;

/** Limits how many requests are under way at once. Who waits longest is next. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(size: number) {
    this.#free = size;
  }

  /** A slot, or `undefined` when `signal` fired first. */
  async acquire(signal?: AbortSignal): Promise<Release | undefined> {
    if (signal?.aborted === true) return undefined;
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#releaseOnce();
    }
    return await new Promise((resolve) => {
      const grant = () => {
        if (signal !== undefined) offAbort(signal, giveUp);
        resolve(this.#releaseOnce());
      };
      const giveUp = () => {
        this.#waiting.delete(grant);
        resolve(undefined);
      };
      this.#waiting.add(grant);
      if (signal !== undefined) onAbort(signal, giveUp);
    });
  }

  #releaseOnce(): Release {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const [next] = this.#waiting;
      if (next === undefined) {
        this.#free += 1;
        return;
      }
      this.#waiting.delete(next);
      next();
    };
  }
}
