import { systemClock } from "../../clock.js";
import type { Failure } from "../../failure.js";
import { offAbort, onAbort } from "../../on-abort.js";
import type { Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { Mailbox } from "./event-queue.js";
import { packageTarget } from "../site/package-target.js";
import type {
  RefreshAll,
  RefreshAllOptions,
  RefreshAllSummary,
  RefreshedTarget,
  SafeTarget,
  StopOn,
} from "../refresh-all.js";
import type { RefreshOutcome } from "../refresh-pkg-source.js";
import { refresh } from "../refresh/send-refresh.js";
import { TargetLedger, type TargetState } from "./target-ledger.js";
import { TargetSource, type Pulled } from "./target-source.js";
import { isSafeTarget } from "../site/task-sequence-acknowledgement.js";

type Event =
  | { readonly is: "pulled"; readonly pulled: Pulled<SafeTarget> }
  | { readonly is: "finished"; readonly refreshed: RefreshedTarget }
  // A transport that rejects breaks its contract: nobody knows what became of the call.
  | { readonly is: "rejected"; readonly error: unknown }
  | { readonly is: "aborted" };

/** One run of `refreshAll`. Nothing happens before somebody iterates. */
export class RefreshRun implements RefreshAll {
  readonly #transport: Transport;
  readonly #options: RefreshAllOptions;
  readonly #concurrency: number;
  readonly #stopOn: StopOn;
  readonly #source: TargetSource<SafeTarget>;
  readonly #ledger = new TargetLedger();
  readonly #mailbox = new Mailbox<Event>();
  readonly #results: AsyncGenerator<RefreshedTarget, void>;
  /** What the types rule out: no target at all, or a task sequence. */
  readonly #refused = new Map<SafeTarget, TargetState>();
  readonly #counts = { done: 0, failed: 0, unknown: 0 };
  #running = 0;
  #isPulling = false;
  #isStopped = false;
  #thrown: { readonly error: unknown } | undefined;

  constructor(
    transport: Transport,
    targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>,
    concurrency: number,
    stopOn: StopOn,
    options: RefreshAllOptions,
  ) {
    this.#transport = transport;
    this.#source = new TargetSource(targets);
    this.#concurrency = concurrency;
    this.#stopOn = stopOn;
    this.#options = options;
    this.#results = this.#run();
  }

  [Symbol.asyncIterator](): AsyncIterator<RefreshedTarget, void> {
    return this.#results;
  }

  summary(): RefreshAllSummary {
    return {
      done: this.#targetsIn("done"),
      failed: this.#targetsIn("failed"),
      // A call under way has no answer yet.
      unknown: [...this.#targetsIn("unknown"), ...this.#targetsIn("running")],
      notStarted: this.#targetsIn("not-started"),
      sourceEnded: this.#source.isEnded,
    };
  }

  async *#run(): AsyncGenerator<RefreshedTarget, void> {
    const { signal } = this.#options;
    const stop = () => {
      this.#mailbox.put({ is: "aborted" });
    };
    if (signal !== undefined) onAbort(signal, stop);
    this.#isStopped = signal?.aborted === true;
    try {
      for (;;) {
        this.#pullIfThereIsRoom();
        if (this.#running === 0 && (this.#isStopped || !this.#isPulling)) break;
        const event = await this.#mailbox.take();
        if (event.is === "pulled") this.#takeUp(event.pulled);
        else if (event.is === "finished") yield this.#note(event.refreshed);
        else this.#interrupt(event);
      }
    } finally {
      if (signal !== undefined) offAbort(signal, stop);
      await this.#settle();
    }
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  #pullIfThereIsRoom(): void {
    const hasRoom = this.#running < this.#concurrency && !this.#source.isEnded;
    if (this.#isPulling || this.#isStopped || !hasRoom) return;
    this.#isPulling = true;
    void this.#source.peek().then((pulled) => {
      this.#mailbox.put({ is: "pulled", pulled });
    });
  }

  #takeUp(pulled: Pulled<SafeTarget>): void {
    this.#isPulling = false;
    if (pulled.is === "thrown") this.#stopFor(pulled.error);
    // After a stop, the item stays in the source: what is left is read together.
    if (pulled.is !== "item" || this.#isStopped) return;
    this.#source.advance();
    const { item } = pulled;
    const target = packageTarget(item);
    if (target.ok && !this.#ledger.add(target.value)) return;
    if (target.ok && isSafeTarget(target.value)) this.#start(target.value, item);
    else this.#start(item, item);
  }

  /** @param item - as it was given: an object that was read may know that it is a task sequence */
  #start(target: SafeTarget, item: SafeTarget): void {
    const { signal, timeoutMs, confirm, clock } = this.#options;
    this.#running += 1;
    this.#record(target, "running");
    refresh(this.#transport, item, { signal, timeoutMs, confirm, clock }).then(
      (result) => {
        this.#mailbox.put({ is: "finished", refreshed: { target, result } });
      },
      (error: unknown) => {
        this.#mailbox.put({ is: "rejected", error });
      },
    );
  }

  #note(refreshed: RefreshedTarget): RefreshedTarget {
    this.#running -= 1;
    const { target, result } = refreshed;
    const state = stateOf(result);
    this.#record(target, state);
    if (state !== "not-started") this.#counts[state] += 1;
    if (!result.ok && this.#endsWith(result.failure)) this.#isStopped = true;
    try {
      this.#options.onProgress?.({ ...refreshed, ...this.#counts, running: this.#running });
    } catch (error) {
      this.#stopFor(error);
    }
    return refreshed;
  }

  #endsWith({ kind }: Failure): boolean {
    const failures = this.#counts.failed + this.#counts.unknown;
    if (this.#stopOn === "never") return false;
    if (this.#stopOn === "first-failure") return failures > 0;
    if (this.#stopOn === "access-denied") return kind === "access-denied" || kind === "unauthenticated";
    return failures >= this.#stopOn;
  }

  #interrupt(event: Extract<Event, { readonly is: "rejected" | "aborted" }>): void {
    this.#isStopped = true;
    if (event.is === "aborted") return;
    this.#running -= 1;
    this.#stopFor(event.error);
  }

  /** Starts nothing more; the error is thrown when the calls under way have ended. */
  #stopFor(error: unknown): void {
    this.#isStopped = true;
    this.#thrown ??= { error };
  }

  /** Waits for the calls under way, so that none is in doubt unreported, and notes what was not started. */
  async #settle(): Promise<void> {
    while (this.#running > 0) {
      const event = await this.#mailbox.take();
      if (event.is === "finished") this.#note(event.refreshed);
      else if (event.is !== "pulled") this.#interrupt(event);
    }
    for await (const item of this.#source.rest(this.#options.clock ?? systemClock)) {
      const target = packageTarget(item);
      if (target.ok && !this.#ledger.add(target.value)) continue;
      if (!target.ok || !isSafeTarget(target.value)) this.#refused.set(item, "not-started");
    }
  }

  #record(target: SafeTarget, state: TargetState): void {
    const checked = packageTarget(target);
    if (checked.ok && isSafeTarget(checked.value)) this.#ledger.set(checked.value, state);
    else this.#refused.set(target, state);
  }

  #targetsIn(state: TargetState): SafeTarget[] {
    const refused = [...this.#refused].filter(([, known]) => known === state).map(([target]) => target);
    return [...this.#ledger.targetsIn(state).filter(isSafeTarget), ...refused];
  }
}

/** Whether a call was aborted before it went out: it may be started later as if nothing had been. */
export function wasNeverSent({ kind, execution }: Failure): boolean {
  return kind === "aborted" && execution === "not-executed";
}

function stateOf(result: Result<RefreshOutcome>): Exclude<TargetState, "running"> {
  if (result.ok) return "done";
  if (wasNeverSent(result.failure)) return "not-started";
  return result.failure.execution === "unknown" ? "unknown" : "failed";
}
