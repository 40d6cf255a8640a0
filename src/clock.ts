import { onAbort } from "./on-abort.js";

/** Measures time and waits. Tests replace it by a clock that they control. */
export interface Clock {
  /** Returns the milliseconds of a clock that never goes backwards. */
  now(): number;
  /** Resolves after `ms` milliseconds, or as soon as `signal` fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The monotonic clock of this computer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    let stopListening: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopListening = onAbort(signal, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    stopListening?.();
  },
};
