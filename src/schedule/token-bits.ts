import type { ScheduleToken } from "./schedule-token.js";
import type { TokenNumber, TokenValues } from "./read-token.js";

/** Lowest bit and number of bits of a value. The first DWORD of the documented diagrams is bits 63 to 32 here. */
type Field = readonly [low: number, width: number];

// The positions are on the pages of ReadFromString and WriteToString of SMS_ScheduleMethods (documented). The recurrence
// codes (1 to 6 below) are not: they are from public decoders, and they fit every published string (seen).
const startMinute: Field = [58, 6];
const startHour: Field = [53, 5];
const startDay: Field = [48, 5];
const startMonth: Field = [44, 4];
const startYear: Field = [38, 6];
const recurrence: Field = [19, 3];
const isGMT: Field = [0, 1];

type Fields = Readonly<Partial<Record<TokenNumber, Field>>>;

const byWeekday: Fields = { Day: [16, 3], ForNumberOfMonths: [12, 4], WeekOrder: [9, 3] };
const durations: Fields = { MinuteDuration: [32, 6], HourDuration: [27, 5], DayDuration: [22, 5] };

interface Layout {
  readonly className: ScheduleToken["__CLASS"];
  readonly code: number;
  readonly fields: Fields;
}

const layouts: readonly Layout[] = [
  { className: "SMS_ST_NonRecurring", code: 1, fields: durations },
  {
    className: "SMS_ST_RecurInterval",
    code: 2,
    fields: { ...durations, MinuteSpan: [13, 6], HourSpan: [8, 5], DaySpan: [3, 5] },
  },
  { className: "SMS_ST_RecurWeekly", code: 3, fields: { ...durations, Day: [16, 3], ForNumberOfWeeks: [13, 3] } },
  { className: "SMS_ST_RecurMonthlyByWeekday", code: 4, fields: { ...durations, ...byWeekday } },
  {
    className: "SMS_ST_RecurMonthlyByDate",
    code: 5,
    fields: { ...durations, MonthDay: [14, 5], ForNumberOfMonths: [10, 4] },
  },
  // No page has this class. Two strings of real sites have it, and three public decoders read them alike (seen).
  {
    className: "SMS_ST_RecurMonthlyByWeekdayBase",
    code: 6,
    fields: { ...durations, ...byWeekday, Offset: [6, 3] },
  },
];

/** First year that a schedule string can express: it stores the years since 1970 in 6 bits. */
export const firstYear = 1970;
export const lastYear = firstYear + 63;

/** Writes a token as 16 hex digits. The values of the token must already be checked. */
export function tokenToDigits(token: ScheduleToken): string {
  const layout = layouts.find(({ className }) => className === token.__CLASS);
  const { StartTime } = token;
  let bits =
    place(StartTime.getUTCMinutes(), startMinute) |
    place(StartTime.getUTCHours(), startHour) |
    place(StartTime.getUTCDate(), startDay) |
    place(StartTime.getUTCMonth() + 1, startMonth) |
    place(StartTime.getUTCFullYear() - firstYear, startYear) |
    place(layout?.code ?? 0, recurrence) |
    place(Number(token.IsGMT), isGMT);
  const values: TokenValues = { ...token };
  for (const [property, field] of Object.entries(layout?.fields ?? {})) bits |= place(Number(values[property]), field);
  return bits.toString(16).toUpperCase().padStart(16, "0");
}

/**
 * Reads 16 hex digits as a token, without a check of ranges. `__CLASS` is `undefined` if the recurrence code is unknown. A date that
 * does not exist, such as 31 February, becomes a date in March.
 */
export function digitsToValues(digits: string): TokenValues {
  const bits = BigInt(`0x${digits}`);
  const layout = layouts.find(({ code }) => code === take(bits, recurrence));
  const StartTime = new Date(
    Date.UTC(
      firstYear + take(bits, startYear),
      take(bits, startMonth) - 1,
      take(bits, startDay),
      take(bits, startHour),
      take(bits, startMinute),
    ),
  );
  const numbers = Object.entries(layout?.fields ?? {}).map(
    ([property, field]) => [property, take(bits, field)] as const,
  );
  return { __CLASS: layout?.className, StartTime, IsGMT: take(bits, isGMT) === 1, ...Object.fromEntries(numbers) };
}

function place(value: number, [low]: Field): bigint {
  return BigInt(value) << BigInt(low);
}

function take(bits: bigint, [low, width]: Field): number {
  return Number(BigInt.asUintN(width, bits >> BigInt(low)));
}
