import { exitCodes } from "./exit-codes.js";

/** Reports Ctrl-C (SIGINT) and SIGTERM. The first one asks the command to stop; the second ends the process at once. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #onFirst: () => void;
  readonly #onSecond: () => void;

  constructor(onFirst: () => void, onSecond: () => void) {
    this.#onFirst = onFirst;
    this.#onSecond = onSecond;
    process.on("SIGINT", this.#interrupt);
    process.on("SIGTERM", this.#interrupt);
  }

  /** Fires at the first SIGINT or SIGTERM. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops handling SIGINT and SIGTERM. */
  close(): void {
    process.off("SIGINT", this.#interrupt);
    process.off("SIGTERM", this.#interrupt);
  }

  readonly #interrupt = (): void => {
    if (this.signal.aborted) {
      this.#onSecond();
      process.exit(exitCodes.interrupted);
    }
    this.#onFirst();
    this.#controller.abort();
  };
}
