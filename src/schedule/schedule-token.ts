import type { WmiValue } from "../wmi/wmi-object.js";

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

/** Once. */
export type SMS_ST_NonRecurring = TokenOf<"SMS_ST_NonRecurring">;

/**
 * At an interval of days, hours or minutes. No page documents what a site does if several spans, or none, are set. Both
 * are accepted here.
 */
export interface SMS_ST_RecurInterval extends TokenOf<"SMS_ST_RecurInterval"> {
  /** 0 to 31. */
  readonly DaySpan: number;
  /** 0 to 23 (a read token can have 24 to 31). */
  readonly HourSpan: number;
  /** 0 to 59 (a read token can have 60 to 63). */
  readonly MinuteSpan: number;
}

/** On a weekday, every 1 to 4 weeks. */
export interface SMS_ST_RecurWeekly extends TokenOf<"SMS_ST_RecurWeekly"> {
  /** 1 (Sunday) to 7 (Saturday). */
  readonly Day: number;
  /** 1 to 4 (a read token can have 5 to 7). */
  readonly ForNumberOfWeeks: number;
}

interface MonthlyByWeekday<ClassName extends string> extends TokenOf<ClassName> {
  /** 1 (Sunday) to 7 (Saturday). */
  readonly Day: number;
  /** 1 to 12 (a read token can have 13 to 15). */
  readonly ForNumberOfMonths: number;
  /** 1 (first) to 4 (fourth); 0 means last. */
  readonly WeekOrder: number;
}

/** On a weekday of a month, such as the third Tuesday, every 1 to 12 months. */
export type SMS_ST_RecurMonthlyByWeekday = MonthlyByWeekday<"SMS_ST_RecurMonthlyByWeekday">;

/**
 * Some days after a weekday of a month, such as 2 days after the third Tuesday. ConfigMgr has this class since release
 * 1906. No page describes it: the class and its bits in a string were seen in public decoders (seen).
 */
export interface SMS_ST_RecurMonthlyByWeekdayBase extends MonthlyByWeekday<"SMS_ST_RecurMonthlyByWeekdayBase"> {
  /** Days after the weekday, 0 to 7. The property name of a site was never published; this one is inferred. */
  readonly Offset: number;
}

/** On a day of a month, every 1 to 12 months. */
export interface SMS_ST_RecurMonthlyByDate extends TokenOf<"SMS_ST_RecurMonthlyByDate"> {
  /** 1 to 31; 0 means the last day of the month. */
  readonly MonthDay: number;
  /** 1 to 12 (a read token can have 13 to 15). */
  readonly ForNumberOfMonths: number;
}

/**
 * When something happens: a subclass of `SMS_ScheduleToken` as plain data, with the provider's property names. All
 * numbers are whole.
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
 * A token of a site that the library could not read: its class is missing or unknown, or a value is out of range.
 * Everything else of the object that contains it is read.
 *
 * @example
 * ```ts
 * import type { ScheduleToken, UnreadToken } from "configmgr-sdk";
 *
 * export function readableTokens(schedule: readonly (ScheduleToken | UnreadToken)[]): ScheduleToken[] {
 *   return schedule.filter((token) => token.__CLASS !== undefined);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_scheduletoken-server-wmi-class
 */
export interface UnreadToken {
  /** Always absent, to distinguish this type from {@link ScheduleToken}. The class that the site named is in `unread`. */
  readonly __CLASS?: undefined;
  /** The value exactly as the site sent it. `update` sends it back unchanged. */
  readonly unread: WmiValue;
  /** Why the token could not be read: a property and what it must be. */
  readonly reason: string;
}
