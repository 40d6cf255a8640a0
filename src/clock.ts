import { offAbort, onAbort } from "./on-abort.js";

/** Measures time and waits. A test can use its own. */
export interface Clock {
  /** Milliseconds of a clock that never goes backwards. */
  now(): number;
  /** Resolves after `ms` milliseconds, or as soon as `signal` fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The monotonic clock of this computer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        if (signal !== undefined) offAbort(signal, done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (signal !== undefined) onAbort(signal, done);
    }),
};
