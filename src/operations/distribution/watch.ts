import { systemClock } from "../../clock.js";
import type { DistributionProgress } from "../../distribution-progress.js";
import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { WaitOptions } from "../site/poll-timer.js";
import { SharedWatch } from "./shared-watch.js";
import type { DistributionWatch } from "./limits.js";
import type { WatchedPackage } from "./watched-package.js";

/**
 * Watches packages together until the watch of each has ended. Yields the same list after each poll, with the current
 * progress in it. One package is the case in which a poll reads everything that it needs.
 */
export async function* watchPackages(
  transport: Transport,
  watches: readonly DistributionWatch[],
  { signal, clock = systemClock }: WaitOptions,
): AsyncGenerator<readonly WatchedPackage[], void> {
  const shared = new SharedWatch(transport, { signal, clock, spreadsReads: watches.length > 1 });
  const watched = watches.map((watch) => shared.add(watch));
  for (;;) {
    await shared.poll();
    yield watched;
    if (shared.openCount === 0) return;
    if (await shared.wait()) continue;
    yield watched;
    return;
  }
}

/** Watches one package: yields the progress of each poll, and ends with an outcome or a failure. */
export async function* watchPoints(
  transport: Transport,
  watch: DistributionWatch,
  options: WaitOptions,
): AsyncGenerator<Result<DistributionProgress>, void> {
  for await (const watched of watchPackages(transport, [watch], options)) {
    for (const { result, progress, isProgressCurrent } of watched) {
      if (isProgressCurrent && result?.ok !== true) yield succeed(progress);
      if (result !== undefined) yield result;
    }
  }
}
