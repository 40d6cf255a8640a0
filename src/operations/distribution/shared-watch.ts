import type { Clock } from "../../clock.js";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { packageIDRow } from "../../wmi/row-values.js";
import { inGroups, maxPackagesPerRead, readRowsOfPackages, type RowsByPackage } from "../site/read-packages.js";
import type { RowSchema } from "../site/read-rows.js";
import { PollTimer } from "../site/poll-timer.js";
import { readWithin } from "../site/read-within.js";
import { statusClass, statusRow, targetClass, targetRow, totalsClass, totalsRow } from "./points.js";
import { readReasons, type ReasonsByPackage } from "./point-reasons.js";
import type { DistributionWatch } from "./limits.js";
import type { Supplement } from "./package-evidence.js";
import { WatchedPackage } from "./watched-package.js";

/** Options of a {@link SharedWatch}. */
export interface SharedWatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /**
   * True: a poll sends at most one request more than the status rows need, so an outcome can take one poll longer. False:
   * a poll reads everything that it needs.
   */
  readonly spreadsReads: boolean;
}

/** Maximum number of supplements that a poll reads for one package. More reads would only follow a site that keeps changing. */
const maxSupplementReads = 8;

const supplements: readonly Supplement[] = ["targets", "totals", "existence"];

/**
 * Watches any number of packages with shared polls. Each poll reads the status rows of the packages that are still open, in
 * one request for each 200 packages, and the supplements that some of them need to confirm an outcome.
 *
 * How to use it: `add` packages at any time, then `do await shared.poll(); while (await shared.wait())`. After each poll,
 * `progress` of each added package is current, and `result` is set when its watch has ended. A package ends by its own
 * limits; `signal` ends all. `WatchLoop` runs this loop in the background. No method rejects.
 */
export class SharedWatch {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #spreadsReads: boolean;
  readonly #open = new Set<WatchedPackage>();
  #readsStatusesLast = false;
  /** Supplements in the order of their last read. */
  #turns = supplements;

  constructor(transport: Transport, { clock, signal, spreadsReads }: SharedWatchOptions) {
    this.#transport = transport;
    this.#clock = clock;
    this.#signal = signal;
    this.#spreadsReads = spreadsReads;
  }

  /** Adds a package. Its first poll is the next one; its time runs from now. */
  add(watch: DistributionWatch): WatchedPackage {
    const timer = new PollTimer(watch.limits, { signal: this.#signal, clock: this.#clock });
    const added = new WatchedPackage(watch, timer, this.#clock.now());
    this.#open.add(added);
    return added;
  }

  /** Number of packages whose watch has not ended. */
  get openCount(): number {
    return this.#open.size;
  }

  /** Polls the open packages once. */
  async poll(): Promise<void> {
    const open = [...this.#open];
    for (const one of open) one.begin();
    const statusGroups = inGroups(open, maxPackagesPerRead);
    // Many missing supplements, for example at the start, get a poll of their own.
    const missing = supplements.map((name) => open.filter((one) => one.evidence.missingSupplement === name).length);
    const missingGroups = missing.reduce((sum, count) => sum + Math.ceil(count / maxPackagesPerRead), 0);
    const readsStatuses = !this.#spreadsReads || !this.#readsStatusesLast || missingGroups <= 1;
    this.#readsStatusesLast = readsStatuses;

    if (readsStatuses) for (const group of statusGroups) await this.#readStatuses(group);
    const limit = readsStatuses ? 1 : statusGroups.length + 1;
    await this.#readSupplements(open, this.#spreadsReads ? limit : maxSupplementReads);
    this.#endAborted();
    const stillOpen = open.filter((one) => this.#open.has(one));
    if (readsStatuses) for (const one of stillOpen) one.conclude(this.#clock.now());
    await this.#end(stillOpen);
    this.#endAborted();
  }

  /** Waits until the next poll is due. Resolves to `false` if no package is open. */
  async wait(): Promise<boolean> {
    const pauses = [...this.#open].flatMap(({ timer }) => timer.nextPauseMs() ?? []);
    if (pauses.length > 0) await this.#clock.sleep(Math.min(...pauses), this.#signal);
    this.#endAborted();
    return this.#open.size > 0;
  }

  /** Stops the watch of one package. It gets no result. */
  remove(watched: WatchedPackage): void {
    this.#open.delete(watched);
  }

  /** Closes the packages that have a result, and those whose timeout leaves no time for another poll. */
  async #end(open: readonly WatchedPackage[]): Promise<void> {
    const ended = open.filter(({ result, timer }) => result !== undefined || !timer.hasNextPoll);
    const failed = ended.filter(({ result, hasFailedPoint }) => hasFailedPoint && (result === undefined || result.ok));
    for (const group of inGroups(failed, maxPackagesPerRead)) {
      const reasons = await this.#readReasons(group);
      if (reasons.ok) for (const one of group) one.takeReasons(reasons.value);
    }
    for (const one of ended) {
      one.timeOut();
      this.#open.delete(one);
    }
  }

  #endAborted(): void {
    if (this.#signal?.aborted !== true) return;
    for (const one of this.#open) one.abort();
    this.#open.clear();
  }

  async #readStatuses(group: readonly WatchedPackage[]): Promise<void> {
    const rows = await this.#read(statusClass, statusRow, group);
    for (const one of group) one.evidence.takeStatuses(rowsOf(rows, one));
  }

  /** Reads missing supplements; if none is missing, reads one again. */
  async #readSupplements(open: readonly WatchedPackage[], limit: number): Promise<void> {
    const failed = new Map<Supplement, Set<WatchedPackage>>(supplements.map((name) => [name, new Set()]));
    for (let requests = 0; requests < limit; requests += 1) {
      const next =
        this.#nextGroup(open, failed, ({ evidence }) => evidence.missingSupplement) ??
        (requests === 0 ? this.#nextGroup(open, failed, ({ evidence }) => evidence.oldestSupplement) : undefined);
      if (next === undefined) return;
      await this.#readSupplement(next.name, next.group);
      // A read that failed is made again in the next poll.
      for (const one of next.group) if (one.evidence.missingSupplement === next.name) failed.get(next.name)?.add(one);
    }
  }

  #nextGroup(
    open: readonly WatchedPackage[],
    failed: ReadonlyMap<Supplement, ReadonlySet<WatchedPackage>>,
    supplementOf: (one: WatchedPackage) => Supplement | undefined,
  ): { readonly name: Supplement; readonly group: readonly WatchedPackage[] } | undefined {
    const groups = supplements.map((name) => ({
      name,
      group: open.filter((one) => supplementOf(one) === name && failed.get(name)?.has(one) !== true),
    }));
    // Equal turns for each supplement: a large group must not keep a small one from being read.
    groups.sort((one, other) => this.#turns.indexOf(one.name) - this.#turns.indexOf(other.name));
    const next = groups.find(({ group }) => group.length > 0);
    if (next === undefined) return undefined;
    this.#turns = [...this.#turns.filter((name) => name !== next.name), next.name];
    return { ...next, group: next.group.slice(0, maxPackagesPerRead) };
  }

  async #readSupplement(name: Supplement, group: readonly WatchedPackage[]): Promise<void> {
    switch (name) {
      case "targets": {
        const rows = await this.#read(targetClass, targetRow, group);
        for (const one of group) one.evidence.takeTargets(rowsOf(rows, one));
        return;
      }
      case "totals": {
        const rows = await this.#read(totalsClass, totalsRow, group);
        for (const one of group) one.evidence.takeTotals(rowsOf(rows, one));
        return;
      }
      case "existence": {
        const rows = await this.#read("SMS_PackageBaseclass", packageIDRow, group);
        for (const one of group) one.evidence.takeExistence(rowsOf(rows, one));
        return;
      }
      default:
        name satisfies never;
    }
  }

  async #readReasons(group: readonly WatchedPackage[]): Promise<Result<ReasonsByPackage>> {
    const ids = group.map(({ PackageID }) => PackageID);
    return await this.#within(group, (options) => readReasons(this.#transport, ids, options));
  }

  async #read<Row>(
    className: string,
    schema: RowSchema<Row>,
    group: readonly WatchedPackage[],
  ): Promise<Result<RowsByPackage<Row>>> {
    const query = { className, PackageIDs: group.map(({ PackageID }) => PackageID) };
    return await this.#within(group, (options) => readRowsOfPackages(this.#transport, query, schema, options));
  }

  /** Runs a read that ends at the earliest timeout of the packages that it is for. */
  async #within<T>(
    group: readonly WatchedPackage[],
    read: (options: CallOptions) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const limitMs = Math.min(...group.map(({ timer }) => timer.remainingMs));
    return await readWithin(limitMs, { signal: this.#signal }, read);
  }
}

function rowsOf<Row>(rows: Result<RowsByPackage<Row>>, { PackageID }: WatchedPackage): Result<readonly Row[]> {
  return rows.ok ? (rows.value.get(PackageID) ?? succeed([])) : rows;
}
