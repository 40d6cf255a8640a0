import type { Failure } from "../../failure.js";
import { onAbort } from "../../on-abort.js";
import type { Result } from "../../result.js";
import { ProgressListener } from "../site/progress-listener.js";
import type { RefreshListener } from "../refresh/refresh-types.js";
import { safePackageTarget } from "../site/task-sequence-acknowledgement.js";
import type {
  RefreshAll,
  RefreshAllPhase,
  RefreshAllProgress,
  RefreshAllSummary,
  RefreshedTarget,
  SafeTarget,
  StopOn,
} from "./refresh-all-types.js";

type TargetState = "not-started" | "running" | "done" | "failed" | "unknown";

interface Entry {
  readonly target: SafeTarget;
  state: TargetState;
}

export interface RunSettings<Value> {
  readonly concurrency: number;
  readonly stopOn: StopOn;
  readonly signal: AbortSignal | undefined;
  readonly refresh: (target: SafeTarget, listener: RefreshListener) => Promise<Result<Value>>;
  readonly onProgress: ((progress: RefreshAllProgress<Value> | RefreshAllPhase) => unknown) | undefined;
  /** Ends the waits, if the caller leaves the iteration or its `onProgress` fails. */
  readonly endWaits?: () => void;
}

/** One run of `refreshAll`. Nothing happens before it is iterated. */
export class RefreshRun<Value> implements RefreshAll<Value> {
  readonly #settings: RunSettings<Value>;
  readonly #source: Iterator<SafeTarget, unknown> | AsyncIterator<SafeTarget, unknown>;
  /** Results that the run has not recorded, oldest first. */
  readonly #finished: { readonly entry: Entry; readonly result: Result<Value> }[] = [];
  /** Called when there is a new result, or when the source, the signal or `onProgress` changed what the run does next. */
  #wake: () => void = () => undefined;
  readonly #listener: ProgressListener<RefreshAllProgress<Value> | RefreshAllPhase>;
  readonly #results: AsyncGenerator<RefreshedTarget<Value>, void>;
  /** Each package once, by its PackageID. A value that is not a target is its own key. */
  readonly #targets = new Map<unknown, Entry>();
  readonly #counts = { done: 0, failed: 0, unknown: 0 };
  readonly #running = new Set<Entry>();
  /** Running targets that use one of `concurrency`. */
  readonly #inSlots = new Set<Entry>();
  #sourceState: "open" | "reading" | "ended" | "broken" = "open";
  #isStopped = false;
  #thrown: { readonly error: unknown } | undefined;

  /** @throws TypeError if `targets` cannot be iterated */
  constructor(targets: Iterable<SafeTarget> | AsyncIterable<SafeTarget>, settings: RunSettings<Value>) {
    this.#settings = settings;
    this.#source = Symbol.asyncIterator in targets ? targets[Symbol.asyncIterator]() : targets[Symbol.iterator]();
    this.#listener = new ProgressListener(settings.onProgress, () => {
      settings.endWaits?.();
      this.#stop();
    });
    this.#results = this.#run();
  }

  [Symbol.asyncIterator](): AsyncIterator<RefreshedTarget<Value>, void> {
    return this.#results;
  }

  summary(): RefreshAllSummary {
    const targetsIn = (...states: TargetState[]) =>
      [...this.#targets.values()].filter(({ state }) => states.includes(state)).map(({ target }) => target);
    return {
      done: targetsIn("done"),
      failed: targetsIn("failed"),
      unknown: targetsIn("unknown", "running"),
      notStarted: targetsIn("not-started"),
      sourceEnded: this.#sourceState === "ended",
    };
  }

  async *#run(): AsyncGenerator<RefreshedTarget<Value>, void> {
    const stopListening = onAbort(this.#settings.signal, () => {
      this.#stop();
    });
    let isLeft = false;
    try {
      for (;;) {
        this.#readIfThereIsRoom();
        if (this.#running.size === 0 && (this.#isStopped || this.#sourceState !== "reading")) break;
        const refreshed = await this.#nextResult();
        if (refreshed === undefined) continue;
        isLeft = true;
        yield refreshed;
        isLeft = false;
      }
    } finally {
      if (isLeft) this.#settings.endWaits?.();
      stopListening();
      await this.#settle();
    }
  }

  #readIfThereIsRoom(): void {
    if (this.#isStopped || this.#sourceState !== "open" || this.#inSlots.size >= this.#settings.concurrency) return;
    this.#sourceState = "reading";
    void this.#readTarget();
  }

  async #readTarget(): Promise<void> {
    try {
      const next = await this.#source.next();
      this.#sourceState = next.done === true ? "ended" : "open";
      if (next.done !== true) this.#take(next.value);
    } catch (error) {
      this.#sourceState = "broken";
      this.#stopFor(error);
    }
    this.#wake();
  }

  /** Starts a target. After a stop, only remembers it: the source might be a queue that no longer has it. */
  #take(item: SafeTarget): void {
    const checked = safePackageTarget(item);
    const key = checked.ok ? checked.value.PackageID : (checked.failure.operation.PackageID ?? item);
    if (this.#targets.has(key)) return;
    const entry: Entry = {
      target: checked.ok ? checked.value : item,
      state: this.#isStopped ? "not-started" : "running",
    };
    this.#targets.set(key, entry);
    if (this.#isStopped) return;
    this.#running.add(entry);
    this.#inSlots.add(entry);
    void this.#refresh(entry, checked);
  }

  async #refresh(entry: Entry, checked: Result<SafeTarget>): Promise<void> {
    try {
      const result = checked.ok ? await this.#settings.refresh(checked.value, this.#listenerOf(entry)) : checked;
      this.#finished.push({ entry, result });
      this.#wake();
    } catch (error) {
      // A transport must not reject. The client cannot determine whether the call ran, so the summary has the target in
      // `unknown`.
      this.#end(entry);
      this.#stopFor(error);
    }
  }

  #listenerOf(entry: Entry): RefreshListener {
    return {
      // While a target only waits, the run can start another one.
      onSent: () => {
        this.#inSlots.delete(entry);
        this.#wake();
      },
      report: (phase) => {
        this.#listener.report({ ...phase, target: entry.target, ...this.#counts, running: this.#running.size });
      },
    };
  }

  #end(entry: Entry): void {
    this.#running.delete(entry);
    this.#inSlots.delete(entry);
  }

  /** Waits until something changed, and records the oldest result if there is one. */
  async #nextResult(): Promise<RefreshedTarget<Value> | undefined> {
    if (this.#finished.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const oldest = this.#finished.shift();
    if (oldest === undefined) return undefined;
    const { entry, result } = oldest;
    this.#end(entry);
    const state = stateOf(result);
    entry.state = state;
    if (state !== "not-started") this.#counts[state] += 1;
    if (!result.ok && this.#endsWith(result.failure)) this.#isStopped = true;
    const refreshed = { target: entry.target, result };
    this.#listener.report({ phase: "ended", ...refreshed, ...this.#counts, running: this.#running.size });
    return refreshed;
  }

  #endsWith({ kind }: Failure): boolean {
    const { stopOn } = this.#settings;
    const failures = this.#counts.failed + this.#counts.unknown;
    if (stopOn === "never") return false;
    if (stopOn === "first-failure") return failures > 0;
    if (stopOn === "access-denied") return kind === "access-denied" || kind === "unauthenticated";
    return failures >= stopOn;
  }

  #stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  #stopFor(error: unknown): void {
    this.#thrown ??= { error };
    this.#stop();
  }

  /** Waits for the calls in progress, so that every `unknown` result is reported. Then throws the first error. */
  async #settle(): Promise<void> {
    this.#isStopped = true;
    while (this.#running.size > 0) await this.#nextResult();
    await this.#closeSource();
    await this.#listener.settle();
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  async #closeSource(): Promise<void> {
    if (this.#sourceState === "ended" || this.#sourceState === "broken") return;
    const closed = (async () => this.#source.return?.())();
    // A generator closes only after its pending `next()` has ended. That might never happen, so the run does not wait for it.
    if (this.#sourceState === "reading") closed.catch(() => undefined);
    else await closed;
  }
}

/** Whether a call was aborted before it was sent. It can be started later. */
export function wasNeverSent({ kind, execution }: Failure): boolean {
  return kind === "aborted" && execution === "not-executed";
}

function stateOf(result: Result<unknown>): Exclude<TargetState, "running"> {
  if (result.ok) return "done";
  if (wasNeverSent(result.failure)) return "not-started";
  return result.failure.execution === "unknown" ? "unknown" : "failed";
}
