import type { OperationInfo } from "../../failure.js";
import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import { succeed, type Result } from "../../result.js";
import { refuseWait, type PollLimits, type WaitOptions } from "./poll-timer.js";

/** How long and how often an operation polls for the effect of its call. */
export interface ConfirmLimits {
  /** Timeout of all polls together, in milliseconds. Default: 15 minutes. A large package can need hours. */
  readonly timeoutMs?: number | undefined;
  /** First pause between two polls, in milliseconds. Default: 10 s. Each pause is longer than the one before, up to 1 minute. */
  readonly intervalMs?: number | undefined;
  /** `true`: a `timeout` failure if the effect is not observed in time. Default: a success without `confirmed`. */
  readonly required?: boolean | undefined;
}

/** Whether to poll for the effect of the call. `true`: with the default limits. */
export type Confirm = boolean | ConfirmLimits;

/** Limits of `confirm` with the defaults filled in. */
export interface CheckedConfirm extends PollLimits {
  readonly required: boolean;
}

/**
 * Checks the option `confirm` and fills in its defaults.
 *
 * @returns `undefined` if the operation does not poll; `invalid-argument` for invalid limits, signal or clock
 */
export function checkConfirm(
  operation: OperationInfo,
  options: WaitOptions & { readonly confirm?: Confirm | undefined },
): Result<CheckedConfirm | undefined> {
  const notObject = refuseOptions(operation, options);
  if (notObject !== undefined) return notObject;
  const { confirm, signal, clock } = options;
  if (confirm === undefined || confirm === false) return succeed(undefined);
  // Callers in JavaScript can pass any value.
  const given: unknown = confirm === true ? {} : confirm;
  if (typeof given !== "object" || given === null) {
    return invalidArgument(operation, "confirm", "must be true, false or an object with limits");
  }
  const { timeoutMs = 15 * 60_000, intervalMs = 10_000, required }: ConfirmLimits = given;
  const durations = { "confirm.timeoutMs": timeoutMs, "confirm.intervalMs": intervalMs };
  const refused = refuseWait(operation, durations, { signal, clock });
  return refused ?? succeed({ timeoutMs, intervalMs, required: required === true });
}
