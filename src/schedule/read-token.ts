import type { OperationInfo } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { ScheduleToken } from "./schedule-token.js";

/** Documented ranges. A property has the same one in each class that has it. */
const ranges = {
  DayDuration: [0, 31],
  HourDuration: [0, 23],
  MinuteDuration: [0, 59],
  DaySpan: [0, 31],
  HourSpan: [0, 23],
  MinuteSpan: [0, 59],
  Day: [1, 7],
  ForNumberOfWeeks: [1, 4],
  ForNumberOfMonths: [1, 12],
  WeekOrder: [0, 4],
  MonthDay: [0, 31],
} as const;

/** A property of a token that is a number. */
export type TokenNumber = keyof typeof ranges;

/** Members of what may be a token, not yet checked. */
export type TokenValues = Readonly<Record<string, unknown>>;

/**
 * Checks that values make a token; others than those of its class are left out.
 *
 * @param which - names the token among others in the failure's message
 */
export function readToken(values: TokenValues, operation: OperationInfo, which = "the token"): Result<ScheduleToken> {
  const reader = new TokenReader(values);
  const token = tokenFrom(reader);
  const { problem } = reader;
  if (token !== undefined && problem === undefined) return succeed(token);
  const { property, requirement } = problem ?? {
    property: "__CLASS",
    requirement: "must be one of the five subclasses of SMS_ScheduleToken",
  };
  return invalidArgument(operation, property, `${requirement} (in ${which})`);
}

function tokenFrom(reader: TokenReader): ScheduleToken | undefined {
  const { className } = reader;
  const common = () => ({
    StartTime: reader.date("StartTime"),
    IsGMT: reader.boolean("IsGMT"),
    DayDuration: reader.number("DayDuration"),
    HourDuration: reader.number("HourDuration"),
    MinuteDuration: reader.number("MinuteDuration"),
  });
  switch (className) {
    case "SMS_ST_NonRecurring":
      return { __CLASS: className, ...common() };
    case "SMS_ST_RecurInterval":
      return {
        __CLASS: className,
        ...common(),
        DaySpan: reader.number("DaySpan"),
        HourSpan: reader.number("HourSpan"),
        MinuteSpan: reader.number("MinuteSpan"),
      };
    case "SMS_ST_RecurWeekly":
      return {
        __CLASS: className,
        ...common(),
        Day: reader.number("Day"),
        ForNumberOfWeeks: reader.number("ForNumberOfWeeks"),
      };
    case "SMS_ST_RecurMonthlyByWeekday":
      return {
        __CLASS: className,
        ...common(),
        Day: reader.number("Day"),
        ForNumberOfMonths: reader.number("ForNumberOfMonths"),
        WeekOrder: reader.number("WeekOrder"),
      };
    case "SMS_ST_RecurMonthlyByDate":
      return {
        __CLASS: className,
        ...common(),
        MonthDay: reader.number("MonthDay"),
        ForNumberOfMonths: reader.number("ForNumberOfMonths"),
      };
    default:
      return undefined;
  }
}

/** Reads members and keeps the first thing that is wrong with them; what it gives then is of the right type only. */
class TokenReader {
  problem: { readonly property: string; readonly requirement: string } | undefined;
  readonly #values: TokenValues;

  constructor(values: TokenValues) {
    this.#values = values;
  }

  get className(): unknown {
    return this.#values["__CLASS"];
  }

  number(property: TokenNumber): number {
    const value = this.#values[property];
    const [min, max] = ranges[property];
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    this.#refuse(property, `must be a whole number from ${min} to ${max}`);
    return min;
  }

  boolean(property: "IsGMT"): boolean {
    const value = this.#values[property];
    if (typeof value === "boolean") return value;
    this.#refuse(property, "must be true or false");
    return false;
  }

  date(property: "StartTime"): Date {
    const value = this.#values[property];
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
    this.#refuse(property, "must be a valid date");
    return new Date(0);
  }

  #refuse(property: string, requirement: string): void {
    this.problem ??= { property, requirement };
  }
}
