import type {
  ScheduleToken,
  SMS_ST_RecurMonthlyByWeekday,
  SMS_ST_RecurMonthlyByWeekdayBase,
  UnreadToken,
} from "./schedule-token.js";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const weekOrders = ["last", "first", "second", "third", "fourth"];

/** `StartTime` of a token whose start was not set (documented default), as `yyyy-mm-dd hh:mm`. */
const unspecifiedStart = "1970-02-01 00:00";

/**
 * Describes a schedule in English: `every 3 weeks on Saturday from 2012-01-01 20:00 local time, lasting 8 hours`. Several
 * tokens are joined by semicolons.
 *
 * @param schedule - one token, or all tokens of a schedule. An empty array returns `never`
 * @example
 * ```ts
 * import { decodeScheduleString, describeSchedule, orThrow } from "configmgr-sdk";
 *
 * console.log(describeSchedule(orThrow(decodeScheduleString("0001200000100038")))); // every 7 days
 * ```
 */
export function describeSchedule(
  schedule: ScheduleToken | UnreadToken | readonly (ScheduleToken | UnreadToken)[],
): string {
  const tokens = "length" in schedule ? schedule : [schedule];
  return tokens.length === 0 ? "never" : tokens.map(describeToken).join("; ");
}

function describeToken(token: ScheduleToken | UnreadToken): string {
  if (token.__CLASS === undefined) return `at unknown times (unread token: ${token.reason})`;
  return recurrence(token) + start(token) + duration(token);
}

function recurrence(token: ScheduleToken): string {
  switch (token.__CLASS) {
    case "SMS_ST_NonRecurring":
      return "once";
    case "SMS_ST_RecurInterval":
      return interval(token.DaySpan, token.HourSpan, token.MinuteSpan);
    case "SMS_ST_RecurWeekly":
      return `every ${several(token.ForNumberOfWeeks, "week")} on ${weekday(token.Day)}`;
    case "SMS_ST_RecurMonthlyByWeekday":
      return weekdayOfMonth(token);
    case "SMS_ST_RecurMonthlyByWeekdayBase":
      return token.Offset === 0
        ? weekdayOfMonth(token)
        : `${amount(token.Offset, "day")} after the ${weekdayOfMonth(token)}`;
    case "SMS_ST_RecurMonthlyByDate": {
      const day = token.MonthDay === 0 ? "last day" : `day ${token.MonthDay}`;
      return `${day} of every ${several(token.ForNumberOfMonths, "month")}`;
    }
  }
}

function weekdayOfMonth({
  WeekOrder,
  Day,
  ForNumberOfMonths,
}: SMS_ST_RecurMonthlyByWeekday | SMS_ST_RecurMonthlyByWeekdayBase): string {
  const order = weekOrders[WeekOrder] ?? `week ${WeekOrder}`;
  return `${order} ${weekday(Day)} of every ${several(ForNumberOfMonths, "month")}`;
}

function interval(days: number, hours: number, minutes: number): string {
  const spans = amounts(days, hours, minutes);
  if (spans.length === 0) return "at no interval";
  return `every ${spans.join(" ").replace(/^1 (\w+)$/, "$1")}`;
}

function start({ __CLASS, StartTime, IsGMT }: ScheduleToken): string {
  if (Number.isNaN(StartTime.getTime())) return " from an unknown time";
  const [date = "", time = ""] = StartTime.toISOString().split("T");
  const text = `${date} ${time.slice(0, 5)}`;
  const once = __CLASS === "SMS_ST_NonRecurring";
  if (text === unspecifiedStart && !IsGMT && !once) return "";
  return `${once ? ", on" : " from"} ${text} ${IsGMT ? "UTC" : "local time"}`;
}

function duration({ DayDuration, HourDuration, MinuteDuration }: ScheduleToken): string {
  const lasting = amounts(DayDuration, HourDuration, MinuteDuration);
  return lasting.length === 0 ? "" : `, lasting ${lasting.join(" ")}`;
}

function amounts(days: number, hours: number, minutes: number): string[] {
  return [amount(days, "day"), amount(hours, "hour"), amount(minutes, "minute")].filter((text) => text !== "");
}

function amount(count: number, unit: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? unit : `${unit}s`}`;
}

/** `week`, `2 weeks`: the text after the word "every". */
function several(count: number, unit: string): string {
  return count === 1 ? unit : amount(count, unit);
}

function weekday(day: number): string {
  return weekdays[day - 1] ?? `weekday ${day}`;
}
