import { offAbort, onAbort } from "../../../on-abort.js";

/** Cancels an attempt at its timeout. */
export class TimeUpError extends Error {
  override readonly name = "TimeUpError";

  constructor(
    timeoutMs: number,
    /** True if the rest of `retry.totalMs` ended the attempt. */
    readonly isTotalTimeout = false,
  ) {
    super(`no response within ${timeoutMs} ms`);
  }
}

/** Cancels an attempt because the caller's signal fired. */
export class AbortedError extends Error {
  override readonly name = "AbortedError";

  constructor() {
    super("the call was aborted");
  }
}

/** What cancels an attempt before its response ends. */
export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** True if `timeoutMs` is the rest of `retry.totalMs`, which is shorter than the timeout of one attempt. */
  readonly isTotalTimeout?: boolean;
}

type Listener = (reason: Error) => void;

/**
 * Promises that each attempt ends at its timeout or when the caller's signal fires, and keeps the reason. Not an
 * AbortController, which costs about as much as a request and its judgement (measured with Node 20); only credentials get
 * one.
 */
export class AttemptCancellation {
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<Listener>();
  #reason: Error | undefined;

  constructor({ signal, timeoutMs, isTotalTimeout }: AttemptLimits) {
    this.#signal = signal;
    this.#timer = setTimeout(() => {
      this.#cancel(new TimeUpError(timeoutMs, isTotalTimeout));
    }, timeoutMs);
    if (signal !== undefined) onAbort(signal, this.#abort);
    if (signal?.aborted === true) this.#abort();
  }

  /** Why the attempt was cancelled; `undefined` while it can continue. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** Calls the listener at the cancellation; at once if the attempt is already cancelled. */
  onCancel(listener: Listener): void {
    if (this.#reason === undefined) this.#listeners.add(listener);
    else listener(this.#reason);
  }

  /** Removes a listener. */
  offCancel(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** An AbortSignal that fires at the cancellation. */
  toSignal(): AbortSignal {
    const controller = new AbortController();
    this.onCancel((reason) => {
      controller.abort(reason);
    });
    return controller.signal;
  }

  /**
   * Waits for work, but not longer than the attempt: a credential that hangs must not block the call. Returns `undefined`
   * if the attempt was cancelled; `reason` is set then, also if the work failed because its signal fired.
   */
  async unlessCancelled<T>(work: Promise<T>): Promise<T | undefined> {
    let giveUp: Listener = () => undefined;
    const cancelled = new Promise<undefined>((resolve) => {
      giveUp = () => {
        resolve(undefined);
      };
      this.onCancel(giveUp);
    });
    try {
      return await Promise.race([cancelled, work]);
    } finally {
      this.offCancel(giveUp);
    }
  }

  /** Ends the attempt: clears its timer and stops listening to the caller's signal. */
  release(): void {
    clearTimeout(this.#timer);
    if (this.#signal !== undefined) offAbort(this.#signal, this.#abort);
  }

  readonly #abort = (): void => {
    this.#cancel(new AbortedError());
  };

  #cancel(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }
}
