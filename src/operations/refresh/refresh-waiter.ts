import { systemClock, type Clock } from "../../clock.js";
import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { DistributionWatch, WatchLimits } from "../distribution/watch-arguments.js";
import { statusRows } from "../distribution/points.js";
import { failedStatuses, sumUp } from "../distribution/progress.js";
import { watchBroken, type WatchContext } from "../distribution/watch-failures.js";
import { WatchLoop } from "../distribution/watch-loop.js";
import { PollTimer, type WaitOptions } from "../site/poll-timer.js";
import { readRowsOfPackage } from "../site/read-packages.js";
import { judgeIncrease, versionDidNotIncrease } from "./judge-refresh.js";
import type { RefreshDistributed, RefreshListener } from "./refresh-types.js";
import { readVersionBefore, sendOnce, type PreparedRefresh } from "./send-refresh.js";
import { VersionLoop, type VersionLoopSettings } from "./version-loop.js";

interface WaiterSettings
  extends WaitOptions, Pick<VersionLoopSettings, "className" | "readsMessages" | "spreadsReads"> {
  readonly limits: WatchLimits;
  readonly callTimeoutMs: number | undefined;
}

/** Refreshes packages and waits until each is distributed. Refreshes in progress share the polls of both waits. */
export class RefreshWaiter {
  readonly #transport: Transport;
  readonly #clock: Clock;
  /** The caller's signal. Only this signal aborts a call: after an abort, it is unknown whether the site ran the call. */
  readonly #callSignal: AbortSignal | undefined;
  /** Ends reads and waits: fires if the caller's signal fires, and at `endWaits`. */
  readonly #signal: AbortSignal;
  readonly #ended = new AbortController();
  readonly #settings: WaiterSettings;
  readonly #versions: VersionLoop;
  readonly #points: WatchLoop;

  constructor(transport: Transport, settings: WaiterSettings) {
    const { signal, clock = systemClock, className, readsMessages, spreadsReads } = settings;
    this.#transport = transport;
    this.#clock = clock;
    this.#callSignal = signal;
    this.#signal = signal === undefined ? this.#ended.signal : AbortSignal.any([signal, this.#ended.signal]);
    this.#settings = settings;
    const shared = { clock, signal: this.#signal, spreadsReads };
    this.#versions = new VersionLoop(transport, { ...shared, className, readsMessages });
    this.#points = new WatchLoop(transport, shared);
  }

  /** Ends all waits as aborted. */
  endWaits(): void {
    this.#ended.abort();
  }

  /** Refreshes a package once, and waits until the new version is on all its distribution points. */
  async refresh(prepared: PreparedRefresh, { report, onSent }: RefreshListener): Promise<Result<RefreshDistributed>> {
    const { limits, callTimeoutMs } = this.#settings;
    const transport = this.#transport;
    const { PackageID } = prepared.target;
    // The call has a separate timeout, so its duration does not reduce the time for the waits.
    const readsBefore = this.#timer(limits);
    // These rows are read before the call, because an earlier failure is not a result of this refresh.
    const statuses = await readsBefore.read((options) => readRowsOfPackage(transport, statusRows, PackageID, options));
    if (!statuses.ok) return statuses;
    const baseline = failedStatuses(statuses.value);
    const version = await readsBefore.read((options) => readVersionBefore(transport, prepared, options));
    if (!version.ok) return version;
    const before = version.value;
    const timeoutMs = Math.max(1, readsBefore.remainingMs);
    // If the waits have already ended, their signal has fired, and with it the transport does not send the call.
    const signal = this.#signal.aborted ? this.#signal : this.#callSignal;
    const sent = await sendOnce(transport, prepared, before, { signal, timeoutMs: callTimeoutMs });
    if (!sent.ok) return sent;
    onSent();
    if (sent.value.response.ok) report({ phase: "accepted", before });

    const timer = this.#timer({ ...limits, timeoutMs });
    const increased = await this.#versions.waitFor({
      PackageID,
      before,
      timer,
      onMessages: (siteMessages) => {
        report({ phase: "site-messages", siteMessages });
      },
    });
    const outcome = await judgeIncrease(transport, sent.value, increased, timer);
    if (!outcome.ok) return outcome;
    const { phase, target, confirmed, confirmReadFailure } = outcome.value;
    // After a lost response, a version increase does not prove that our call ran.
    const context: WatchContext = { PackageID, execution: phase === "accepted" ? "executed" : "unknown", before };
    if (confirmed === undefined) {
      if (confirmReadFailure === undefined || timer.isAborted) {
        return fail(versionDidNotIncrease(outcome.value, before, timer.isAborted));
      }
      const progress = sumUp({ PackageID, sourceVersion: before.SourceVersion + 1 });
      return fail(watchBroken(context, confirmReadFailure, progress));
    }

    report({ phase: "version-raised", before, after: confirmed.after });
    const watch: DistributionWatch = {
      ...context,
      sourceVersion: confirmed.after.SourceVersion,
      limits: { ...limits, timeoutMs: Math.max(1, timer.remainingMs) },
      baseline,
    };
    const progress = await this.#points.waitFor(watch, (seen) => {
      report({ phase: "distributing", progress: seen });
    });
    return progress.ok ? succeed({ phase: "distributed", target, confirmed, progress: progress.value }) : progress;
  }

  #timer(limits: WatchLimits): PollTimer {
    return new PollTimer(limits, { signal: this.#signal, clock: this.#clock });
  }
}
