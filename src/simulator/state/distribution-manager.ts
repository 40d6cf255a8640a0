import { textOf } from "../values/json.js";
import type { PointOutcome } from "../settings/setting-types.js";
import { wireTime } from "../values/wire-formats.js";
import { addCopy, objectVersion } from "./create-package.js";
import {
  copyState,
  report,
  severity,
  type ContentCopy,
  type DistributionPoint,
  type PackageRecord,
  type SiteState,
} from "./state.js";

/**
 * Durations of the steps of a distribution, in milliseconds of the site's clock. On real sites the steps take minutes to
 * hours (documented).
 */
const durationMs = {
  pickUp: 5_000,
  snapshot: 10_000,
  transferStart: 2_000,
  transfer: 10_000,
  transferStep: 1_000,
  retry: 30_000,
  verify: 5_000,
} as const;

/** Lowest `PkgSourceFlag` of a package with source files. 0 means not yet specified, and 1 means no source (documented). */
const sourceIsDirect = 2;

/** Number of packages that the distribution manager processes at a time (documented: 3 threads in Microsoft's log). */
const packageThreads = 3;

/**
 * Simulates the distribution manager. It takes packages from a queue, reads their source files, increases `SourceVersion`,
 * and sends the new version to the distribution points. The order and the status messages are from Microsoft's description
 * of "Update a package" (documented). The durations are invented.
 */
export class DistributionManager {
  readonly #state: SiteState;
  readonly #queue: PackageRecord[] = [];
  readonly #running = new Set<PackageRecord>();
  readonly #runAgain = new Set<PackageRecord>();

  constructor(state: SiteState) {
    this.#state = state;
  }

  /** Puts a package into the queue, as `RefreshPkgSource` does. */
  refresh(record: PackageRecord): void {
    record.properties["ActionInProgress"] = 1;
    if (this.#running.has(record) || this.#queue.includes(record)) {
      if (this.#state.behavior.refreshWhileRunning === "queued") this.#runAgain.add(record);
      return;
    }
    this.#queue.push(record);
    this.#state.clock.after(durationMs.pickUp, () => {
      this.#takeNext();
    });
  }

  /** Sends a boot image that `RefreshPkgSource` has rebuilt to the distribution points, with a new `SourceVersion`. */
  refreshRebuilt(record: PackageRecord): void {
    if (this.#isDeclined(record)) return;
    this.#raiseVersion(record);
    this.#finish(record);
  }

  /** Sends the current version to a distribution point, even if the package was never sent there. */
  distribute(record: PackageRecord, point: DistributionPoint): void {
    const copy = record.copies.get(point.nalPath) ?? addCopy(this.#state, record, point, this.#state.clock.now());
    copy.state = copyState.installPending;
    this.redistribute(record, copy);
  }

  /** Sends the current version to a distribution point again, as `RefreshNow` does: without a new version (documented). */
  redistribute(record: PackageRecord, copy: ContentCopy): void {
    this.#send(record, copy, [...record.copies.values()].indexOf(copy));
  }

  /**
   * Compares the files on a distribution point with their hash, and writes a status message. The files do not change
   * (documented).
   */
  verify(record: PackageRecord, copy: ContentCopy): void {
    this.#state.clock.after(durationMs.verify, () => {
      const [messageID, level] =
        copy.state === copyState.installed ? [2384, severity.information] : [2383, severity.error];
      this.#setState(copy, copy.state, messageID, level, textOf(record.properties["Name"]));
    });
  }

  /** Stops a transfer to a distribution point, whose state is then failed (documented). */
  cancel(record: PackageRecord, copy: ContentCopy): void {
    copy.transfer += 1;
    this.#setState(copy, copyState.installFailed, 2302, severity.error, textOf(record.properties["Name"]), "canceled");
  }

  #takeNext(): void {
    if (this.#running.size >= packageThreads) return;
    const record = this.#queue.shift();
    if (record === undefined) return;
    this.#running.add(record);
    if (this.#isDeclined(record)) {
      this.#endAction(record);
      this.#leave(record);
      return;
    }
    this.#report(record, 2300, severity.information);
    const { source, snapshotMs = durationMs.snapshot } = this.#state.scripts.get(record.PackageID) ?? {};
    const missing =
      source === "missing" || (source === undefined && this.#state.behavior.distribution === "source-missing");
    this.#state.clock.after(snapshotMs, () => {
      if (this.#state.packages.get(record.PackageID) !== record) {
        this.#leave(record);
      } else if (missing) {
        this.#report(record, 2306, severity.error, textOf(record.properties["PkgSourcePath"]));
        this.#leave(record);
      } else {
        this.#report(record, 2376, severity.information);
        this.#raiseVersion(record);
        this.#finish(record);
        this.#leave(record);
      }
    });
  }

  /**
   * Whether the distribution manager declines a refresh: another site owns the package, or it has no source files. The
   * method has already returned 0, the site writes no status message, and `SourceVersion` does not increase (seen).
   */
  #isDeclined({ properties }: PackageRecord): boolean {
    const hasSource = Number(properties["PkgSourceFlag"]) >= sourceIsDirect;
    return properties["SourceSite"] !== this.#state.siteCode || !hasSource;
  }

  #endAction(record: PackageRecord): void {
    // The value is always 1 on real task sequences (seen).
    if (record.definition.name !== "SMS_TaskSequencePackage") record.properties["ActionInProgress"] = 0;
  }

  #leave(record: PackageRecord): void {
    this.#running.delete(record);
    if (this.#runAgain.delete(record)) this.refresh(record);
    this.#takeNext();
  }

  #raiseVersion(record: PackageRecord): void {
    const version = Number(record.properties["SourceVersion"]) + 1;
    const now = wireTime(this.#state.clock.now());
    Object.assign(record.properties, {
      SourceVersion: version,
      SourceDate: now,
      LastRefreshTime: now,
      SedoObjectVersion: objectVersion(),
    });
    this.#report(record, 2311, severity.information, String(version));
  }

  #finish(record: PackageRecord): void {
    [...record.copies.values()].forEach((copy, index) => {
      this.#setState(copy, copyState.contentUpdating, 2342, severity.information);
      this.#send(record, copy, index);
    });
    const elsewhere = [...record.copies.values()].some(({ point }) => point.siteCode !== this.#state.siteCode);
    if (elsewhere) this.#report(record, 2333, severity.information);
    this.#report(record, 2301, severity.information);
    this.#endAction(record);
  }

  /**
   * @param index - position among the distribution points of the package; `one-retries` and `one-fails` affect only
   * position 0
   */
  #send(record: PackageRecord, copy: ContentCopy, index: number): void {
    const version = Number(record.properties["SourceVersion"]);
    copy.transfer += 1;
    const { transfer } = copy;
    const outcome = this.#outcome(record, index, copy);
    const step = (delayMs: number, run: () => void): void => {
      this.#state.clock.after(delayMs, () => {
        if (copy.transfer === transfer && record.copies.get(copy.point.nalPath) === copy) run();
      });
    };
    const arriveMs = durationMs.transfer + index * durationMs.transferStep;
    step(durationMs.transferStart, () => {
      this.#setState(copy, copyState.installPending, 2342, severity.information);
      if (outcome === "never-finishes") return;
      step(arriveMs, () => {
        if (outcome === "succeeds") {
          this.#arrive(record, copy, version);
          return;
        }
        this.#setState(copy, copyState.installRetrying, 2302, severity.warning);
        step(durationMs.retry, () => {
          if (outcome === "retries") this.#arrive(record, copy, version);
          else this.#fail(record, copy);
        });
      });
    });
  }

  #outcome(record: PackageRecord, index: number, copy: ContentCopy): PointOutcome {
    const scripted = this.#state.scripts.get(record.PackageID)?.points?.[copy.point.name];
    if (scripted !== undefined) return scripted;
    const { distribution } = this.#state.behavior;
    if (distribution === "never-finishes") return distribution;
    if (index > 0) return "succeeds";
    if (distribution === "one-retries") return "retries";
    return distribution === "one-fails" ? "fails" : "succeeds";
  }

  #arrive(record: PackageRecord, copy: ContentCopy, version: number): void {
    copy.sourceVersion = version;
    copy.lastCopiedMs = this.#state.clock.now();
    this.#setState(copy, copyState.installed, 2330, severity.information, textOf(record.properties["Name"]));
  }

  #fail(record: PackageRecord, copy: ContentCopy): void {
    const name = textOf(record.properties["Name"]);
    this.#setState(copy, copyState.installFailed, 2302, severity.error, name, "The network path was not found.");
  }

  #setState(copy: ContentCopy, state: number, messageID: number, level: number, ...more: readonly string[]): void {
    const insertionStrings = [copy.point.nalPath, ...more];
    copy.state = state;
    copy.message = report(this.#state, { messageID, severity: level, insertionStrings });
    copy.summaryMs = copy.message.atMs;
  }

  #report(record: PackageRecord, messageID: number, level: number, ...more: readonly string[]): void {
    const { PackageID } = record;
    const insertionStrings = [PackageID, textOf(record.properties["Name"]), ...more];
    report(this.#state, { messageID, severity: level, PackageID, insertionStrings });
  }
}
