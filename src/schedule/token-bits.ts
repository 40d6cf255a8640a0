import type { ScheduleToken } from "./schedule-token.js";
import type { TokenNumber, TokenValues } from "./read-token.js";

/** Lowest bit and number of bits. The documented diagrams draw two DWORDs; here the first one is bits 63 to 32. */
type Field = readonly [low: number, width: number];

// Documented: pages of ReadFromString and WriteToString of SMS_ScheduleMethods. The recurrence codes are not in the
// diagrams: they were seen in public decoders, and fit every published string.
const startMinute: Field = [58, 6];
const startHour: Field = [53, 5];
const startDay: Field = [48, 5];
const startMonth: Field = [44, 4];
const startYear: Field = [38, 6];
const recurrence: Field = [19, 3];
const isGMT: Field = [0, 1];

type Fields = Readonly<Partial<Record<TokenNumber, Field>>>;

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
  {
    className: "SMS_ST_RecurMonthlyByWeekday",
    code: 4,
    fields: { ...durations, Day: [16, 3], ForNumberOfMonths: [12, 4], WeekOrder: [9, 3] },
  },
  {
    className: "SMS_ST_RecurMonthlyByDate",
    code: 5,
    fields: { ...durations, MonthDay: [14, 5], ForNumberOfMonths: [10, 4] },
  },
];

/** Years are counted from here, in 6 bits. */
export const firstYear = 1970;
export const lastYear = firstYear + 63;

/** A token's 16 hex digits. Its values must be in their ranges already. */
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
 * What 16 hex digits say, in whatever range the bits allow; without `__CLASS` where the recurrence is unknown. A date
 * that does not exist, such as 31 February, becomes the one that it overflows into.
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
