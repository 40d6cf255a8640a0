import type { ScheduleToken } from "./schedule-token.js";

interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Highest value that is accepted from a site. A schedule string has bits for it, and 24 hours were seen. */
  readonly maxRead?: number;
}

/** The documented range of each property of a token. It is the same in each class that has the property. */
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
  // No page documents a range for Offset. A schedule string has three bits for it (seen in public decoders).
  Offset: { min: 0, max: 7 },
} as const satisfies Record<string, NumberRange>;

/** A numeric property of a token. */
export type TokenNumber = keyof typeof ranges;

/** Members of an object that might be a schedule token. They are not checked yet. */
export type TokenValues = Readonly<Record<string, unknown>>;

/** `read`: the token came from a site. `write`: the token will be sent, so only the documented ranges are accepted. */
export type TokenUse = "read" | "write";

/** The first property that is not valid in a token. */
export interface TokenProblem {
  readonly property: string;
  /** What the property must be, as the rest of a sentence. */
  readonly requirement: string;
}

/** Checks the members of a token. The result has only the members that the class of the token has. */
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

/** Reads the members of a token and records the first problem. After a problem, its methods return placeholders. */
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
