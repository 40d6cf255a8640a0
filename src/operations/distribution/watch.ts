import { systemClock } from "../../clock.js";
import type { DistributionProgress, OnDistributionProgress } from "../../distribution-progress.js";
import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { WaitOptions } from "../site/poll-timer.js";
import { ProgressListener } from "../site/progress-listener.js";
import { notDistributed, watchTimeout, type WatchContext } from "./failure.js";
import { SharedWatch } from "./shared-watch.js";
import type { DistributionWatch, WatchedPackage } from "./watched-package.js";

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

/** Runs a watch to its end. A success is `done`. Rejects only with an error of `onProgress`, which ends the watch. */
export async function lastProgress(
  polls: AsyncIterable<Result<DistributionProgress>>,
  context: WatchContext,
  onProgress?: OnDistributionProgress,
): Promise<Result<DistributionProgress>> {
  let last: Result<DistributionProgress> = fail(watchTimeout(context));
  const listener = new ProgressListener(onProgress);
  for await (const poll of polls) {
    last = poll;
    if (poll.ok) listener.report(poll.value);
    if (listener.hasFailed) break;
  }
  await listener.settle();
  if (!last.ok || last.value.done) return last;
  return fail(notDistributed(context, last.value));
}
