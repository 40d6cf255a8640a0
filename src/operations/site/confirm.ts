import type { OperationInfo } from "../../failure.js";
import type { Failed } from "../../result.js";
import { refuseDurations, type PollLimits } from "./poll-timer.js";

/** How long and how often an operation looks whether it came true. */
export interface ConfirmLimits {
  /** Give up after so many milliseconds; 15 minutes where left out. A large package needs hours. */
  readonly timeoutMs?: number | undefined;
  /** First pause between two looks, in milliseconds; 10 s where left out. It grows up to a minute. */
  readonly intervalMs?: number | undefined;
}

/** `true` for the default limits. */
export type Confirm = boolean | ConfirmLimits;

const defaultLimits: PollLimits = { timeoutMs: 15 * 60_000, intervalMs: 10_000 };

/** The limits that were asked for; `undefined` where nothing is to be confirmed. */
export function confirmLimits(confirm: Confirm | undefined): PollLimits | undefined {
  if (confirm === undefined || confirm === false) return undefined;
  if (confirm === true) return defaultLimits;
  return {
    timeoutMs: confirm.timeoutMs ?? defaultLimits.timeoutMs,
    intervalMs: confirm.intervalMs ?? defaultLimits.intervalMs,
  };
}

/** Refuses limits that are no spans of time. */
export function refuseLimits(operation: OperationInfo, limits: PollLimits | undefined): Failed | undefined {
  if (limits === undefined) return undefined;
  return refuseDurations(operation, { "confirm.timeoutMs": limits.timeoutMs, "confirm.intervalMs": limits.intervalMs });
}
