import * as z from "zod";
import type { Clock } from "../../clock.js";
import type { PackageVersion } from "../../package-version.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { optionalUint32, siteTime, uint32 } from "../../wmi/row-values.js";
import { isTransient, leastOf, readWithin, type PollTimer } from "../site/poll-timer.js";
import { readRowsOfPackages, rowsOf } from "../site/read-packages.js";
import { WaitLoop } from "../site/wait-loop.js";
import { newSiteMessages, type MessagesByPackage, type SiteMessage } from "./site-messages.js";

/** Properties of a row that describe the version of a package. */
export const versionRow = z.object({
  PackageID: z.string(),
  PackageType: optionalUint32,
  SourceVersion: uint32,
  SourceDate: siteTime,
  LastRefreshTime: siteTime,
});

/** Returns the version of a package from its row. */
export function toVersion({ SourceVersion, SourceDate, LastRefreshTime }: z.output<typeof versionRow>): PackageVersion {
  return {
    SourceVersion,
    ...(SourceDate !== undefined && { SourceDate }),
    ...(LastRefreshTime !== undefined && { LastRefreshTime }),
  };
}

export interface VersionLoopSettings {
  /** Class whose rows have the versions. */
  readonly className: string;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** The caller's limit for one attempt of a read. */
  readonly timeoutMs?: number | undefined;
  /** Whether the loop also reads status messages about the packages. */
  readonly readsMessages: boolean;
  /** True: a poll sends at most one request for status messages. False: a poll reads all new messages. */
  readonly spreadsReads: boolean;
}

interface VersionWait {
  readonly PackageID: string;
  readonly before: PackageVersion;
  readonly timer: PollTimer;
  /** Receives new status messages about the package. */
  readonly onMessages?: (siteMessages: readonly SiteMessage[]) => void;
}

/**
 * Polls the versions of packages together, in one request for each 200 packages. A poll that also reads status messages sends
 * one more request. The messages of 200 packages need several requests, so a message can be reported some polls later.
 */
export class VersionLoop extends WaitLoop<VersionWait, PackageVersion | undefined> {
  readonly #transport: Transport;
  readonly #settings: VersionLoopSettings;
  readonly #messages: AsyncIterator<MessagesByPackage | undefined, void>;

  constructor(transport: Transport, settings: VersionLoopSettings) {
    super();
    this.#transport = transport;
    this.#settings = settings;
    this.#messages = newSiteMessages(
      transport,
      () => this.waits.map(({ PackageID, before }) => ({ PackageID, since: before.SourceDate })),
      (read) => this.#readWithin(read),
    );
  }

  /**
   * Waits until the version of a package is greater than `before`.
   *
   * @returns the new version; `undefined` after the timeout or an abort. Fails if the package cannot be read
   */
  waitFor(wait: VersionWait): Promise<Result<PackageVersion | undefined>> {
    return this.open(wait);
  }

  protected override async poll(): Promise<void> {
    const { clock, signal, readsMessages } = this.#settings;
    await this.#readVersions();
    if (readsMessages && this.waits.length > 0) await this.#readMessages();
    const pauses = this.waits.flatMap((wait) => {
      const pauseMs = wait.timer.nextPauseMs();
      if (pauseMs === undefined) this.end(wait, succeed(undefined));
      return pauseMs ?? [];
    });
    if (pauses.length > 0) await clock.sleep(leastOf(pauses), signal);
    for (const wait of this.waits) if (wait.timer.isAborted) this.end(wait, succeed(undefined));
  }

  async #readVersions(): Promise<void> {
    const { className } = this.#settings;
    const { waits } = this;
    const PackageIDs = waits.map(({ PackageID }) => PackageID);
    const rows = await this.#readWithin((options) =>
      readRowsOfPackages(this.#transport, { className, schema: versionRow }, PackageIDs, options),
    );
    for (const wait of waits) {
      const { PackageID, before, timer } = wait;
      const found = rowsOf(rows, PackageID);
      const row = found.ok ? found.value[0] : undefined;
      if (row !== undefined && row.SourceVersion > before.SourceVersion) this.end(wait, succeed(toVersion(row)));
      if (found.ok || isTransient(found.failure.kind) || timer.isAborted) continue;
      const operation = { ...found.failure.operation, PackageID };
      this.end(wait, fail({ ...found.failure, operation }));
    }
  }

  async #readMessages(): Promise<void> {
    let step;
    do {
      step = await this.#messages.next();
    } while (step.done !== true && step.value === undefined && !this.#settings.spreadsReads);
    for (const { PackageID, onMessages } of this.waits) {
      const siteMessages = step.value?.get(PackageID);
      if (siteMessages !== undefined) onMessages?.(siteMessages);
    }
  }

  /** Runs a read, and ends it when the first wait reaches its timeout. The other waits read again. */
  async #readWithin<T>(read: (options: CallOptions) => Promise<Result<T>>): Promise<Result<T>> {
    const { signal, timeoutMs } = this.#settings;
    return await readWithin(
      this.waits.map(({ timer }) => timer),
      { signal, timeoutMs },
      read,
    );
  }
}
