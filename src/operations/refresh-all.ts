import type { Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import type {
  RefreshAll,
  RefreshAllAndWaitOptions,
  RefreshAllOptions,
  SafeTarget,
  StopOn,
} from "./batch/refresh-all-types.js";
import { RefreshRun, type RunSettings } from "./batch/refresh-run.js";
import { watchLimits, type WatchLimits } from "./distribution/watch-arguments.js";
import type { RefreshDistributed, RefreshOutcome } from "./refresh/refresh-types.js";
import { RefreshWaiter } from "./refresh/refresh-waiter.js";
import { prepareRefresh, refresh } from "./refresh/send-refresh.js";
import { isClock } from "./site/poll-timer.js";
import { checkListener } from "./site/progress-listener.js";

export type * from "./batch/refresh-all-types.js";

/**
 * Refreshes many packages, a few at a time: a package once however often it is named, a task sequence never. Nothing
 * happens before the run is iterated. After a `break`, the run waits for the calls in progress.
 *
 * The run takes a target only when it can start it, and none after a stop (`stopOn`, `signal`, `break`, an error), so a
 * queue keeps its targets. A target that was requested from an async source before the stop can arrive later, even after
 * the end: `summary().notStarted` has it.
 *
 * @param targets - for example rows checked with {@link safePackageTarget}
 * @param options - `concurrency`, `stopOn`, `onProgress`, the options of each call, and `wait` (`true`, or limits as of
 *   {@link refreshAndWait}): each target ends when its new version is on all its distribution points
 * @returns results in the order in which they finish. The result is `not-acknowledged` for a task sequence, and
 *   `invalid-argument` for a value that is not a target, and for every target if the limits in `wait` are invalid. To resume,
 *   see {@link RefreshAllSummary}
 * @throws TypeError for a wrong type of `targets`, `options`, `onProgress`, `signal` or `clock`; RangeError for `concurrency` or
 *   `stopOn` out of range. The iteration throws only an error of `targets`, `onProgress` or the transport, after the calls in
 *   progress have ended
 * @example
 * ```ts
 * import { refreshAll, type Transport } from "configmgr-sdk";
 *
 * export async function refreshBoth(transport: Transport) {
 *   const targets = ["P0100012", "P0100013"].map((PackageID) => ({ className: "SMS_Package", PackageID }) as const);
 *   const run = refreshAll(transport, targets);
 *   for await (const { target, result } of run) console.log(target.PackageID, result.ok);
 *   return run.summary();
 * }
 * ```
 */
export function refreshAll(
  transport: Transport,
  targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>,
  options: RefreshAllAndWaitOptions,
): RefreshAll<RefreshDistributed>;
export function refreshAll(
  transport: Transport,
  targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>,
  options?: RefreshAllOptions,
): RefreshAll;
export function refreshAll(
  transport: Transport,
  targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>,
  options: RefreshAllOptions | RefreshAllAndWaitOptions = {},
): RefreshAll | RefreshAll<RefreshDistributed> {
  if (!isObject(options)) throw new TypeError("refreshAll: options must be an object, or omitted");
  const { concurrency = 4, stopOn = "never", signal } = options;
  if (!isCount(concurrency)) throw new RangeError("refreshAll: concurrency must be a whole number, 1 or more");
  if (typeof stopOn === "number" ? !isCount(stopOn) : !stopWords.includes(stopOn)) {
    throw new RangeError(
      `refreshAll: stopOn must be ${stopWords.map((word) => `"${word}"`).join(", ")}, or a whole number of failures, 1 or more`,
    );
  }
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new TypeError("refreshAll: signal must be an AbortSignal");
  if (options.clock !== undefined && !isClock(options.clock))
    throw new TypeError("refreshAll: clock must be an object with the functions now and sleep");
  if (!isIterable(targets)) throw new TypeError("refreshAll: targets must be an iterable or an async iterable");
  checkListener(options.onProgress);
  const run = { concurrency, stopOn, signal };
  return isWaiting(options)
    ? new RefreshRun(targets, { ...run, ...waitingRun(transport, options) })
    : new RefreshRun(targets, { ...run, ...simpleRun(transport, options) });
}

type RunMode<Value> = Pick<RunSettings<Value>, "refresh" | "onProgress" | "endWaits">;

function simpleRun(
  transport: Transport,
  { signal, timeoutMs, confirm, clock, onProgress }: RefreshAllOptions,
): RunMode<RefreshOutcome> {
  return {
    refresh: (target) => refresh(transport, target, { signal, timeoutMs, confirm, clock }),
    onProgress: onProgress && ((progress) => (progress.phase === "ended" ? onProgress(progress) : undefined)),
  };
}

function waitingRun(
  transport: Transport,
  { signal, clock, timeoutMs, wait, onProgress }: RefreshAllAndWaitOptions,
): RunMode<RefreshDistributed> {
  const limits = waitLimits(wait);
  if (!limits.ok) return { refresh: () => Promise.resolve(limits), onProgress };
  const waiter = new RefreshWaiter(transport, {
    signal,
    clock,
    limits: limits.value,
    callTimeoutMs: timeoutMs,
    className: "SMS_PackageBaseclass",
    readsMessages: onProgress !== undefined,
    spreadsReads: true,
  });
  return {
    refresh: async (target, listener) => {
      const prepared = prepareRefresh(target, {});
      return prepared.ok ? await waiter.refresh(prepared.value, listener) : prepared;
    },
    onProgress,
    endWaits: () => {
      waiter.endWaits();
    },
  };
}

/** Fills in the defaults of `wait`. `invalid-argument` for invalid limits. */
export function waitLimits(wait: RefreshAllAndWaitOptions["wait"]): Result<WatchLimits> {
  return watchLimits(undefined, wait === true ? {} : wait, "wait");
}

/** Whether the options of a run have `wait`. */
export function isWaiting(options: RefreshAllOptions | RefreshAllAndWaitOptions): options is RefreshAllAndWaitOptions {
  return options.wait !== undefined && options.wait !== false;
}

const stopWords: readonly StopOn[] = ["never", "first-failure", "access-denied"];

function isIterable(value: unknown): boolean {
  return isObject(value) && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
