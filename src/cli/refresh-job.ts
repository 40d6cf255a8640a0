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
  type SiteMessage,
} from "configmgr-sdk";
import { exitCodeOfFailure, exitCodeOfProgress, exitCodes, worst, type ExitCode } from "./exit-codes.js";
import { failureText } from "./report/report.js";
import type { PackageState, ResumablePackage, RunJournal } from "./resume-file.js";
import type { Session } from "./session.js";

/** How a job refreshes. */
export interface RefreshJobOptions {
  readonly limits: DistributionLimits;
  readonly concurrency: number;
  readonly confirm: boolean;
  readonly wait: boolean;
  readonly acknowledgeInoperable: boolean;
}

const confirmGraceMs = 5_000;

/** Refreshes the packages of a run, and notes and reports each step. */
export class RefreshJob {
  readonly #session: Session;
  readonly #journal: RunJournal;
  readonly #options: RefreshJobOptions;
  /** Ends the waiting: after Ctrl-C, as soon as no call is in progress any more. */
  readonly #stopWaiting = new AbortController();
  readonly #codes: ExitCode[] = [];
  /** Calls that an earlier run left in doubt. They are not calls of this job. */
  readonly #leftInDoubt: ReadonlySet<string>;

  constructor(session: Session, journal: RunJournal, options: RefreshJobOptions) {
    this.#session = session;
    this.#journal = journal;
    this.#options = options;
    this.#leftInDoubt = new Set(journal.in("calling").map(({ PackageID }) => PackageID));
    session.signal.addEventListener("abort", () => {
      this.#stopWaitingIfNoCall();
      // With --confirm, a call and its wait cannot be told apart. A call rarely takes longer than this.
      if (options.confirm)
        setTimeout(() => {
          this.#stopWaiting.abort();
        }, confirmGraceMs);
    });
  }

  /** Runs the job to its end. */
  async run(): Promise<ExitCode> {
    for (const PackageID of this.#leftInDoubt) {
      const text = "an earlier run ended during the call, so it is not sent again. Read SourceVersion first";
      this.#settle(PackageID, exitCodes.unknown, text);
    }
    for (const { PackageID } of this.#journal.in("failed")) {
      this.#settle(PackageID, exitCodes.failed, "the call failed in an earlier run, so it is not sent again");
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
      if (this.#session.signal.aborted) return;
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

  /** Looks up the class of each package, and notes that its call starts before the call can start. */
  async *#targets(acknowledged: PackageTarget[]): AsyncGenerator<SafeTarget, void> {
    for (const listed of this.#journal.in("to-refresh")) {
      if (this.#session.signal.aborted) return;
      const target = await this.#targetOf(listed);
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

  /** Watches the packages whose refresh an earlier run left accepted. Their calls are never sent again. */
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
        this.#settle(PackageID, exitCodeOfProgress(progress), outcome, { progress });
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
      this.#settle(PackageID, exitCodes.done, doneText(result.value), { value: result.value });
    } else {
      const state = stateAfter(result.failure);
      if (state !== undefined) this.#journal.note(PackageID, state);
      this.#settleFailure(PackageID, result.failure);
    }
    this.#stopWaitingIfNoCall();
  }

  #settleFailure(PackageID: string, failure: Failure): void {
    this.#settle(PackageID, exitCodeOfFailure(failure), failureText(failure), { failure });
  }

  #settle(PackageID: string, code: ExitCode, text: string, members: object = {}): void {
    const state = stateNames[code];
    this.#codes.push(code);
    this.#session.report.progress(PackageID, state);
    this.#session.report.result({ type: "refresh", PackageID, state, ...members }, `${PackageID}: ${state}: ${text}`);
  }

  /** A wait can be ended at any time; a call in progress is waited for, because its result would be unknown. */
  #stopWaitingIfNoCall(): void {
    const calls = this.#journal.in("calling").filter(({ PackageID }) => !this.#leftInDoubt.has(PackageID));
    if (this.#session.signal.aborted && calls.length === 0) this.#stopWaiting.abort();
  }

  #summarize(): ExitCode {
    const idsIn = (state: PackageState["state"]) => this.#journal.in(state).map(({ PackageID }) => PackageID);
    const notStarted = idsIn("to-refresh");
    if (notStarted.length > 0) this.#codes.push(exitCodes.failed);
    const exitCode = worst(this.#codes);
    const lists = {
      done: idsIn("done"),
      failed: idsIn("failed"),
      unknown: idsIn("calling"),
      accepted: idsIn("to-watch"),
      notStarted,
    };
    const text = `${lists.done.length} done, ${lists.accepted.length} accepted and not yet distributed, ${lists.failed.length} failed, ${lists.unknown.length} unknown, ${notStarted.length} not refreshed`;
    this.#session.report.result({ type: "summary", ...lists, exitCode }, text);
    return exitCode;
  }
}

const stateNames: Readonly<Record<ExitCode, string>> = {
  [exitCodes.done]: "done",
  [exitCodes.failed]: "failed",
  [exitCodes.unknown]: "unknown",
  [exitCodes.usage]: "failed",
  [exitCodes.interrupted]: "unknown",
};

function doneText(outcome: RefreshOutcome | RefreshDistributed): string {
  if (outcome.phase === "distributed") {
    return `version ${outcome.progress.sourceVersion} is on ${outcome.progress.installed} distribution points`;
  }
  if (outcome.confirmed === undefined) return "the site accepted the refresh; nothing is copied yet";
  const { before, after } = outcome.confirmed;
  return `SourceVersion increased from ${before.SourceVersion} to ${after.SourceVersion}`;
}

/** What a later run can do after a failure. `undefined`: the result is unknown, so the note "calling" stays. */
function stateAfter(failure: Failure): PackageState | undefined {
  if (failure.execution === "not-executed") return { state: "to-refresh" };
  if (failure.execution === "unknown") return undefined;
  const sourceVersion =
    failure.progress?.sourceVersion ?? (failure.before === undefined ? undefined : failure.before.SourceVersion + 1);
  return sourceVersion === undefined ? { state: "failed" } : { state: "to-watch", sourceVersion };
}

function siteMessagesText(messages: readonly SiteMessage[]): string {
  return messages
    .map(
      ({ messageID, severity, insertionStrings }) =>
        `message ${messageID} (${severity}) ${insertionStrings.join(", ")}`,
    )
    .join("; ");
}
