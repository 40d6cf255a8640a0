import { decodeStatus } from "configmgr-sdk";
import { exitCodes, UsageError, type ExitCode } from "../exit-codes.js";
import { openReport } from "../report/report.js";

/** `configmgr decode`: explains a status code. Sends nothing. */
export function decode(code: string, options: { readonly json?: boolean }): ExitCode {
  const number = /^(0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(code) ? Number(code) : Number.NaN;
  if (!(number >= -0x8000_0000 && number <= 0xffff_ffff)) {
    throw new UsageError(`"${code}" is not a 32-bit status code, such as 0x80041003 or -2147217405.`);
  }
  const status = decodeStatus(number);
  const { hex, signed, name, source, facility, message, advice } = status;
  const report = openReport(options);
  report.result(
    { type: "code", ...status },
    [`${hex} (${signed}) ${name ?? "no known name"}`, `  source: ${source}, facility: ${facility}`].concat(
      message === undefined ? [] : [`  ${message}`],
      advice === undefined ? [] : [`  ${advice}`],
    ),
  );
  report.close();
  return exitCodes.done;
}
