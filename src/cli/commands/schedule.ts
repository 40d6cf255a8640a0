import { decodeScheduleString, describeSchedule } from "configmgr-sdk";
import { exitCodes, UsageError, type ExitCode } from "../exit-codes.js";
import { openReport } from "../report/report.js";

/** `configmgr schedule`: explains a schedule string, which has 16 hexadecimal digits for each token. Sends nothing. */
export function schedule(text: string, options: { readonly json?: boolean }): ExitCode {
  const decoded = decodeScheduleString(text);
  if (!decoded.ok) throw new UsageError(`${decoded.failure.message}.`);
  const report = openReport(options);
  const description = describeSchedule(decoded.value);
  report.result({ type: "schedule", description, tokens: decoded.value }, [description]);
  report.close();
  return exitCodes.done;
}
