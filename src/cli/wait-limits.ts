import { UsageError } from "./exit-codes.js";

/** Arguments of commands that wait. */
export interface WaitArguments {
  readonly timeoutMinutes?: string;
  readonly intervalSeconds?: string;
  readonly simulate?: boolean;
}

/** Limits for the library, in milliseconds. Members that were not given are absent: the library's defaults apply. */
export function waitLimits({ timeoutMinutes, intervalSeconds, simulate }: WaitArguments) {
  const seconds = intervalSeconds ?? (simulate === true ? "1" : undefined);
  return {
    ...(timeoutMinutes === undefined ? {} : { timeoutMs: positive("--timeout-minutes", timeoutMinutes) * 60_000 }),
    ...(seconds === undefined ? {} : { intervalMs: positive("--interval-seconds", seconds) * 1_000 }),
  };
}

/** A whole number, 1 or more. */
export function wholeNumber(option: string, text: string): number {
  const number = positive(option, text);
  if (!Number.isInteger(number)) throw new UsageError(`${option} must be a whole number, 1 or more, not "${text}".`);
  return number;
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number) && number > 0) return number;
  throw new UsageError(`${option} must be a number above 0, not "${text}".`);
}
