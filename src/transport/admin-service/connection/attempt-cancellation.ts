import { onAbort } from "../../../on-abort.js";

/** Why an attempt was cancelled: its timeout passed. */
export class TimeUpError extends Error {
  override readonly name = "TimeUpError";

  constructor(
    timeoutMs: number,
    /**
     * True if `retry.totalMs`, the limit for all attempts of a read, was over. False if the timeout of one attempt was
     * over.
     */
    readonly isTotalTimeout = false,
  ) {
    super(`no response within ${timeoutMs} ms`);
  }
}

/** Why an attempt was cancelled: the caller's signal fired. */
export class AbortedError extends Error {
  override readonly name = "AbortedError";
  override readonly message = "the caller's signal aborted the call";
}

/** The limits of one attempt. The limit that is reached first cancels the attempt. */
export interface AttemptLimits {
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** True if `timeoutMs` is the rest of `retry.totalMs`, because the rest is shorter than the timeout of one attempt. */
  readonly isTotalTimeout?: boolean;
}

/** Cancels an attempt when its timeout passes or the caller's signal fires. */
export class AttemptCancellation {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;

  constructor({ signal, timeoutMs, isTotalTimeout }: AttemptLimits) {
    this.#timer = setTimeout(() => {
      this.#controller.abort(new TimeUpError(timeoutMs, isTotalTimeout));
    }, timeoutMs);
    this.#stopListening = onAbort(signal, () => {
      this.#controller.abort(new AbortedError());
    });
  }

  /** Fires when the attempt is cancelled. Its `reason` is a `TimeUpError` or an `AbortedError`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the attempt: clears its timer and stops listening to the caller's signal. */
  release(): void {
    clearTimeout(this.#timer);
    this.#stopListening();
  }
}
