import type { Result } from "../../result.js";
import type { CallOptions } from "../../transport/transport.js";
import type { DistributionLimits } from "../distribution/watch-arguments.js";
import type { RefreshDistributed, RefreshOutcome, RefreshPhase } from "../refresh/refresh-types.js";
import type { Confirm } from "../site/confirm.js";
import type { PackageTarget, SafePackageClassName } from "../site/package-target.js";
import type { WaitOptions } from "../site/poll-timer.js";

/**
 * When a run starts no more targets: never, after the first failure, after this number of failures, or when the account is
 * refused (`access-denied` or `unauthenticated`). Targets in progress always finish.
 */
export type StopOn = "never" | "first-failure" | "access-denied" | number;

interface RunOptions extends CallOptions, WaitOptions {
  /** Maximum number of calls at once, 1 or more. Default: 4. The transport's own limit applies too. */
  readonly concurrency?: number | undefined;
  /** When the run starts no more targets. Default: `"never"`. */
  readonly stopOn?: StopOn | undefined;
}

/** Options of `refreshAll`. `signal` and `timeoutMs` apply to each call. */
export interface RefreshAllOptions extends RunOptions {
  readonly wait?: false | undefined;
  /** As for `refreshPkgSource`. A target then uses one of `concurrency` until its polls end. */
  readonly confirm?: Confirm | undefined;
  /**
   * Called after each result. Can be async: the run does not wait for it, except at its end. If it throws or rejects, the
   * run starts no more targets, and the iteration throws that error after the calls in progress have ended.
   */
  readonly onProgress?: ((progress: RefreshAllProgress) => unknown) | undefined;
}

/** Options of `refreshAll` with `wait`. `timeoutMs` applies to each call, and `wait.timeoutMs` to the wait of each target. */
export interface RefreshAllAndWaitOptions extends RunOptions {
  /**
   * A target ends when its new version is on all its distribution points, as in `refreshAndWait`. `true`: default limits.
   * Waiting uses none of `concurrency`, and all targets share their polls.
   */
  readonly wait: true | Omit<DistributionLimits, keyof WaitOptions>;
  readonly confirm?: undefined;
  /** As without `wait`. Also receives the phases of each target. */
  readonly onProgress?: ((progress: RefreshAllProgress<RefreshDistributed> | RefreshAllPhase) => unknown) | undefined;
}

/** A target of a run: a package of any class except a task sequence. */
export type SafeTarget = PackageTarget<SafePackageClassName>;

/** A target and its result. */
export interface RefreshedTarget<Value = RefreshOutcome> {
  readonly target: SafeTarget;
  readonly result: Result<Value>;
}

/** Numbers of targets of a run. */
export interface RefreshAllCounts {
  readonly done: number;
  readonly failed: number;
  readonly unknown: number;
  /** Targets in progress. */
  readonly running: number;
}

/** State of a run directly after the result of one target. */
export interface RefreshAllProgress<Value = RefreshOutcome> extends RefreshedTarget<Value>, RefreshAllCounts {
  readonly phase: "ended";
}

/** State of a run when a target reaches another phase. */
export type RefreshAllPhase = RefreshPhase & RefreshAllCounts & { readonly target: SafeTarget };

/**
 * The targets of a run by their state, in the order in which they were taken. To resume, run `refreshAll` with `notStarted`
 * and with those of `failed` whose failure has `execution` `not-executed`, then with what the source still holds. Read
 * `SourceVersion` of each target in `unknown` before you call again.
 */
export interface RefreshAllSummary {
  /** Accepted by the site or observed, not yet distributed. With `wait`: on all distribution points. */
  readonly done: readonly SafeTarget[];
  /**
   * Failed, and it is known whether the call ran (`execution` of the failure). With `wait`, a failure with `before` belongs
   * to an accepted call: wait for a version greater than `before.SourceVersion` instead of refreshing again.
   */
  readonly failed: readonly SafeTarget[];
  /** The client cannot determine whether the call ran, or the call is still in progress. */
  readonly unknown: readonly SafeTarget[];
  /** Taken from `targets` but not started, or aborted before the call was sent. */
  readonly notStarted: readonly SafeTarget[];
  /** All targets were read, so every target is in one of these lists. */
  readonly sourceEnded: boolean;
}

/** A run of `refreshAll`. It can be iterated once. */
export interface RefreshAll<Value = RefreshOutcome> extends AsyncIterable<RefreshedTarget<Value>> {
  /** The current state of all targets. Final when the iteration has ended. */
  summary(): RefreshAllSummary;
}
