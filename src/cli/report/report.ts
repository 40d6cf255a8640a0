import type { DistributionProgress, Failure, TransportEvent } from "configmgr-sdk";
import { exitCodeOfFailure, UsageError, type ExitCode } from "../exit-codes.js";
import { LiveTable } from "./live-table.js";
import { err, out } from "./output.js";

/** How a command reports: results go to standard output, everything else to standard error. */
export interface Report {
  /** Prints a result: as a JSON line with `--json`, otherwise as lines of text. */
  result(json: object, lines: readonly string[]): void;
  /** Shows a step of a package before its result, for example a poll of its distribution. */
  progress(PackageID: string, phase: string, progress?: DistributionProgress): void;
  /** Shows one attempt to send a request, with `--verbose`. */
  attempt(event: TransportEvent): void;
  /** Shows a sentence for the person who runs the command. */
  note(text: string): void;
  /** Prints the results that were held back while a table was on the screen. */
  close(): void;
}

/** A live table on a terminal; otherwise one line for each event; with `--json` each line is a JSON object. */
export function openReport({ json = false }: { readonly json?: boolean | undefined }): Report {
  if (json) return new JsonReport();
  return process.stderr.isTTY ? new TableReport() : new LineReport();
}

/** Lines of a failure: the message, and the advice on a separate line. */
export function failureLines({ message, advice, execution }: Failure): [string, ...string[]] {
  const unknown = execution === "unknown" ? " [it is not known whether the site ran the call]" : "";
  return [`${message}${unknown}`, ...(advice === undefined ? [] : [`  ${advice}`])];
}

/** Reports a failure as a result and returns its exit code. An argument that the library refuses is a usage error. */
export function reportFailure(report: Report, failure: Failure): ExitCode {
  if (failure.kind === "invalid-argument") throw new UsageError(`${failure.message}.`);
  report.result({ type: "failure", failure }, failureLines(failure));
  return exitCodeOfFailure(failure);
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
    // Each result was printed at once.
  }
}

class LineReport implements Report {
  readonly #last = new Map<string, string>();

  result(_json: object, lines: readonly string[]): void {
    lines.forEach(out);
  }

  progress(PackageID: string, phase: string, progress?: DistributionProgress): void {
    const text = `${PackageID}: ${phase}${countsText(progress)}`;
    // A poll without a change prints no line.
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
    // Each result was printed at once.
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
  if (event.type !== "attempt") return "warning: the certificate of the server is not checked";
  const { id, attempt, operation, status, failure, durationMs } = event;
  const call = [operation.className, operation.methodName, operation.PackageID].filter(Boolean).join(" ");
  return `request ${id}, attempt ${attempt}: ${call}: ${failure ?? status ?? ""} (${Math.round(durationMs)} ms)`;
}
