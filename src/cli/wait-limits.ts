import { UsageError } from "./exit-codes.js";

/** Command line arguments of commands that wait. */
export interface WaitArguments {
  readonly timeoutMinutes?: string;
  readonly intervalSeconds?: string;
  readonly simulate?: boolean;
}

/** Converts the arguments to limits in milliseconds. A limit that is not given is absent, so the library's default applies. */
export function waitLimits({ timeoutMinutes, intervalSeconds, simulate }: WaitArguments) {
  const seconds = intervalSeconds ?? (simulate === true ? "1" : undefined);
  return {
    ...(timeoutMinutes === undefined ? {} : { timeoutMs: positive("--timeout-minutes", timeoutMinutes) * 60_000 }),
    ...(seconds === undefined ? {} : { intervalMs: positive("--interval-seconds", seconds) * 1_000 }),
  };
}

/** Reads the value of an option that must be a whole number, 1 or more. */
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
