import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { watchBroken, type WatchContext } from "../distribution/watch-failures.js";
import { readPointStatuses } from "../distribution/points.js";
import { failedStatuses, nothingSeen } from "../distribution/progress.js";
import type { DistributionWatch, WatchLimits } from "../distribution/limits.js";
import { PollTimer } from "../site/poll-timer.js";
import { judgeIncrease } from "./confirm-refresh.js";
import type { RefreshDistributed, RefreshPhase } from "./refresh-outcome.js";
import type { RefreshWaits } from "./refresh-waits.js";
import { readVersionBefore, sendOnce, type PreparedRefresh } from "./send-refresh.js";
import { versionDidNotIncrease } from "./version-did-not-increase.js";

/** How a refresh is sent and waited for. */
export interface RefreshThenWait {
  readonly limits: WatchLimits;
  readonly waits: RefreshWaits;
  readonly acknowledgeInoperable?: boolean | undefined;
  readonly callTimeoutMs: number | undefined;
  /** Receives each phase. Must not throw. */
  readonly report: (phase: RefreshPhase) => void;
  /** Called when the call has ended and only waiting is left. */
  readonly onSent?: () => void;
}

/** Refreshes a package once, and waits until the new version is on all its distribution points. */
export async function refreshThenWait(
  transport: Transport,
  prepared: PreparedRefresh,
  settings: RefreshThenWait,
): Promise<Result<RefreshDistributed>> {
  const { limits, waits, acknowledgeInoperable, callTimeoutMs, report, onSent } = settings;
  const { PackageID } = prepared.target;
  // The call has a timeout of its own, so the time that it takes does not count.
  const readsBefore = new PollTimer(limits, waits);
  // Read before the call: a distribution point's earlier status is not a result of this refresh.
  const statuses = await readsBefore.read((reads) => readPointStatuses(transport, PackageID, reads));
  if (!statuses.ok) return statuses;
  const baseline = failedStatuses(statuses.value);
  const version = await readsBefore.read((reads) =>
    readVersionBefore(transport, prepared, { ...reads, acknowledgeInoperable }),
  );
  if (!version.ok) return version;
  const before = version.value;
  const timeoutMs = Math.max(1, readsBefore.remainingMs);
  // With a signal that has already fired, the transport does not send the call.
  const signal = waits.signal.aborted ? waits.signal : waits.callSignal;
  const sent = await sendOnce(transport, prepared, before, { signal, timeoutMs: callTimeoutMs });
  if (!sent.ok) return sent;
  onSent?.();
  if (sent.value.reply.ok) report({ phase: "accepted", before });

  const timer = new PollTimer({ ...limits, timeoutMs }, waits);
  const increased = await waits.versions.waitFor(sent.value, timer, (siteMessages) => {
    report({ phase: "site-messages", siteMessages });
  });
  const outcome = await judgeIncrease(transport, sent.value, increased, timer);
  if (!outcome.ok) return outcome;
  const { phase, target, confirmed, readFailure } = outcome.value;
  // After a lost response, a version increase does not prove that our call ran.
  const context: WatchContext = { PackageID, execution: phase === "accepted" ? "executed" : "unknown", before };
  if (confirmed === undefined) {
    if (readFailure === undefined || timer.isAborted) {
      return fail(versionDidNotIncrease(outcome.value, before, timer.isAborted));
    }
    const expected = { PackageID, sourceVersion: before.SourceVersion + 1 };
    return fail(watchBroken(context, readFailure, nothingSeen(expected)));
  }

  report({ phase: "version-raised", before, after: confirmed.after });
  const watch: DistributionWatch = {
    ...context,
    sourceVersion: confirmed.after.SourceVersion,
    limits: { ...limits, timeoutMs: Math.max(1, timer.remainingMs) },
    baseline,
  };
  const progress = await waits.points.waitFor(watch, (seen) => {
    report({ phase: "distributing", progress: seen });
  });
  return progress.ok ? succeed({ phase: "distributed", target, confirmed, progress: progress.value }) : progress;
}
