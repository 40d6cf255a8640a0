import type { DistributionProgress, Failure, TransportEvent } from "configmgr-sdk";
import { LiveTable } from "./live-table.js";
import { err, out } from "./output.js";

/** How the command reports. Results go to standard output, all else to standard error. */
export interface Report {
  /** A result: as a JSON line with `--json`, otherwise as lines of text. */
  result(json: object, lines: readonly string[]): void;
  /** Something that happened to a package on the way to its result. */
  progress(PackageID: string, phase: string, progress?: DistributionProgress): void;
  /** One attempt to send a request, with `--verbose`. */
  attempt(event: TransportEvent): void;
  /** A sentence for the person in front of the screen. */
  note(text: string): void;
  /** Prints what is held back while a table is on the screen. */
  close(): void;
}

/** A live table on a terminal; otherwise one line for each event; with `--json` each line is a JSON object. */
export function openReport({ json = false }: { readonly json?: boolean | undefined }): Report {
  if (json) return new JsonReport();
  return process.stderr.isTTY ? new TableReport() : new LineReport();
}

/** Lines of a failure: the message, and the advice on a line of its own. */
export function failureLines({ message, advice, execution }: Failure): [string, ...string[]] {
  const unknown = execution === "unknown" ? " [unknown whether the site ran the call]" : "";
  return [`${message}${unknown}`, ...(advice === undefined ? [] : [`  ${advice}`])];
}

class JsonReport implements Report {
  result(json: object): void {
    out(JSON.stringify(json));
  }

  progress(PackageID: string, phase: string, progress?: DistributionProgress): void {
    err(JSON.stringify({ type: "progress", PackageID, phase, ...(progress === undefined ? {} : { progress }) }));
  }

  attempt(event: TransportEvent): void {
    err(JSON.stringify(event));
  }

  note(text: string): void {
    err(JSON.stringify({ type: "note", text }));
  }

  close(): void {
    // Nothing is held back.
  }
}

class LineReport implements Report {
  readonly #last = new Map<string, string>();

  result(_json: object, lines: readonly string[]): void {
    lines.forEach(out);
  }

  progress(PackageID: string, phase: string, progress?: DistributionProgress): void {
    const text = `${PackageID}: ${phase}${countsText(progress)}`;
    // A poll that saw no change is not an event.
    if (this.#last.get(PackageID) === text) return;
    this.#last.set(PackageID, text);
    err(text);
  }

  attempt(event: TransportEvent): void {
    err(attemptText(event));
  }

  note(text: string): void {
    err(text);
  }

  close(): void {
    // Nothing is held back.
  }
}

class TableReport implements Report {
  readonly #table = new LiveTable(process.stderr);
  readonly #results: string[] = [];

  result(_json: object, lines: readonly string[]): void {
    this.#results.push(...lines);
  }

  progress(PackageID: string, phase: string, progress?: DistributionProgress): void {
    this.#table.show(PackageID, phase, progress);
  }

  attempt(event: TransportEvent): void {
    this.#table.log(attemptText(event));
  }

  note(text: string): void {
    this.#table.log(text);
  }

  close(): void {
    this.#table.close();
    this.#results.splice(0).forEach(out);
  }
}

function countsText(progress: DistributionProgress | undefined): string {
  if (progress === undefined) return "";
  const { installed, total, failed, sourceVersion } = progress;
  return `, version ${sourceVersion} on ${installed} of ${total}${failed > 0 ? `, ${failed} failed` : ""}`;
}

function attemptText(event: TransportEvent): string {
  if (event.type !== "attempt") return "warning: certificates are not checked";
  const { id, attempt, operation, status, failure, durationMs } = event;
  const call = [operation.className, operation.methodName, operation.PackageID].filter(Boolean).join(" ");
  return `request ${id}, attempt ${attempt}: ${call}: ${failure ?? status ?? ""} (${Math.round(durationMs)} ms)`;
}
