import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import { readToken } from "./read-token.js";
import type { ScheduleToken } from "./schedule-token.js";
import { digitsToValues, firstYear, lastYear, tokenToDigits } from "./token-bits.js";

const reading = { className: "SMS_ScheduleMethods", methodName: "ReadFromString" };
const writing = { className: "SMS_ScheduleMethods", methodName: "WriteToString" };

const stringForm = /^(?:[0-9A-F]{16})+$/i;

/**
 * Reads the tokens of an interval string, as maintenance windows hold them; without asking the site, which offers the
 * same as `SMS_ScheduleMethods.ReadFromString`.
 *
 * @param text - 16 hex digits for each token, in either case, with nothing between them
 * @returns the tokens in order; `invalid-argument` (`parameter` is `text`) where it has another form, a value outside
 *   its documented range, a date that does not exist, or bits that no documented field uses
 * @example
 * ```ts
 * import { decodeScheduleString, describeSchedule } from "configmgr-sdk";
 *
 * const schedule = decodeScheduleString("02811A80401F6000");
 * if (schedule.ok) console.log(describeSchedule(schedule.value)); // every 3 weeks on Saturday from 2012-01-01 ...
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/readfromstring-method-in-class-sms_schedulemethods
 */
export function decodeScheduleString(text: string): Result<ScheduleToken[]> {
  if (typeof text !== "string" || !stringForm.test(text)) {
    return invalidArgument(reading, "text", "must be 16 hex digits for each token, and at least one token");
  }
  const tokens: ScheduleToken[] = [];
  for (const digits of text.toUpperCase().match(/.{16}/g) ?? []) {
    const token = readToken(digitsToValues(digits), reading, digits);
    if (!token.ok) return invalidArgument(reading, "text", `holds no schedule: ${token.failure.message}`);
    // Bits that get lost would be a schedule other than the one that the string stands for.
    if (tokenToDigits(token.value) !== digits) {
      return invalidArgument(
        reading,
        "text",
        `holds no schedule: ${digits} has a date that does not exist, or bits without a documented meaning`,
      );
    }
    tokens.push(token.value);
  }
  return succeed(tokens);
}

/**
 * Writes tokens as an interval string; without asking the site, which offers the same as
 * `SMS_ScheduleMethods.WriteToString`.
 *
 * @param tokens - at least one. `StartTime` must be a whole minute of the years 1970 to 2033: the string has no room for
 *   more
 * @returns 16 upper-case hex digits for each token; `invalid-argument` where a property is out of its range (`parameter`
 *   is its name) or there is no token (`tokens`)
 * @example
 * ```ts
 * import { encodeScheduleString, orThrow } from "configmgr-sdk";
 *
 * const everyWeek = orThrow(
 *   encodeScheduleString([
 *     {
 *       __CLASS: "SMS_ST_RecurWeekly",
 *       StartTime: new Date("2026-01-05T22:00Z"),
 *       IsGMT: false,
 *       DayDuration: 0,
 *       HourDuration: 2,
 *       MinuteDuration: 0,
 *       Day: 2,
 *       ForNumberOfWeeks: 1,
 *     },
 *   ]),
 * );
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/writetostring-method-in-class-sms_schedulemethods
 */
export function encodeScheduleString(tokens: readonly ScheduleToken[]): Result<string> {
  const given: unknown = tokens;
  if (!Array.isArray(given) || tokens.length === 0) {
    return invalidArgument(writing, "tokens", "must be an array of at least one token");
  }
  let text = "";
  for (const [index, values] of tokens.entries()) {
    const which = `token ${index + 1} of ${tokens.length}`;
    const token = readToken({ ...values }, writing, which);
    if (!token.ok) return token;
    if (!fitsString(token.value.StartTime)) {
      return invalidArgument(
        writing,
        "StartTime",
        `must be a whole minute of the years ${firstYear} to ${lastYear} (in ${which})`,
      );
    }
    text += tokenToDigits(token.value);
  }
  return succeed(text);
}

function fitsString(start: Date): boolean {
  const year = start.getUTCFullYear();
  return year >= firstYear && year <= lastYear && start.getTime() % 60_000 === 0;
}
