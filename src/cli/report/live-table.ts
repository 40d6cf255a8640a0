import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { DistributionProgress } from "configmgr-sdk";
import { printable } from "./output.js";

/**
 * Shows a line for each package in progress, with a bar for its distribution points. The result of a package is printed
 * above the table.
 */
export class LiveTable {
  readonly #bars = new Map<string, SingleBar>();
  readonly #stream: NodeJS.WriteStream;
  #table: MultiBar | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(PackageID: string, phase: string, progress: DistributionProgress | undefined): void {
    const { installed = 0, total = 0, failed = 0 } = progress ?? {};
    const payload = { id: PackageID, phase: phase.padEnd(14), failed: failed > 0 ? `, ${failed} failed` : "" };
    const bar = this.#bars.get(PackageID);
    if (settledPhases.has(phase)) {
      if (bar !== undefined) this.#table?.remove(bar);
      this.#bars.delete(PackageID);
      this.log(`${PackageID} ${phase}${total > 0 ? `: ${installed} of ${total}${payload.failed}` : ""}`);
      return;
    }
    if (bar !== undefined) {
      bar.setTotal(total);
      bar.update(installed, payload);
      return;
    }
    // A table that is higher than the terminal cannot be redrawn in place.
    if (this.#bars.size >= (this.#stream.rows || 24) - 2) return;
    this.#table ??= new MultiBar(
      {
        format: "{id} {phase} {bar} {value} of {total}{failed}",
        stream: this.#stream,
        hideCursor: true,
        gracefulExit: false,
        barsize: 24,
        emptyOnZero: true,
      },
      Presets.shades_classic,
    );
    this.#bars.set(PackageID, this.#table.create(total, installed, payload));
  }

  /** Prints a line above the table. */
  log(text: string): void {
    const line = `${printable(text)}\n`;
    if (this.#bars.size === 0) this.#stream.write(line);
    else this.#table?.log(line);
  }

  close(): void {
    this.#table?.stop();
  }
}

/** Phases that are the last one of a package. */
const settledPhases: ReadonlySet<string> = new Set(["done", "failed", "unknown", "not started"]);
