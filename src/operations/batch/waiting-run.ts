import { systemClock } from "../../clock.js";
import type { Transport } from "../../transport/transport.js";
import { watchLimits } from "../distribution/limits.js";
import { WatchLoop } from "../distribution/watch-loop.js";
import type { RefreshDistributed } from "../refresh/refresh-distributed.js";
import { refreshThenWait, type RefreshWaits } from "../refresh/refresh-then-wait.js";
import { prepareRefresh } from "../refresh/send-refresh.js";
import { ProgressListener } from "../site/progress-listener.js";
import type { RefreshAllAndWaitOptions } from "./refresh-all-types.js";
import type { RunSettings } from "./refresh-run.js";
import { VersionLoop } from "./version-loop.js";

type WaitingRun = Pick<RunSettings<RefreshDistributed>, "refresh" | "listen" | "endWaits">;

/** A run in which each target ends when its new version is distributed. All targets share the polls of both waits. */
export function waitingRun(
  transport: Transport,
  { signal: given, clock = systemClock, timeoutMs, wait, onProgress }: RefreshAllAndWaitOptions,
): WaitingRun {
  const limits = watchLimits(undefined, wait === true ? {} : wait);
  const left = new AbortController();
  const signal = given === undefined ? left.signal : AbortSignal.any([given, left.signal]);
  const points = new WatchLoop(transport, { signal, clock });
  const versions = new VersionLoop(transport, { signal, clock });
  const waits: RefreshWaits = {
    forVersion: (sent, timer) => versions.waitFor(sent, timer),
    forPoints: (watch, onPoll) => points.waitFor(watch, onPoll),
  };
  return {
    refresh: async (target, { releaseSlot, report }) => {
      if (!limits.ok) return limits;
      const prepared = prepareRefresh(target, {});
      if (!prepared.ok) return prepared;
      const settings = { limits: limits.value, waits, signal, callSignal: given, clock, callTimeoutMs: timeoutMs };
      return await refreshThenWait(transport, prepared.value, { ...settings, report, onSent: releaseSlot });
    },
    listen: (onError) => new ProgressListener(onProgress, onError),
    endWaits: () => {
      left.abort();
    },
  };
}
