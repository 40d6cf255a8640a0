import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import { readToken } from "./read-token.js";
import type { ScheduleToken } from "./schedule-token.js";
import { digitsToValues, firstYear, lastYear, tokenToDigits } from "./token-bits.js";

const reading = { className: "SMS_ScheduleMethods", methodName: "ReadFromString" };
const writing = { className: "SMS_ScheduleMethods", methodName: "WriteToString" };

const stringForm = /^(?:[0-9A-F]{16})+$/i;

/**
 * Reads the tokens of an interval string, which maintenance windows contain. The function sends no request. A site has the
 * method `SMS_ScheduleMethods.ReadFromString` for the same purpose.
 *
 * @param text - 16 hex digits for each token, in upper or lower case, without separators
 * @returns the tokens in order. Durations, spans and counts above their documented range are read (seen: a duration of
 *   24 hours). `invalid-argument` (`parameter` is `text`) if the text has another form, another value is out of range, a
 *   date does not exist, or a bit is set that no known field uses
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
    const read = readToken(digitsToValues(digits), "read");
    if ("problem" in read) {
      const { property, requirement } = read.problem;
      return invalidArgument(reading, "text", `is not a valid schedule: ${property} ${requirement} (in ${digits})`);
    }
    // If a bit were ignored, the result would be another schedule than the string means.
    if (tokenToDigits(read.token) !== digits) {
      return invalidArgument(
        reading,
        "text",
        `is not a valid schedule: ${digits} has a date that does not exist, or bits without a known meaning`,
      );
    }
    tokens.push(read.token);
  }
  return succeed(tokens);
}

/**
 * Writes tokens as an interval string. The function sends no request. A site has the method
 * `SMS_ScheduleMethods.WriteToString` for the same purpose.
 *
 * @param tokens - at least one. `StartTime` must be a whole minute in the years 1970 to 2033, because the string has no
 *   bits for more
 * @returns 16 upper-case hex digits for each token; `invalid-argument` if a property is outside its documented range
 *   (`parameter` is its name) or there is no token (`tokens`)
 * @example
 * ```ts
 * import { encodeScheduleString, orThrow, type ScheduleToken } from "configmgr-sdk";
 *
 * export const textOf = (token: ScheduleToken): string => orThrow(encodeScheduleString([token]));
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
    const checked = readToken({ ...values }, "write");
    if ("problem" in checked) {
      const { property, requirement } = checked.problem;
      return invalidArgument(writing, property, `${requirement} (in ${which})`);
    }
    if (!fitsString(checked.token.StartTime)) {
      return invalidArgument(
        writing,
        "StartTime",
        `must be a whole minute in the years ${firstYear} to ${lastYear} (in ${which})`,
      );
    }
    text += tokenToDigits(checked.token);
  }
  return succeed(text);
}

function fitsString(start: Date): boolean {
  const year = start.getUTCFullYear();
  return year >= firstYear && year <= lastYear && start.getTime() % 60_000 === 0;
}
