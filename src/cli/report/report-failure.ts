import type { Failure } from "configmgr-sdk";
import { exitCodeOfFailure, UsageError, type ExitCode } from "../exit-codes.js";
import { failureLines, type Report } from "./report.js";

/** Reports a failure as a result and returns its exit code. An argument that the library refuses is a usage error. */
export function reportFailure(report: Report, failure: Failure): ExitCode {
  if (failure.kind === "invalid-argument") throw new UsageError(`${failure.message}.`);
  report.result({ type: "failure", failure }, failureLines(failure));
  return exitCodeOfFailure(failure);
}
