import type { DistributionProgress, OnDistributionProgress } from "../../distribution-progress.js";
import { fail, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { notDistributed } from "./watch-failures.js";
import { SharedWatch, type SharedWatchOptions } from "./shared-watch.js";
import type { DistributionWatch } from "./limits.js";
import type { WatchedPackage } from "./watched-package.js";

interface Waiter {
  readonly watched: WatchedPackage;
  readonly onProgress: OnDistributionProgress;
  readonly resolve: (result: Result<DistributionProgress>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs a {@link SharedWatch} in the background. It polls while at least one package is waited for, so it needs no end.
 *
 * `waitFor` can be called at any time, also during a poll: the package joins at the next poll. Two packages that are
 * waited for at the same time share their polls.
 */
export class WatchLoop {
  readonly #shared: SharedWatch;
  readonly #waiters = new Set<Waiter>();
  #isRunning = false;

  constructor(transport: Transport, options: SharedWatchOptions) {
    this.#shared = new SharedWatch(transport, options);
  }

  /**
   * Waits until a package version is on all its distribution points.
   *
   * @param onProgress - must not throw
   * @returns the last progress if its outcome is `done`. Failures are those of `waitForDistribution`. Rejects only with an
   *   error that the transport or the clock threw
   */
  waitFor(watch: DistributionWatch, onProgress: OnDistributionProgress): Promise<Result<DistributionProgress>> {
    return new Promise((resolve, reject) => {
      this.#waiters.add({ watched: this.#shared.add(watch), onProgress, resolve, reject });
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    try {
      do {
        await this.#shared.poll();
        for (const { watched, onProgress } of this.#waiters) {
          if (watched.isProgressCurrent || watched.result?.ok === true) onProgress(watched.progress);
        }
        this.#settle();
        await this.#shared.wait();
        this.#settle();
      } while (this.#shared.openCount > 0);
    } catch (error) {
      // No caller awaits this loop, so an error that is not passed on would end the process.
      for (const { watched, reject } of this.#waiters) {
        this.#shared.remove(watched);
        reject(error);
      }
      this.#waiters.clear();
    }
    this.#isRunning = false;
  }

  #settle(): void {
    for (const waiter of this.#waiters) {
      const { watch, result } = waiter.watched;
      if (result === undefined) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(result.ok && !result.value.done ? fail(notDistributed(watch, result.value)) : result);
    }
  }
}
