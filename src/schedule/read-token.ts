import type { ScheduleToken } from "./schedule-token.js";

interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Highest value that is read. The bits of a string can hold it, and its meaning is plain: 24 hours were seen. */
  readonly maxRead?: number;
}

/** Documented ranges. A property has the same range in each class that has the property. */
const ranges = {
  DayDuration: { min: 0, max: 31 },
  HourDuration: { min: 0, max: 23, maxRead: 31 },
  MinuteDuration: { min: 0, max: 59, maxRead: 63 },
  DaySpan: { min: 0, max: 31 },
  HourSpan: { min: 0, max: 23, maxRead: 31 },
  MinuteSpan: { min: 0, max: 59, maxRead: 63 },
  Day: { min: 1, max: 7 },
  ForNumberOfWeeks: { min: 1, max: 4, maxRead: 7 },
  ForNumberOfMonths: { min: 1, max: 12, maxRead: 15 },
  WeekOrder: { min: 0, max: 4 },
  MonthDay: { min: 0, max: 31 },
  // The range is that of the three bits in a string (seen in public decoders); no page documents one.
  Offset: { min: 0, max: 7 },
} as const satisfies Record<string, NumberRange>;

/** A numeric property of a token. */
export type TokenNumber = keyof typeof ranges;

/** Members of an object that might be a token, not yet checked. */
export type TokenValues = Readonly<Record<string, unknown>>;

/** Whether the token was received (`read`) or will be sent (`write`). Writing allows the documented ranges only. */
export type TokenUse = "read" | "write";

/** A property that prevents values from being a token. */
export interface TokenProblem {
  readonly property: string;
  /** What the property must be, as the rest of a sentence. */
  readonly requirement: string;
}

/** Checks that values form a token. Members that its class does not have are omitted. */
export function readToken(values: TokenValues, use: TokenUse): { token: ScheduleToken } | { problem: TokenProblem } {
  const reader = new TokenReader(values, use);
  const token = tokenFrom(reader);
  if (token === undefined) {
    return { problem: { property: "__CLASS", requirement: "must be one of the six subclasses of SMS_ScheduleToken" } };
  }
  return reader.problem === undefined ? { token } : { problem: reader.problem };
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
  const byWeekday = () => ({
    Day: reader.number("Day"),
    ForNumberOfMonths: reader.number("ForNumberOfMonths"),
    WeekOrder: reader.number("WeekOrder"),
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
      return { __CLASS: className, ...common(), ...byWeekday() };
    case "SMS_ST_RecurMonthlyByWeekdayBase":
      return { __CLASS: className, ...common(), ...byWeekday(), Offset: reader.number("Offset") };
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

/** Reads members and records the first problem. After a problem, a returned value is only a placeholder. */
class TokenReader {
  problem: TokenProblem | undefined;
  readonly #values: TokenValues;
  readonly #use: TokenUse;

  constructor(values: TokenValues, use: TokenUse) {
    this.#values = values;
    this.#use = use;
  }

  get className(): unknown {
    return this.#values["__CLASS"];
  }

  number(property: TokenNumber): number {
    const value = this.#values[property];
    const { min, max, maxRead = max }: NumberRange = ranges[property];
    const highest = this.#use === "read" ? maxRead : max;
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= highest) return value;
    this.#refuse(property, `must be a whole number from ${min} to ${highest}`);
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
