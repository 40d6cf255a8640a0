import type { Clock } from "../../clock.js";
import type { PackageVersion } from "../../package-version.js";
import { fail, succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { toVersion, versionRow } from "../refresh/package-version.js";
import type { SentRefresh } from "../refresh/confirm-refresh.js";
import { isTransient, type PollTimer } from "../site/poll-timer.js";
import { readRowsOfPackages } from "../site/read-packages.js";
import { readWithin } from "../site/read-within.js";

interface Waiter {
  readonly PackageID: string;
  readonly before: PackageVersion;
  readonly timer: PollTimer;
  readonly resolve: (result: Result<PackageVersion | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Settings of a {@link VersionLoop}. */
export interface VersionLoopSettings {
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

const className = "SMS_PackageBaseclass";

/**
 * Polls the versions of many packages together: one request for each 200 packages. It polls while at least one package is
 * waited for, so it needs no end.
 */
export class VersionLoop {
  readonly #transport: Transport;
  readonly #settings: VersionLoopSettings;
  readonly #waiters = new Set<Waiter>();
  #isRunning = false;

  constructor(transport: Transport, settings: VersionLoopSettings) {
    this.#transport = transport;
    this.#settings = settings;
  }

  /**
   * Waits until the version of a package is greater than before.
   *
   * @returns the new version; `undefined` after the timeout or an abort. Fails if the package cannot be read. Rejects only
   *   with an error that the transport or the clock threw
   */
  waitFor({ target, before }: SentRefresh, timer: PollTimer): Promise<Result<PackageVersion | undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiters.add({ PackageID: target.PackageID, before, timer, resolve, reject });
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiters.size > 0) {
        await this.#poll();
        const { clock, signal } = this.#settings;
        const pauses = [...this.#waiters].map(({ timer }) => timer.nextPauseMs() ?? 0);
        if (pauses.length > 0) await clock.sleep(Math.min(...pauses), signal);
      }
    } catch (error) {
      // Nobody awaits this loop, so an error that is not passed on would end the process.
      for (const { reject } of this.#waiters) reject(error);
      this.#waiters.clear();
    }
    this.#isRunning = false;
  }

  async #poll(): Promise<void> {
    const { signal } = this.#settings;
    const waiters = [...this.#waiters];
    const PackageIDs = waiters.map(({ PackageID }) => PackageID);
    // Each read ends with the shortest wait in it, so that no wait exceeds its timeout. The others read again.
    const limitMs = Math.min(...waiters.map(({ timer }) => timer.remainingMs));
    const rows = await readWithin(limitMs, { signal }, (options) =>
      readRowsOfPackages(this.#transport, { className, PackageIDs }, versionRow, options),
    );
    for (const waiter of waiters) {
      const result = rows.ok ? (rows.value.get(waiter.PackageID) ?? succeed([])) : rows;
      const version = result.ok ? result.value[0] : undefined;
      if (version !== undefined && version.SourceVersion > waiter.before.SourceVersion) {
        this.#resolve(waiter, succeed(toVersion(version)));
      } else if (!waiter.timer.hasNextPoll) {
        this.#resolve(waiter, succeed(undefined));
      } else if (!result.ok && !isTransient(result.failure.kind)) {
        const { failure } = result;
        const operation = { ...failure.operation, PackageID: waiter.PackageID };
        this.#resolve(waiter, fail({ ...failure, operation }));
      }
    }
  }

  #resolve(waiter: Waiter, result: Result<PackageVersion | undefined>): void {
    this.#waiters.delete(waiter);
    waiter.resolve(result);
  }
}
