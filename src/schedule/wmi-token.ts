import { succeed, type Result } from "../result.js";
import { readDateTime, readNumber, readWallClock } from "../wmi/cim-values.js";
import { readToken, type TokenValues } from "./read-token.js";
import type { ScheduleToken } from "./schedule-token.js";

/** A token as it stands in a property such as `RefreshSchedule`: JSON values, `StartTime` as ISO 8601 text. */
export type WmiScheduleToken = WithTextStart<ScheduleToken>;

type WithTextStart<Token> = Token extends ScheduleToken
  ? { readonly [P in keyof Token]: P extends "StartTime" ? string : Token[P] }
  : never;

const operation = { className: "SMS_ScheduleToken" };

/** Documented defaults: the provider may leave out what has one (inferred). */
const defaults = {
  StartTime: "1970-02-01T00:00:00Z",
  IsGMT: false,
  DayDuration: 0,
  HourDuration: 0,
  MinuteDuration: 0,
  DaySpan: 0,
  HourSpan: 0,
  MinuteSpan: 0,
  Day: 1,
  ForNumberOfWeeks: 1,
  ForNumberOfMonths: 1,
  WeekOrder: 0,
  MonthDay: 0,
};

/**
 * Makes a token of an embedded object of a `WmiObject`, such as an item of `RefreshSchedule`.
 *
 * @param object - with `__CLASS`; absent and null properties have their documented defaults. Without `IsGMT` the time is
 *   a wall clock and is taken as it is written, whatever zone stands behind it
 * @returns the token, with any member that this version of the library doesn't know; `invalid-argument` where `parameter`
 *   is missing, of another type or out of its range
 */
export function wmiToToken(object: TokenValues): Result<ScheduleToken> {
  const values: Record<string, unknown> = { ...object };
  for (const [property, byDefault] of Object.entries(defaults)) {
    values[property] = readNumber(object[property]) ?? byDefault;
  }
  values["StartTime"] = dateOf(values["StartTime"], values["IsGMT"] === true);
  const token = readToken(values, operation);
  // Saving a schedule without a member that was there would change it.
  return token.ok ? succeed({ ...object, ...token.value }) : token;
}

/**
 * Makes the JSON form of a token, for a property of a `WmiObject`. Unlike a string, a property has room for years after
 * 2033 and for seconds.
 *
 * @returns the object; `invalid-argument` where property `parameter` is out of its range
 */
export function tokenToWmi(token: ScheduleToken): Result<WmiScheduleToken> {
  const checked = readToken({ ...token }, operation);
  return checked.ok ? succeed({ ...token, StartTime: checked.value.StartTime.toISOString() }) : checked;
}

function dateOf(value: unknown, isGMT: boolean): unknown {
  if (typeof value !== "string") return value;
  return isGMT ? readDateTime(value) : readWallClock(value);
}
