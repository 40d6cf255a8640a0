import type { UnreadObject } from "../wmi/wmi-object.js";

interface TokenOf<ClassName extends string> {
  readonly __CLASS: ClassName;
  /**
   * First occurrence. Must be a whole minute if it is encoded as a string. UTC if `IsGMT` is true. Otherwise local time
   * of the computer that runs the schedule (site or client), stored in the UTC fields of the `Date`.
   */
  readonly StartTime: Date;
  /** Whether `StartTime` is UTC. */
  readonly IsGMT: boolean;
  /** Days of the duration, 0 to 31. */
  readonly DayDuration: number;
  /** Hours of the duration, added to the days; 0 to 23 (a read token can have 24 to 31). */
  readonly HourDuration: number;
  /** Minutes of the duration, added to the hours; 0 to 59 (a read token can have 60 to 63). */
  readonly MinuteDuration: number;
}

/** A schedule that runs once. */
export type SMS_ST_NonRecurring = TokenOf<"SMS_ST_NonRecurring">;

/**
 * A schedule that runs at an interval of days, hours or minutes. No page documents what a site does if several spans are
 * set, or none. The library accepts both.
 */
export interface SMS_ST_RecurInterval extends TokenOf<"SMS_ST_RecurInterval"> {
  /** Days between two occurrences, 0 to 31. */
  readonly DaySpan: number;
  /** Hours between two occurrences, 0 to 23 (a read token can have 24 to 31). */
  readonly HourSpan: number;
  /** Minutes between two occurrences, 0 to 59 (a read token can have 60 to 63). */
  readonly MinuteSpan: number;
}

/** A schedule that runs on a weekday, every 1 to 4 weeks. */
export interface SMS_ST_RecurWeekly extends TokenOf<"SMS_ST_RecurWeekly"> {
  /** Weekday: 1 (Sunday) to 7 (Saturday). */
  readonly Day: number;
  /** Number of weeks from one occurrence to the next: 1 to 4 (a read token can have 5 to 7). */
  readonly ForNumberOfWeeks: number;
}

interface MonthlyByWeekday<ClassName extends string> extends TokenOf<ClassName> {
  /** Weekday: 1 (Sunday) to 7 (Saturday). */
  readonly Day: number;
  /** Number of months from one occurrence to the next: 1 to 12 (a read token can have 13 to 15). */
  readonly ForNumberOfMonths: number;
  /** Which of these weekdays in the month: 1 (first) to 4 (fourth); 0 means the last. */
  readonly WeekOrder: number;
}

/** A schedule that runs on a weekday of a month, such as the third Tuesday, every 1 to 12 months. */
export type SMS_ST_RecurMonthlyByWeekday = MonthlyByWeekday<"SMS_ST_RecurMonthlyByWeekday">;

/**
 * A schedule that runs some days after a weekday of a month, such as 2 days after the third Tuesday. ConfigMgr has this
 * class since release 1906. No page describes it: public decoders show the class and its bits in a string (seen).
 */
export interface SMS_ST_RecurMonthlyByWeekdayBase extends MonthlyByWeekday<"SMS_ST_RecurMonthlyByWeekdayBase"> {
  /** Days after the weekday, 0 to 7. The name of this property at a site was never published: `Offset` is inferred. */
  readonly Offset: number;
}

/** A schedule that runs on a day of a month, every 1 to 12 months. */
export interface SMS_ST_RecurMonthlyByDate extends TokenOf<"SMS_ST_RecurMonthlyByDate"> {
  /** Day of the month: 1 to 31; 0 means the last day. */
  readonly MonthDay: number;
  /** Number of months from one occurrence to the next: 1 to 12 (a read token can have 13 to 15). */
  readonly ForNumberOfMonths: number;
}

/**
 * A schedule token, which states when something happens: a subclass of `SMS_ScheduleToken` as plain data, with the
 * provider's property names. All numbers are whole.
 *
 * @example
 * ```ts
 * import type { ScheduleToken } from "configmgr-sdk";
 *
 * export const everyWeek: ScheduleToken = {
 *   __CLASS: "SMS_ST_RecurInterval",
 *   StartTime: new Date("2026-01-05T22:00Z"), // 22:00 on the site's clock, because IsGMT is false
 *   IsGMT: false,
 *   DayDuration: 0,
 *   HourDuration: 0,
 *   MinuteDuration: 0,
 *   DaySpan: 7,
 *   HourSpan: 0,
 *   MinuteSpan: 0,
 * };
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_scheduletoken-server-wmi-class
 */
export type ScheduleToken =
  | SMS_ST_NonRecurring
  | SMS_ST_RecurInterval
  | SMS_ST_RecurWeekly
  | SMS_ST_RecurMonthlyByWeekday
  | SMS_ST_RecurMonthlyByWeekdayBase
  | SMS_ST_RecurMonthlyByDate;

/**
 * A schedule token of a site that the library could not read: its class is missing or unknown, or a value is out of
 * range. All other properties of the package are read.
 */
export interface UnreadToken extends UnreadObject {
  /** Why the token could not be read: a property and what it must be. */
  readonly reason: string;
}
