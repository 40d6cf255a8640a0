interface TokenOf<ClassName extends string> {
  readonly __CLASS: ClassName;
  /**
   * First time; whole minutes where it goes into a string. UTC with `IsGMT`, else the wall clock of whoever follows the
   * schedule (the site, a client), carried in the UTC fields of the `Date`.
   */
  readonly StartTime: Date;
  /** Whether `StartTime` is UTC. */
  readonly IsGMT: boolean;
  /** Days that it lasts, 0 to 31. */
  readonly DayDuration: number;
  /** Hours that it lasts, 0 to 23; added to the days. */
  readonly HourDuration: number;
  /** Minutes that it lasts, 0 to 59; added to the hours. */
  readonly MinuteDuration: number;
}

/** Once. */
export type SMS_ST_NonRecurring = TokenOf<"SMS_ST_NonRecurring">;

/**
 * Every so many days, hours or minutes. What a site makes of several of them at once, or of none, is not documented;
 * both pass here.
 */
export interface SMS_ST_RecurInterval extends TokenOf<"SMS_ST_RecurInterval"> {
  /** 0 to 31. */
  readonly DaySpan: number;
  /** 0 to 23. */
  readonly HourSpan: number;
  /** 0 to 59. */
  readonly MinuteSpan: number;
}

/** On a weekday, every so many weeks. */
export interface SMS_ST_RecurWeekly extends TokenOf<"SMS_ST_RecurWeekly"> {
  /** 1 Sunday to 7 Saturday. */
  readonly Day: number;
  /** 1 to 4. */
  readonly ForNumberOfWeeks: number;
}

/** On the n-th weekday of a month, every so many months. */
export interface SMS_ST_RecurMonthlyByWeekday extends TokenOf<"SMS_ST_RecurMonthlyByWeekday"> {
  /** 1 Sunday to 7 Saturday. */
  readonly Day: number;
  /** 1 to 12. */
  readonly ForNumberOfMonths: number;
  /** 1 first to 4 fourth; 0 last. */
  readonly WeekOrder: number;
}

/** On a day of a month, every so many months. */
export interface SMS_ST_RecurMonthlyByDate extends TokenOf<"SMS_ST_RecurMonthlyByDate"> {
  /** 1 to 31; 0 is the month's last day. */
  readonly MonthDay: number;
  /** 1 to 12. */
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
 *   StartTime: new Date("2026-01-05T22:00Z"), // 22:00 on the site's clock, since IsGMT is false
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
  | SMS_ST_RecurMonthlyByDate;
