import type { DistributionProgress } from "../../distribution-progress.js";
import { fail, succeed, type Result } from "../../result.js";
import { isTransient, type PollTimer } from "../site/poll-timer.js";
import { watchAborted, watchBroken, watchTimeout } from "./watch-failures.js";
import type { DistributionWatch } from "./watch-arguments.js";
import { PackageEvidence } from "./package-evidence.js";
import { withReasons, type ReasonRow } from "./point-reasons.js";
import { isFailedState, sumUp } from "./progress.js";

/** The watch ends after this number of polls in a row that failed for a transient reason. */
const maxFailedPolls = 5;

/** The watch of one package: its progress after each poll, and its result. It reads nothing itself. */
export class WatchedPackage {
  readonly watch: DistributionWatch;
  readonly timer: PollTimer;
  readonly evidence: PackageEvidence;
  /** The outcome of the watch; `undefined` while it is in progress. */
  result: Result<DistributionProgress> | undefined;
  progress: DistributionProgress;
  /** Whether `progress` is from the last poll, and status rows, targets and totals were all read before. */
  isProgressCurrent = false;
  #failedPolls = 0;
  #changedAtMs: number;

  constructor(watch: DistributionWatch, timer: PollTimer, nowMs: number) {
    this.watch = watch;
    this.timer = timer;
    this.evidence = new PackageEvidence(watch);
    this.progress = sumUp(watch);
    this.#changedAtMs = nowMs;
  }

  get PackageID(): string {
    return this.watch.PackageID;
  }

  /** Whether a distribution point failed, so that its reason must be read. */
  get hasFailedPoint(): boolean {
    return this.evidence.judged.some(({ progress: { state } }) => isFailedState(state));
  }

  /** Concludes a poll: sets `progress`, and `result` if the watch of this package has ended. */
  conclude(nowMs: number): void {
    const failure = this.evidence.pollFailure;
    this.evidence.pollFailure = undefined;
    if (failure !== undefined) {
      this.#failedPolls += 1;
      const isFinal = !isTransient(failure.kind) || this.#failedPolls >= maxFailedPolls;
      if (isFinal) this.result = fail(watchBroken(this.watch, failure, this.progress));
      return;
    }
    this.#failedPolls = 0;
    this.isProgressCurrent = this.evidence.hasStarted;
    const before = this.progress;
    this.progress = sumUp(this.watch, this.evidence.judged, this.evidence.targeted);
    if (JSON.stringify(before.points) !== JSON.stringify(this.progress.points)) this.#changedAtMs = nowMs;
    const outcome = this.#outcome(nowMs);
    if (outcome === "in-progress") return;
    this.progress = { ...this.progress, outcome, done: outcome === "done" };
    this.result = succeed(this.progress);
  }

  /** Adds the reasons of failed distribution points to the progress and to the result. */
  takeReasons(rows: Result<readonly ReasonRow[]>): void {
    if (!rows.ok) return;
    this.progress = withReasons(this.progress, this.evidence.judged, rows.value);
    if (this.result?.ok === true) this.result = succeed(this.progress);
  }

  timeOut(): void {
    this.result ??= fail(watchTimeout(this.watch, this.evidence.hasStarted ? this.progress : undefined));
  }

  abort(): void {
    this.result ??= fail(watchAborted(this.watch));
  }

  #outcome(nowMs: number): DistributionProgress["outcome"] {
    const outcome = this.evidence.outcome(this.progress);
    const isStalled = nowMs - this.#changedAtMs >= this.watch.limits.stallMs;
    if (outcome === "in-progress" && isStalled) return "stalled";
    return outcome ?? "in-progress";
  }
}
