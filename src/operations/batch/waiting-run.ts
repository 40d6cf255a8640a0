import type { Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { watchLimits, type WatchLimits } from "../distribution/limits.js";
import type { RefreshDistributed } from "../refresh/refresh-outcome.js";
import { refreshThenWait } from "../refresh/refresh-then-wait.js";
import { RefreshWaits } from "../refresh/refresh-waits.js";
import { prepareRefresh } from "../refresh/send-refresh.js";
import { ProgressListener } from "../site/progress-listener.js";
import type { RefreshAllAndWaitOptions } from "./refresh-all-types.js";
import type { RunSettings } from "./refresh-run.js";

type WaitingRun = Pick<RunSettings<RefreshDistributed>, "refresh" | "listen" | "endWaits">;

/** Fills in the defaults of `wait`. `invalid-argument` for invalid limits. */
export function waitLimits(wait: RefreshAllAndWaitOptions["wait"]): Result<WatchLimits> {
  return watchLimits(undefined, wait === true ? {} : wait, "wait");
}

/** A run in which each target ends when its new version is distributed. All targets share the polls of both waits. */
export function waitingRun(
  transport: Transport,
  { signal, clock, timeoutMs, wait, onProgress }: RefreshAllAndWaitOptions,
): WaitingRun {
  const limits = waitLimits(wait);
  const waits = new RefreshWaits(
    transport,
    { signal, clock },
    { className: "SMS_PackageBaseclass", spreadsReads: true, readsMessages: onProgress !== undefined },
  );
  return {
    refresh: async (target, { releaseSlot, report }) => {
      if (!limits.ok) return limits;
      const prepared = prepareRefresh(target, {});
      if (!prepared.ok) return prepared;
      const settings = { limits: limits.value, waits, callTimeoutMs: timeoutMs };
      return await refreshThenWait(transport, prepared.value, { ...settings, report, onSent: releaseSlot });
    },
    listen: (onError) => new ProgressListener(onProgress, onError),
    endWaits: () => {
      waits.end();
    },
  };
}
