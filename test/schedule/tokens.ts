import fc from "fast-check";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";

const upTo = (max: number, min = 0) => fc.integer({ min, max });

const minutes = fc
  .date({ min: new Date("1970-01-01T00:00Z"), max: new Date("2033-12-31T23:59Z"), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

const common = {
  StartTime: minutes,
  IsGMT: fc.boolean(),
  DayDuration: upTo(31),
  HourDuration: upTo(23),
  MinuteDuration: upTo(59),
};

/** Any token that can be written as a string. */
export const anyToken: fc.Arbitrary<ScheduleToken> = fc.oneof(
  fc.record({ __CLASS: fc.constant("SMS_ST_NonRecurring" as const), ...common }),
  fc.record({
    __CLASS: fc.constant("SMS_ST_RecurInterval" as const),
    ...common,
    DaySpan: upTo(31),
    HourSpan: upTo(23),
    MinuteSpan: upTo(59),
  }),
  fc.record({
    __CLASS: fc.constant("SMS_ST_RecurWeekly" as const),
    ...common,
    Day: upTo(7, 1),
    ForNumberOfWeeks: upTo(4, 1),
  }),
  fc.record({
    __CLASS: fc.constant("SMS_ST_RecurMonthlyByWeekday" as const),
    ...common,
    Day: upTo(7, 1),
    ForNumberOfMonths: upTo(12, 1),
    WeekOrder: upTo(4),
  }),
  fc.record({
    __CLASS: fc.constant("SMS_ST_RecurMonthlyByWeekdayBase" as const),
    ...common,
    Day: upTo(7, 1),
    ForNumberOfMonths: upTo(12, 1),
    WeekOrder: upTo(4),
    Offset: upTo(7),
  }),
  fc.record({
    __CLASS: fc.constant("SMS_ST_RecurMonthlyByDate" as const),
    ...common,
    MonthDay: upTo(31),
    ForNumberOfMonths: upTo(12, 1),
  }),
);

const start = {
  StartTime: new Date("2026-01-05T22:00Z"),
  IsGMT: false,
  DayDuration: 0,
  HourDuration: 0,
  MinuteDuration: 0,
} as const;

/** One token of each class. */
export const samples = {
  once: { __CLASS: "SMS_ST_NonRecurring", ...start },
  interval: { __CLASS: "SMS_ST_RecurInterval", ...start, DaySpan: 7, HourSpan: 0, MinuteSpan: 0 },
  weekly: { __CLASS: "SMS_ST_RecurWeekly", ...start, Day: 2, ForNumberOfWeeks: 1 },
  byWeekday: { __CLASS: "SMS_ST_RecurMonthlyByWeekday", ...start, Day: 3, ForNumberOfMonths: 1, WeekOrder: 2 },
  afterWeekday: {
    __CLASS: "SMS_ST_RecurMonthlyByWeekdayBase",
    ...start,
    Day: 3,
    ForNumberOfMonths: 1,
    WeekOrder: 3,
    Offset: 2,
  },
  byDate: { __CLASS: "SMS_ST_RecurMonthlyByDate", ...start, MonthDay: 15, ForNumberOfMonths: 1 },
} as const satisfies Record<string, ScheduleToken>;

/** A published schedule string and the values of its token, from the reference. */
export interface KnownPair {
  readonly string: string;
  readonly decoded: Readonly<Record<string, unknown>> & { readonly class: string; readonly StartTime: string };
}

/** The token of a published schedule string. */
export function tokenOfPair({ decoded }: KnownPair): unknown {
  const { class: __CLASS, StartTime, ...numbers } = decoded;
  const iso = StartTime.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.000000\+\*\*\*$/, "$1-$2-$3T$4:$5:$6Z");
  return { __CLASS, StartTime: new Date(iso), ...numbers };
}
