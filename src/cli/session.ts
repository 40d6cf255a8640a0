import type { Transport } from "configmgr-sdk";
import { connect, type ConnectionOptions } from "./connection.js";
import type { ExitCode } from "./exit-codes.js";
import { Interruption } from "./interruption.js";
import { openReport, type Report } from "./report/report.js";

/** Options of every command that connects to a site. */
export interface SessionOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** The transport, the report and the signal of a command that runs. */
export interface Session {
  readonly transport: Transport;
  readonly report: Report;
  /** Fires at the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Opens a transport and a report, runs the command, and closes both again. */
export async function inSession(
  options: SessionOptions,
  command: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const report = openReport(options);
  const onEvent = options.verbose === true ? report.attempt.bind(report) : undefined;
  const { transport, close } = await connect(options, onEvent);
  const interruption = new Interruption(
    () => {
      report.note(
        "Waiting for the end of the calls in progress, then stopping. Press Ctrl-C again to end immediately.",
      );
    },
    // The second Ctrl-C ends the process: show the cursor again and print the results that are known.
    () => {
      report.close();
    },
  );
  try {
    return await command({ transport, report, signal: interruption.signal });
  } finally {
    interruption.close();
    report.close();
    await close();
  }
}
