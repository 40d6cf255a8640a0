import { offAbort, onAbort } from "../../../on-abort.js";

/** Ends an attempt whose time is up. */
export class TimeUpError extends Error {
  override readonly name = "TimeUpError";

  constructor(
    timeoutMs: number,
    /** What ended is the time for the whole of a read. */
    readonly isOfWhole = false,
  ) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** Ends an attempt because the caller's signal fired. */
export class AbortedError extends Error {
  override readonly name = "AbortedError";

  constructor() {
    super("the call was aborted");
  }
}

/** What ends an attempt before its answer does. */
export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** It is what is left for the whole of a read, and less than an attempt may take. */
  readonly isOfWhole?: boolean;
}

type Listener = (reason: Error) => void;

/**
 * The end of one attempt: its time is up, or its caller gave it up. Not an AbortController, which costs about as
 * much as making a request and judging its answer (measured with Node 20); credentials get one when they sign.
 */
export class Ending {
  readonly #limits: AttemptLimits;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<Listener>();
  #reason: Error | undefined;

  constructor(limits: AttemptLimits) {
    const { signal, timeoutMs, isOfWhole } = limits;
    this.#limits = limits;
    this.#timer = setTimeout(() => {
      this.#end(new TimeUpError(timeoutMs, isOfWhole));
    }, timeoutMs);
    if (signal !== undefined) onAbort(signal, this.#abort);
    if (signal?.aborted === true) this.#abort();
  }

  /** Why the attempt ended; `undefined` while it may go on. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** Tells a listener of the end; at once where it has come already. */
  onEnd(listener: Listener): void {
    if (this.#reason === undefined) this.#listeners.add(listener);
    else listener(this.#reason);
  }

  /** Takes a listener back. */
  offEnd(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** The same end as an AbortSignal. */
  toSignal(): AbortSignal {
    const controller = new AbortController();
    this.onEnd((reason) => {
      controller.abort(reason);
    });
    return controller.signal;
  }

  /** The attempt is over: lets go of its timer and of the caller's signal. */
  release(): void {
    clearTimeout(this.#timer);
    const { signal } = this.#limits;
    if (signal !== undefined) offAbort(signal, this.#abort);
  }

  readonly #abort = (): void => {
    this.#end(new AbortedError());
  };

  #end(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }
}
