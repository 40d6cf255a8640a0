import { systemClock, type Clock } from "../../clock.js";
import type { Transport } from "../../transport/transport.js";
import { WatchLoop } from "../distribution/watch-loop.js";
import type { WaitOptions } from "../site/poll-timer.js";
import { VersionLoop, type VersionLoopSettings } from "./version-loop.js";

/** The two waits of one or more refreshes: for the version, and then for the distribution points. */
export class RefreshWaits {
  readonly clock: Clock;
  /** Aborts a call, which must otherwise end by itself: after an abort, it is unknown whether the site ran the call. */
  readonly callSignal: AbortSignal | undefined;
  /** Ends reads and waits: fires if the caller's signal fires, and at `end`. */
  readonly signal: AbortSignal;
  readonly versions: VersionLoop;
  readonly points: WatchLoop;
  readonly #ended = new AbortController();

  constructor(
    transport: Transport,
    { signal, clock = systemClock }: WaitOptions,
    settings: Omit<VersionLoopSettings, keyof WaitOptions>,
  ) {
    this.clock = clock;
    this.callSignal = signal;
    this.signal = signal === undefined ? this.#ended.signal : AbortSignal.any([signal, this.#ended.signal]);
    const shared = { ...settings, clock, signal: this.signal };
    this.versions = new VersionLoop(transport, shared);
    this.points = new WatchLoop(transport, shared);
  }

  /** Ends all waits as aborted. */
  end(): void {
    this.#ended.abort();
  }
}
