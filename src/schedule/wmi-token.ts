import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import { readDateTime, readNumber, readWallClock } from "../wmi/cim-values.js";
import { isObject, type WmiValue } from "../wmi/wmi-object.js";
import { readToken } from "./read-token.js";
import type { ScheduleToken, UnreadToken } from "./schedule-token.js";

/** A schedule token as a property such as `RefreshSchedule` contains it: JSON values, with `StartTime` as ISO 8601 text. */
export type WmiScheduleToken = WithTextStart<ScheduleToken>;

type WithTextStart<Token> = Token extends ScheduleToken
  ? { readonly [P in keyof Token]: P extends "StartTime" ? string : Token[P] }
  : never;

const operation = { className: "SMS_ScheduleToken" };

/**
 * Documented defaults of the properties of a token: the provider might omit a property that has its default (inferred).
 * `Offset` has no default, because its name is inferred too: a token without it is unread instead of having a wrong day.
 */
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
  Offset: undefined,
};

/**
 * Reads an item of a property such as `RefreshSchedule`.
 *
 * @param value - an embedded object with `__CLASS`. Absent and null properties have their documented defaults. If `IsGMT`
 *   is false, `StartTime` is a wall clock and its zone is ignored
 * @returns the token, together with members that this version of the library does not know; an {@link UnreadToken} if
 *   the class is not a token class, or a value has another type or is out of range
 */
export function wmiToToken(value: WmiValue): ScheduleToken | UnreadToken {
  if (!isObject(value)) return { unread: value, reason: "must be an embedded object" };
  const values: Record<string, unknown> = { ...value };
  for (const [property, byDefault] of Object.entries(defaults)) {
    values[property] = readNumber(value[property]) ?? byDefault;
  }
  values["StartTime"] = dateOf(values["StartTime"], values["IsGMT"] === true);
  const read = readToken(values, "read");
  if ("problem" in read) return { unread: value, reason: `${read.problem.property} ${read.problem.requirement}` };
  // Members that the library does not know are kept: if the caller saves the token without them, the schedule changes.
  return { ...value, ...read.token };
}

/**
 * Makes the JSON form of a token, for a property of a `WmiObject`. Unlike a schedule string, a property can hold seconds
 * and years after 2033.
 *
 * @returns the object; `invalid-argument` if a property is outside its documented range (`parameter` is its name)
 */
export function tokenToWmi(token: ScheduleToken): Result<WmiScheduleToken> {
  const copy = copyOf(token);
  if (copy === undefined) return invalidArgument(operation, "token", "must be an object whose properties can be read");
  const checked = readToken({ ...copy }, "write");
  if ("problem" in checked) return invalidArgument(operation, checked.problem.property, checked.problem.requirement);
  return succeed({ ...copy, StartTime: checked.token.StartTime.toISOString() });
}

/** Reads each property once, so that the values that are sent are those that were checked. A getter can throw. */
function copyOf(token: ScheduleToken): ScheduleToken | undefined {
  try {
    return { ...token };
  } catch {
    return undefined;
  }
}

function dateOf(value: unknown, isGMT: boolean): unknown {
  if (typeof value !== "string") return value;
  return isGMT ? readDateTime(value) : readWallClock(value);
}
