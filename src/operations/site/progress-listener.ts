/** @throws TypeError if a listener is not a function, which callers in JavaScript can pass */
export function checkListener(listener: unknown): void {
  if (listener !== undefined && typeof listener !== "function") throw new TypeError("onProgress must be a function");
}

/**
 * Calls the caller's `onProgress`, and keeps its first error until `settle`. So an error of the caller's code cannot
 * interrupt an operation between two requests.
 */
export class ProgressListener<Progress> {
  readonly #listener: ((progress: Progress) => unknown) | undefined;
  readonly #onError: (() => void) | undefined;
  readonly #pending = new Set<Promise<unknown>>();
  #thrown: { readonly error: unknown } | undefined;

  /**
   * @param listener - can be async
   * @param onError - called at the first error
   * @throws TypeError if `listener` is not a function
   */
  constructor(listener: ((progress: Progress) => unknown) | undefined, onError?: () => void) {
    checkListener(listener);
    this.#listener = listener;
    this.#onError = onError;
  }

  /** Reports progress. Does not wait for an async listener. After the first error, it does not call the listener again. */
  report(progress: Progress): void {
    if (this.#listener === undefined || this.#thrown !== undefined) return;
    try {
      const returned = this.#listener(progress);
      if (typeof returned === "object" && returned !== null) this.#follow(Promise.resolve(returned));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Whether the listener threw or rejected. */
  get hasFailed(): boolean {
    return this.#thrown !== undefined;
  }

  /** Waits until each promise that the listener returned has settled, then throws the listener's first error. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  #follow(returned: Promise<unknown>): void {
    const settled: Promise<unknown> = returned
      .catch((error: unknown) => {
        this.#fail(error);
      })
      .finally(() => {
        this.#pending.delete(settled);
      });
    this.#pending.add(settled);
  }

  #fail(error: unknown): void {
    if (this.#thrown !== undefined) return;
    this.#thrown = { error };
    this.#onError?.();
  }
}
