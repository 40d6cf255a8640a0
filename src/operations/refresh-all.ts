import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import type { Confirm } from "./site/confirm.js";
import type { WaitOptions } from "./site/poll-timer.js";
import type { PackageTarget, SafePackageClassName } from "./site/package-target.js";
import type { RefreshOutcome } from "./refresh-pkg-source.js";
import { RefreshRun } from "./batch/refresh-run.js";

/**
 * When a run starts nothing more: never, at the first failure, at so many failures, or as soon as the account is refused
 * (`access-denied` or `unauthenticated`). What is under way is waited for in any case.
 */
export type StopOn = "never" | "first-failure" | "access-denied" | number;

/** Options of {@link refreshAll}; `signal` and `timeoutMs` are passed to each call. */
export interface RefreshAllOptions extends CallOptions, WaitOptions {
  /** Calls at once, 1 or more; 4 where left out. The transport's own limit counts too. */
  readonly concurrency?: number | undefined;
  /** `"never"` where left out. */
  readonly stopOn?: StopOn | undefined;
  /** As for `refreshPkgSource`; a call then holds its place until its version rose. */
  readonly confirm?: Confirm | undefined;
  /** Called with the counts after each result. When it throws, nothing more is started. */
  readonly onProgress?: ((progress: RefreshAllProgress) => void) | undefined;
}

/** A target of a run: a task sequence is ruled out. */
export type SafeTarget = PackageTarget<SafePackageClassName>;

/** A target and what became of it. */
export interface RefreshedTarget {
  readonly target: SafeTarget;
  readonly result: Result<RefreshOutcome>;
}

/** How far a run is, right after one target. */
export interface RefreshAllProgress extends RefreshedTarget {
  readonly done: number;
  readonly failed: number;
  readonly unknown: number;
  /** Calls under way. */
  readonly running: number;
}

/** What a run did, by name. A later run resumes with `[...failed, ...notStarted]`. */
export interface RefreshAllSummary {
  /** Accepted by the site, or observed. */
  readonly done: readonly SafeTarget[];
  /** Certainly not accepted. */
  readonly failed: readonly SafeTarget[];
  /** Nobody knows: look at `SourceVersion` before calling again. */
  readonly unknown: readonly SafeTarget[];
  /** Left over after a stop, or aborted before it was sent. */
  readonly notStarted: readonly SafeTarget[];
  /** Whether the targets were read to their end, so that nothing is missing here. */
  readonly sourceEnded: boolean;
}

/** A run: iterate it once. */
export interface RefreshAll extends AsyncIterable<RefreshedTarget> {
  /** What is known now; complete when the iteration has ended. */
  summary(): RefreshAllSummary;
}

/**
 * Refreshes many packages, a few at a time. Takes any iterable and holds no more than `concurrency` of its targets, runs
 * a package once however often it is named, and never takes a task sequence. Nothing happens before it is iterated; a
 * `break` lets the calls under way end and starts no more.
 *
 * @param transport - carries the calls
 * @param targets - any iterable or async iterable of targets, such as rows that went through {@link packageTarget}
 * @param options - `concurrency`, `stopOn`, `onProgress`, and what each call takes
 * @returns results as they finish; a task sequence comes out as `not-acknowledged`, what is no target as
 *   `invalid-argument`. After a stop, what is left of the targets is read to name it in `summary()`: up to a million, and
 *   from an async source for ten seconds, as long as it gives one within a second.
 * @throws TypeError for targets that can't be iterated, RangeError for a `concurrency` or `stopOn` out of range. The
 *   iteration throws only what iterating `targets` or `onProgress` threw, after the calls under way have ended.
 * @example
 * ```ts
 * import { refreshAll, type Transport } from "configmgr-sdk";
 *
 * export async function refreshBoth(transport: Transport) {
 *   const run = refreshAll(transport, [
 *     { className: "SMS_Package", PackageID: "P0100012" },
 *     { className: "SMS_DriverPackage", PackageID: "P0100013" },
 *   ]);
 *   for await (const { target, result } of run) console.log(target.PackageID, result.ok);
 *   return run.summary();
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/refreshpkgsource-method-in-class-sms_package
 */
export function refreshAll(
  transport: Transport,
  targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>,
  options: RefreshAllOptions = {},
): RefreshAll {
  const { concurrency = 4, stopOn = "never" } = options;
  if (!isCount(concurrency)) throw new RangeError("refreshAll: concurrency must be a whole number, 1 or more");
  if (typeof stopOn === "number" ? !isCount(stopOn) : !isStopWord(stopOn)) {
    throw new RangeError(
      `refreshAll: stopOn must be ${stopWords.join(", ")}, or a whole number of failures, 1 or more`,
    );
  }
  return new RefreshRun(transport, targets, concurrency, stopOn, options);
}

const stopWords: readonly unknown[] = ["never", "first-failure", "access-denied"] satisfies StopOn[];

// A word that nobody knows would stop nothing.
function isStopWord(value: unknown): boolean {
  return stopWords.includes(value);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
