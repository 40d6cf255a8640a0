import {
  findPackage,
  packageTarget,
  refreshAll,
  refreshAndWait,
  refreshPkgSource,
  safePackageTarget,
  watchDistributions,
  type DistributionLimits,
  type Failure,
  type PackageTarget,
  type RefreshAll,
  type RefreshDistributed,
  type RefreshOutcome,
  type RefreshPhase,
  type Result,
  type SafeTarget,
} from "configmgr-sdk";
import { exitCodeOfFailure, exitCodeOfProgress, exitCodes, worst, type ExitCode } from "./exit-codes.js";
import { doneText, siteMessagesText, stateNames } from "./report/refresh-text.js";
import { failureLines } from "./report/report.js";
import { stateAfter, type PackageState, type ResumablePackage, type RunJournal } from "./resume-file.js";
import type { Session } from "./session.js";

/** Options of a {@link RefreshJob}. */
export interface RefreshJobOptions {
  readonly limits: DistributionLimits;
  readonly concurrency: number;
  readonly confirm: boolean;
  readonly wait: boolean;
  readonly acknowledgeInoperable: boolean;
}

/** With `--confirm`: time from Ctrl-C to the end of all waits, so that a call in progress can end first. */
const confirmGraceMs = 5_000;

/** Refreshes the packages of a run, records each step in the journal, and reports it. */
export class RefreshJob {
  readonly #session: Session;
  readonly #journal: RunJournal;
  readonly #options: RefreshJobOptions;
  /** Ends all waits. It is fired after Ctrl-C, as soon as no call is in progress any more. */
  readonly #stopWaiting = new AbortController();
  /** The packages with a result in this run. */
  readonly #settled = new Map<string, ExitCode>();
  /** Packages whose call was in progress when an earlier run ended. This job does not call them. */
  readonly #leftInDoubt: ReadonlySet<string>;

  constructor(session: Session, journal: RunJournal, options: RefreshJobOptions) {
    this.#session = session;
    this.#journal = journal;
    this.#options = options;
    this.#leftInDoubt = new Set(journal.in("calling").map(({ PackageID }) => PackageID));
    session.signal.addEventListener("abort", () => {
      this.#stopWaitingIfNoCall();
      // With --confirm, the job cannot see when a call ends and its wait begins. A call rarely takes longer than this.
      if (options.confirm)
        setTimeout(() => {
          this.#stopWaiting.abort();
        }, confirmGraceMs).unref();
    });
  }

  /** Runs the job to its end. */
  async run(): Promise<ExitCode> {
    for (const PackageID of this.#leftInDoubt) {
      const text =
        "not called: an earlier run ended during the call, so its result is not known. Check SourceVersion of the package first";
      this.#settle(PackageID, exitCodes.unknown, [text]);
    }
    for (const { PackageID } of this.#journal.in("failed")) {
      this.#settle(PackageID, exitCodes.failed, [
        "not called: the refresh or the distribution failed in an earlier run, and a resumed run never calls a package again",
      ]);
    }
    await Promise.all([this.#refreshAll(), this.#watchAccepted()]);
    return this.#summarize();
  }

  async #refreshAll(): Promise<void> {
    const acknowledged: PackageTarget[] = [];
    const run = this.#start(this.#targets(acknowledged));
    for await (const { target, result } of run) this.#noteResult(target.PackageID, result);
    for (const { PackageID } of run.summary().notStarted) this.#journal.note(PackageID, { state: "to-refresh" });
    for (const target of acknowledged) {
      if (this.#isStopped()) return;
      this.#journal.note(target.PackageID, { state: "calling" });
      this.#noteResult(target.PackageID, await this.#refreshAcknowledged(target));
    }
  }

  #start(targets: AsyncIterable<SafeTarget>): RefreshAll<RefreshOutcome | RefreshDistributed> {
    const { concurrency, limits, confirm, wait } = this.#options;
    const { transport } = this.#session;
    const common = { concurrency, signal: this.#stopWaiting.signal };
    if (!wait) return refreshAll(transport, targets, { ...common, confirm: confirm && { ...limits, required: true } });
    return refreshAll(transport, targets, {
      ...common,
      wait: limits,
      onProgress: (event) => {
        if (event.phase !== "ended") this.#notePhase(event.target.PackageID, event);
      },
    });
  }

  /** Looks up the class of each package. Writes the state `calling` to the journal before the call of the package can start. */
  async *#targets(acknowledged: PackageTarget[]): AsyncGenerator<SafeTarget, void> {
    for (const listed of this.#journal.in("to-refresh")) {
      if (this.#isStopped()) return;
      const target = await this.#targetOf(listed);
      // After Ctrl-C during that read, this package is not started.
      if (this.#isStopped()) return;
      if (!target.ok) {
        this.#noteResult(listed.PackageID, target);
        continue;
      }
      const { className, PackageID } = target.value;
      if (className === "SMS_TaskSequencePackage" && this.#options.acknowledgeInoperable) {
        acknowledged.push(target.value);
        continue;
      }
      const safe = safePackageTarget(target.value);
      if (!safe.ok) {
        this.#noteResult(PackageID, safe);
        continue;
      }
      this.#session.report.progress(PackageID, "calling");
      this.#journal.note(PackageID, { state: "calling" }, className);
      yield safe.value;
    }
  }

  async #targetOf({ className, PackageID }: ResumablePackage): Promise<Result<PackageTarget>> {
    if (className !== undefined) return packageTarget({ className, PackageID });
    return findPackage(this.#session.transport, PackageID, { signal: this.#session.signal });
  }

  async #refreshAcknowledged(target: PackageTarget): Promise<Result<RefreshOutcome | RefreshDistributed>> {
    const { limits, confirm, wait } = this.#options;
    const { transport } = this.#session;
    const common = { signal: this.#stopWaiting.signal, acknowledgeInoperable: true } as const;
    if (!wait)
      return refreshPkgSource(transport, target, { ...common, confirm: confirm && { ...limits, required: true } });
    return refreshAndWait(transport, target, {
      ...common,
      ...limits,
      onProgress: (phase) => {
        this.#notePhase(target.PackageID, phase);
      },
    });
  }

  /** Watches the packages whose refresh the site accepted in an earlier run. Their calls are never sent again. */
  async #watchAccepted(): Promise<void> {
    const open = new Map(this.#journal.in("to-watch").map((each) => [each.PackageID, each.sourceVersion]));
    if (open.size === 0) return;
    const packages = [...open].map(([PackageID, sourceVersion]) => ({ PackageID, sourceVersion }));
    const signal = this.#stopWaiting.signal;
    const polls = watchDistributions(this.#session.transport, packages, { ...this.#options.limits, signal });
    for await (const poll of polls) {
      const ended = poll.ok
        ? poll.value.failures
        : [...open.keys()].map((PackageID) => ({ PackageID, failure: poll.failure }));
      for (const { PackageID, failure } of ended) {
        if (open.delete(PackageID)) this.#settleFailure(PackageID, failure);
      }
      for (const progress of poll.ok ? poll.value.packages : []) {
        const { PackageID, outcome } = progress;
        if (!open.has(PackageID)) continue;
        this.#session.report.progress(PackageID, "distributing", progress);
        if (outcome === "in-progress") continue;
        open.delete(PackageID);
        if (outcome === "done") this.#journal.note(PackageID, { state: "done" });
        this.#settle(PackageID, exitCodeOfProgress(progress), [outcome], { progress });
      }
    }
  }

  #notePhase(PackageID: string, event: RefreshPhase): void {
    const { report } = this.#session;
    report.progress(PackageID, event.phase, event.phase === "distributing" ? event.progress : undefined);
    if (event.phase === "accepted") this.#noteToWatch(PackageID, event.before.SourceVersion + 1);
    if (event.phase === "version-raised") this.#noteToWatch(PackageID, event.after.SourceVersion);
    if (event.phase === "site-messages") report.note(`${PackageID}: ${siteMessagesText(event.siteMessages)}`);
  }

  #noteToWatch(PackageID: string, sourceVersion: number): void {
    this.#journal.note(PackageID, { state: "to-watch", sourceVersion });
    this.#stopWaitingIfNoCall();
  }

  #noteResult(PackageID: string, result: Result<RefreshOutcome | RefreshDistributed>): void {
    if (result.ok) {
      this.#journal.note(PackageID, { state: "done" });
      this.#settle(PackageID, exitCodes.done, [doneText(result.value)], { value: result.value });
    } else {
      const state = stateAfter(result.failure);
      if (state !== undefined) this.#journal.note(PackageID, state);
      // Ctrl-C stopped the run before this call: the summary counts the package as not started.
      const isNotStarted = result.failure.kind === "aborted" && result.failure.execution === "not-executed";
      if (isNotStarted) this.#session.report.progress(PackageID, "not started");
      else this.#settleFailure(PackageID, result.failure);
    }
    this.#stopWaitingIfNoCall();
  }

  #settleFailure(PackageID: string, failure: Failure): void {
    this.#settle(PackageID, exitCodeOfFailure(failure), failureLines(failure), { failure });
  }

  #settle(PackageID: string, code: ExitCode, [first, ...more]: [string, ...string[]], members: object = {}): void {
    const state = stateNames[code];
    this.#settled.set(PackageID, code);
    this.#session.report.progress(PackageID, state);
    this.#session.report.result({ type: "refresh", PackageID, state, ...members }, [
      `${PackageID}: ${state}: ${first}`,
      ...more,
    ]);
  }

  #isStopped(): boolean {
    return this.#session.signal.aborted;
  }

  /** After Ctrl-C, ends all waits if no call is in progress. If a call were aborted, its result would be unknown. */
  #stopWaitingIfNoCall(): void {
    const calls = this.#journal.in("calling").filter(({ PackageID }) => !this.#leftInDoubt.has(PackageID));
    if (this.#isStopped() && calls.length === 0) this.#stopWaiting.abort();
  }

  #summarize(): ExitCode {
    const idsIn = (state: PackageState["state"]) => this.#journal.in(state).map(({ PackageID }) => PackageID);
    const failed = [...this.#settled]
      .filter(([, code]) => stateNames[code] === "failed")
      .map(([PackageID]) => PackageID);
    const withoutFailed = (ids: readonly string[]) => ids.filter((PackageID) => !failed.includes(PackageID));
    const lists = {
      done: idsIn("done"),
      failed,
      unknown: idsIn("calling"),
      accepted: withoutFailed(idsIn("to-watch")),
      notStarted: withoutFailed(idsIn("to-refresh")),
    };
    const notStarted = lists.notStarted.map(() => exitCodes.failed);
    const exitCode = worst([...this.#settled.values(), ...notStarted]);
    const text = `${lists.done.length} done, ${lists.accepted.length} accepted but not yet distributed, ${failed.length} failed, ${lists.unknown.length} unknown, ${lists.notStarted.length} not started`;
    this.#session.report.result({ type: "summary", ...lists, exitCode }, [text]);
    return exitCode;
  }
}
