import type { DistributionProgress, OnDistributionProgress } from "../../distribution-progress.js";
import { fail, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { WaitLoop } from "../site/wait-loop.js";
import type { DistributionWatch } from "./watch-arguments.js";
import { SharedWatch, type SharedWatchOptions } from "./shared-watch.js";
import { notDistributed } from "./watch-failures.js";
import type { WatchedPackage } from "./watched-package.js";

interface DistributionWait {
  readonly watched: WatchedPackage;
  readonly onProgress: OnDistributionProgress;
}

/** Runs a {@link SharedWatch} in the background, for packages that are waited for one by one. */
export class WatchLoop extends WaitLoop<DistributionWait, DistributionProgress> {
  readonly #shared: SharedWatch;

  constructor(transport: Transport, options: SharedWatchOptions) {
    super();
    this.#shared = new SharedWatch(transport, options);
  }

  /**
   * Waits until a package version is on all its distribution points.
   *
   * @param onProgress - must not throw
   * @returns the last progress if its outcome is `done`. Failures are those of `waitForDistribution`
   */
  waitFor(watch: DistributionWatch, onProgress: OnDistributionProgress): Promise<Result<DistributionProgress>> {
    return this.open({ watched: this.#shared.start(watch), onProgress });
  }

  protected override async poll(): Promise<void> {
    await this.#shared.poll(this.#watched());
    for (const { watched, onProgress } of this.waits) {
      if (watched.isProgressCurrent || watched.result?.ok === true) onProgress(watched.progress);
    }
    this.#endWaits();
    await this.#shared.pause(this.#watched());
    this.#endWaits();
  }

  #watched(): WatchedPackage[] {
    return this.waits.map(({ watched }) => watched);
  }

  #endWaits(): void {
    for (const wait of this.waits) {
      const { watch, result } = wait.watched;
      if (result === undefined) continue;
      this.end(wait, result.ok && !result.value.done ? fail(notDistributed(watch, result.value)) : result);
    }
  }
}
