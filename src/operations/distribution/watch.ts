import { systemClock } from "../../clock.js";
import type { DistributionProgress } from "../../distribution-progress.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { watchAborted, watchBroken, watchTimeout, type WatchContext } from "./failure.js";
import { readPointStatuses, readTargetedPoints, readTotals, type PointStatus } from "./points.js";
import { judgePoints, nothingSeen, statusesByPoint, sumUp, type Watched } from "./progress.js";
import { isTransient, PollTimer, type PollLimits, type WaitOptions } from "../site/poll-timer.js";
import { withReasons } from "./point-reasons.js";
import { findPackageRow } from "../site/read-package.js";
import { packageIDRow } from "../../wmi/row-values.js";

/** When a watch ends. */
export interface WatchLimits extends PollLimits {
  /** Nothing changed on any point for so many milliseconds: stalled. */
  readonly stallMs: number;
  readonly stopOnFailedPoint: boolean;
}

/** A watch with nothing left to be defaulted or checked. */
export interface DistributionWatch extends WatchContext {
  readonly sourceVersion: number;
  readonly limits: WatchLimits;
  /** What the points said before the refresh that is watched; what the watch sees first where left out. */
  readonly baseline?: readonly PointStatus[] | undefined;
}

/** Looks that may fail in a row for a reason that passes, before the watch gives up. */
const mostMissedLooks = 5;

/**
 * Watches until the outcome is settled, and gives the progress of each look. Reads the targets and the totals once;
 * from then on a look is one request.
 */
export async function* watchPoints(
  transport: Transport,
  watch: DistributionWatch,
  { signal, clock = systemClock }: WaitOptions,
): AsyncGenerator<Result<DistributionProgress>, void> {
  const { PackageID, limits } = watch;
  const pace = new PollTimer(limits, { signal, clock });
  const begun = await begin(transport, watch, { signal });
  if (!begun.ok) {
    const { failure } = begun;
    yield fail(pace.isAborted ? watchAborted(watch) : watchBroken(watch, failure, nothingSeen(watch.sourceVersion)));
    return;
  }
  const { watched } = begun.value;
  let { statuses } = begun.value;
  // With none in the first place there is nothing to miss later, and a look is to be one request.
  let mayBeGone = true;
  let lastSeen = "";
  let movedAtMs = clock.now();

  for (;;) {
    const judged = judgePoints(watched, statuses);
    const progress = sumUp(watched, judged, limits);
    const seen = JSON.stringify(progress.points);
    if (seen !== lastSeen) movedAtMs = clock.now();
    lastSeen = seen;

    const isStalled = progress.outcome === "in-progress" && clock.now() - movedAtMs >= limits.stallMs;
    const isGone = mayBeGone && statuses.length === 0 && (await isPackageGone(transport, PackageID, { signal }));
    mayBeGone = statuses.length > 0;
    const outcome = isGone ? "package-gone" : isStalled ? "stalled" : progress.outcome;
    if (outcome !== "in-progress") {
      yield succeed(await withReasons(transport, PackageID, { ...progress, outcome }, judged, { signal }));
      return;
    }
    yield succeed(progress);

    const next = await nextStatuses(transport, PackageID, pace, { signal });
    if (next?.ok === true) {
      statuses = next.value;
      continue;
    }
    if (pace.isAborted) yield fail(watchAborted(watch));
    else if (next !== undefined) yield fail(watchBroken(watch, next.failure, progress));
    else yield fail(watchTimeout(watch, await withReasons(transport, PackageID, progress, judged, { signal })));
    return;
  }
}

async function begin(
  transport: Transport,
  { PackageID, sourceVersion, baseline }: DistributionWatch,
  options: CallOptions,
): Promise<Result<{ readonly watched: Watched; readonly statuses: readonly PointStatus[] }>> {
  const points = await readTargetedPoints(transport, PackageID, options);
  if (!points.ok) return points;
  const totals = await readTotals(transport, PackageID, options);
  // An account without a right to the totals can watch what it sees, and is not told that this is all.
  if (!totals.ok && isTransient(totals.failure.kind)) return totals;
  const counted = totals.ok ? totals.value : undefined;
  const none = succeed<readonly PointStatus[]>([]);
  const statuses = points.value.length === 0 ? none : await readPointStatuses(transport, PackageID, options);
  if (!statuses.ok) return statuses;
  const watched: Watched = {
    sourceVersion,
    points: points.value,
    targeted: totals.ok ? (counted?.targeted ?? 0) : undefined,
    madeAt: counted !== undefined && counted.sourceVersion >= sourceVersion ? counted.sourceDate : undefined,
    baseline: statusesByPoint(baseline ?? statuses.value),
  };
  return succeed({ watched, statuses: statuses.value });
}

/** The next look; `undefined` when the time is up or the signal fired. */
async function nextStatuses(
  transport: Transport,
  PackageID: string,
  pace: PollTimer,
  options: CallOptions,
): Promise<Result<readonly PointStatus[]> | undefined> {
  let missed = 0;
  while (await pace.wait()) {
    const statuses = await readPointStatuses(transport, PackageID, options);
    if (statuses.ok) return statuses;
    missed += 1;
    if (!isTransient(statuses.failure.kind) || missed === mostMissedLooks) return statuses;
  }
  return undefined;
}

async function isPackageGone(transport: Transport, PackageID: string, options: CallOptions): Promise<boolean> {
  const path = { className: "SMS_PackageBaseclass", PackageID };
  const row = await findPackageRow(transport, path, packageIDRow, options);
  return row.ok && row.value === undefined;
}
