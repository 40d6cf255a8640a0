import { systemClock, type Clock } from "../../clock.js";
import type { Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { packageIDRow } from "../../wmi/row-values.js";
import { inGroups, maxPackagesPerRead, readRowsOfPackages, rowsOf, type RowsByPackage } from "../site/read-packages.js";
import type { ClassRows } from "../site/read-rows.js";
import { leastOf, PollTimer, readWithin, type WaitOptions } from "../site/poll-timer.js";
import { statusRows, targetRows, totalsRows } from "./points.js";
import { reasonRows } from "./point-reasons.js";
import type { DistributionWatch } from "./watch-arguments.js";
import type { Supplement, SupplementRows } from "./package-evidence.js";
import { WatchedPackage } from "./watched-package.js";

export interface SharedWatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /**
   * True: a poll sends at most one request more than the status rows need, so an outcome can take one poll longer. False:
   * a poll reads everything that it needs.
   */
  readonly spreadsReads: boolean;
}

/** Maximum number of supplements in one poll of one package. A site that changes all the time would need more without end. */
const maxSupplementReads = 8;

const classes: { readonly [Name in Supplement]: ClassRows<SupplementRows[Name]> } = {
  targets: targetRows,
  totals: totalsRows,
  existence: { className: "SMS_PackageBaseclass", schema: packageIDRow },
};

const supplements: readonly Supplement[] = ["targets", "totals", "existence"];

/**
 * Watches any number of packages with shared polls. Each poll reads the status rows of the packages, in one request for each
 * 200 packages, and the supplements that some of them need to confirm an outcome.
 *
 * How to use it: `start` the watch of each package, then `poll` and `pause` in turn for those without `result`. A package can
 * join at any time. After each poll, `progress` of each package is current, and `result` is set when its watch has ended. A
 * package ends by its own limits; `signal` ends all. A method rejects only with an error that the transport or the clock threw.
 */
export class SharedWatch {
  readonly #transport: Transport;
  readonly #options: SharedWatchOptions;
  #readsStatusesLast = false;
  /** Supplements in the order of their last read, so that many packages with one supplement do not delay the others. */
  #turns = supplements;

  constructor(transport: Transport, options: SharedWatchOptions) {
    this.#transport = transport;
    this.#options = options;
  }

  /** Starts the watch of a package. Its time runs from now. */
  start(watch: DistributionWatch): WatchedPackage {
    const timer = new PollTimer(watch.limits, this.#options);
    return new WatchedPackage(watch, timer, this.#options.clock.now());
  }

  /** Polls packages without `result` once. */
  async poll(open: readonly WatchedPackage[]): Promise<void> {
    const { clock, spreadsReads } = this.#options;
    for (const one of open) one.isProgressCurrent = false;
    const statusGroups = inGroups(open, maxPackagesPerRead);
    // If many supplements are missing, for example at the start, a separate poll reads them.
    const missing = supplements.map((name) => open.filter((one) => one.evidence.missingSupplement === name).length);
    const missingGroups = missing.reduce((sum, count) => sum + Math.ceil(count / maxPackagesPerRead), 0);
    const readsStatuses = !spreadsReads || !this.#readsStatusesLast || missingGroups <= 1;
    this.#readsStatusesLast = readsStatuses;

    if (readsStatuses) for (const group of statusGroups) await this.#readStatuses(group);
    const limit = readsStatuses ? 1 : statusGroups.length + 1;
    await this.#readSupplements(open, spreadsReads ? limit : maxSupplementReads);
    this.#endIfAborted(open);
    const stillOpen = open.filter(({ result }) => result === undefined);
    if (readsStatuses) for (const one of stillOpen) one.conclude(clock.now());
    await this.#end(stillOpen);
    this.#endIfAborted(open);
  }

  /** Waits until the next poll of packages without `result` is due. */
  async pause(open: readonly WatchedPackage[]): Promise<void> {
    const pauses = open.flatMap(({ timer }) => timer.nextPauseMs() ?? []);
    if (pauses.length > 0) await this.#options.clock.sleep(leastOf(pauses), this.#options.signal);
    this.#endIfAborted(open);
  }

  /** Reads the reasons of packages that end with this poll. Ends those whose timeout leaves no time for another poll. */
  async #end(open: readonly WatchedPackage[]): Promise<void> {
    const ended = open.filter(({ result, timer }) => result !== undefined || !timer.hasNextPoll);
    const failed = ended.filter(({ result, hasFailedPoint }) => hasFailedPoint && (result === undefined || result.ok));
    for (const group of inGroups(failed, maxPackagesPerRead)) {
      const reasons = await this.#read(reasonRows, group);
      for (const one of group) one.takeReasons(rowsOf(reasons, one.PackageID));
    }
    for (const one of ended) one.timeOut();
  }

  #endIfAborted(open: readonly WatchedPackage[]): void {
    if (this.#options.signal?.aborted === true) for (const one of open) one.abort();
  }

  async #readStatuses(group: readonly WatchedPackage[]): Promise<void> {
    const rows = await this.#read(statusRows, group);
    for (const one of group) one.evidence.takeStatuses(rowsOf(rows, one.PackageID));
  }

  /** Reads missing supplements; if none is missing, reads one again. */
  async #readSupplements(open: readonly WatchedPackage[], limit: number): Promise<void> {
    const failed = new Set<WatchedPackage>();
    for (let requests = 0; requests < limit; requests += 1) {
      const next =
        this.#nextGroup(open, (one) => (failed.has(one) ? undefined : one.evidence.missingSupplement)) ??
        (requests === 0 ? this.#nextGroup(open, (one) => one.evidence.oldestSupplement) : undefined);
      if (next === undefined) return;
      await this.#readSupplement(next.name, classes[next.name], next.group);
      // A failed read is retried in the next poll.
      for (const one of next.group) if (one.evidence.missingSupplement === next.name) failed.add(one);
    }
  }

  #nextGroup(
    open: readonly WatchedPackage[],
    supplementOf: (one: WatchedPackage) => Supplement | undefined,
  ): { readonly name: Supplement; readonly group: readonly WatchedPackage[] } | undefined {
    for (const name of this.#turns) {
      const group = open.filter((one) => supplementOf(one) === name).slice(0, maxPackagesPerRead);
      if (group.length === 0) continue;
      this.#turns = [...this.#turns.filter((other) => other !== name), name];
      return { name, group };
    }
    return undefined;
  }

  async #readSupplement<Name extends Supplement>(
    name: Name,
    classRows: ClassRows<SupplementRows[Name]>,
    group: readonly WatchedPackage[],
  ): Promise<void> {
    const rows = await this.#read(classRows, group);
    for (const one of group) one.evidence.takeSupplement(name, rowsOf(rows, one.PackageID));
  }

  async #read<Row>(classRows: ClassRows<Row>, group: readonly WatchedPackage[]): Promise<Result<RowsByPackage<Row>>> {
    const PackageIDs = group.map(({ PackageID }) => PackageID);
    const timers = group.map(({ timer }) => timer);
    return await readWithin(timers, { signal: this.#options.signal }, (options) =>
      readRowsOfPackages(this.#transport, classRows, PackageIDs, options),
    );
  }
}

/**
 * Watches packages together until the watch of each has ended. Yields the same list after each poll, with the current
 * progress in it. One package is the case in which a poll reads everything that it needs.
 */
export async function* watchPackages(
  transport: Transport,
  watches: readonly DistributionWatch[],
  { signal, clock = systemClock }: WaitOptions,
): AsyncGenerator<readonly WatchedPackage[], void> {
  const shared = new SharedWatch(transport, { signal, clock, spreadsReads: watches.length > 1 });
  const watched = watches.map((watch) => shared.start(watch));
  let open = watched;
  while (open.length > 0) {
    await shared.poll(open);
    yield watched;
    open = open.filter(({ result }) => result === undefined);
    await shared.pause(open);
    if (!open.some(({ result }) => result !== undefined)) continue;
    // The signal fired during the pause, and ended all watches.
    yield watched;
    return;
  }
}
