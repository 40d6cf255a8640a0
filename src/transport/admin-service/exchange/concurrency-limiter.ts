import { onAbort } from "../../../on-abort.js";

/**
 * Limits the number of requests in progress. Each request in progress has a connection slot; the request that waits longest
 * gets the next free slot.
 */
export class ConcurrencyLimiter {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(size: number) {
    this.#free = size;
  }

  /** Waits for a connection slot. Returns `false` if `signal` fired first. */
  acquire(signal?: AbortSignal): boolean | Promise<boolean> {
    if (signal?.aborted === true) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const grant = () => {
        stopListening();
        resolve(true);
      };
      const stopListening = onAbort(signal, () => {
        this.#waiting.delete(grant);
        resolve(false);
      });
      this.#waiting.add(grant);
    });
  }

  /** Frees a connection slot. The request that waits longest gets it. */
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
