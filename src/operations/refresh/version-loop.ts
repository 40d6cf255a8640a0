import type { PackageVersion } from "../../package-version.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { isTransient, type PollTimer } from "../site/poll-timer.js";
import type { SharedWatchOptions } from "../distribution/shared-watch.js";
import { readRowsOfPackages } from "../site/read-packages.js";
import { readWithin } from "../site/read-within.js";
import type { SentRefresh } from "./confirm-refresh.js";
import { newSiteMessages } from "./new-site-messages.js";
import { toVersion, versionRow } from "./package-version.js";
import type { MessagesByPackage, SiteMessage } from "./site-messages.js";

/** Receives new status messages about a package. */
export type OnSiteMessages = (siteMessages: readonly SiteMessage[]) => void;

/** Settings of a {@link VersionLoop}. */
export interface VersionLoopSettings extends SharedWatchOptions {
  /** Class whose rows have the versions. */
  readonly className: string;
  /** Whether it also reads status messages about the packages. */
  readonly readsMessages: boolean;
}

interface Waiter {
  readonly PackageID: string;
  readonly before: PackageVersion;
  readonly timer: PollTimer;
  readonly onMessages: OnSiteMessages;
  readonly resolve: (result: Result<PackageVersion | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Polls the versions of packages together: one request for each 200 packages. If it reads status messages too, a poll sends
 * one request more; with several requests for a group of 200 packages, a message can show some polls after it was written.
 * It polls while at least one package is waited for, so it needs no end.
 */
export class VersionLoop {
  readonly #transport: Transport;
  readonly #settings: VersionLoopSettings;
  readonly #waiters = new Set<Waiter>();
  readonly #messages: AsyncIterator<MessagesByPackage | undefined, void>;
  #isRunning = false;

  constructor(transport: Transport, settings: VersionLoopSettings) {
    this.#transport = transport;
    this.#settings = settings;
    this.#messages = newSiteMessages(
      transport,
      () => [...this.#waiters].map(({ PackageID, before }) => ({ PackageID, since: before.SourceDate })),
      (read) => this.#readWithin(read),
    );
  }

  /**
   * Waits until the version of a package is greater than before.
   *
   * @returns the new version; `undefined` after the timeout or an abort. Fails if the package cannot be read. Rejects only
   *   with an error that the transport or the clock threw
   */
  waitFor(
    { target: { PackageID }, before }: SentRefresh,
    timer: PollTimer,
    onMessages: OnSiteMessages,
  ): Promise<Result<PackageVersion | undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiters.add({ PackageID, before, timer, onMessages, resolve, reject });
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    const { clock, signal, readsMessages } = this.#settings;
    try {
      while (this.#waiters.size > 0) {
        await this.#poll();
        if (this.#waiters.size > 0 && readsMessages) await this.#readMessages();
        for (const waiter of this.#waiters) if (!waiter.timer.hasNextPoll) this.#resolve(waiter, succeed(undefined));
        const pauses = [...this.#waiters].map(({ timer }) => timer.nextPauseMs() ?? 0);
        if (pauses.length > 0) await clock.sleep(Math.min(...pauses), signal);
      }
    } catch (error) {
      // No caller awaits this loop, so an error that is not passed on would end the process.
      for (const { reject } of this.#waiters) reject(error);
      this.#waiters.clear();
    }
    this.#isRunning = false;
  }

  async #poll(): Promise<void> {
    const { className } = this.#settings;
    const waiters = [...this.#waiters];
    const PackageIDs = waiters.map(({ PackageID }) => PackageID);
    const rows = await this.#readWithin((options) =>
      readRowsOfPackages(this.#transport, { className, PackageIDs }, versionRow, options),
    );
    for (const waiter of waiters) {
      const result = rows.ok ? (rows.value.get(waiter.PackageID) ?? succeed([])) : rows;
      const version = result.ok ? result.value[0] : undefined;
      if (version !== undefined && version.SourceVersion > waiter.before.SourceVersion) {
        this.#resolve(waiter, succeed(toVersion(version)));
      } else if (!result.ok && !isTransient(result.failure.kind) && !waiter.timer.isAborted) {
        const { failure } = result;
        const operation = { ...failure.operation, PackageID: waiter.PackageID };
        this.#resolve(waiter, fail({ ...failure, operation }));
      }
    }
  }

  async #readMessages(): Promise<void> {
    let step;
    do {
      step = await this.#messages.next();
    } while (step.done !== true && step.value === undefined && !this.#settings.spreadsReads);
    for (const { PackageID, onMessages } of this.#waiters) {
      const siteMessages = step.value?.get(PackageID);
      if (siteMessages !== undefined) onMessages(siteMessages);
    }
  }

  /** Ends a read with the shortest wait, so that no wait exceeds its timeout. The others read again. */
  async #readWithin<T>(read: (options: CallOptions) => Promise<Result<T>>): Promise<Result<T>> {
    const limitMs = Math.min(...[...this.#waiters].map(({ timer }) => timer.remainingMs));
    return await readWithin(limitMs, { signal: this.#settings.signal }, read);
  }

  #resolve(waiter: Waiter, result: Result<PackageVersion | undefined>): void {
    this.#waiters.delete(waiter);
    waiter.resolve(result);
  }
}
