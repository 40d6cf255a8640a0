import { isJsonObject, itemsOf, textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { timeIn, wireTime } from "../values/wire-formats.js";
import { badParameter, type MethodHandlers } from "./method-handler.js";

/** Position of a number in a schedule token, which has two 32-bit words: word, lowest bit, number of bits (documented). */
type Bits = readonly [word: 0 | 1, low: number, width: number];

const start = {
  minute: [0, 26, 6],
  hour: [0, 21, 5],
  day: [0, 16, 5],
  month: [0, 12, 4],
  year: [0, 6, 6],
} as const satisfies Record<string, Bits>;

const durations: Readonly<Record<string, Bits>> = {
  DayDuration: [1, 22, 5],
  HourDuration: [1, 27, 5],
  MinuteDuration: [0, 0, 6],
};

/** Each class of schedule tokens: its recurrence code (seen in public decoders), and the position of its properties. */
const classes: readonly {
  readonly code: number;
  readonly name: string;
  readonly fields: Readonly<Record<string, Bits>>;
}[] = [
  { code: 1, name: "SMS_ST_NonRecurring", fields: {} },
  {
    code: 2,
    name: "SMS_ST_RecurInterval",
    fields: { DaySpan: [1, 3, 5], HourSpan: [1, 8, 5], MinuteSpan: [1, 13, 6] },
  },
  { code: 3, name: "SMS_ST_RecurWeekly", fields: { Day: [1, 16, 3], ForNumberOfWeeks: [1, 13, 3] } },
  {
    code: 4,
    name: "SMS_ST_RecurMonthlyByWeekday",
    fields: { Day: [1, 16, 3], ForNumberOfMonths: [1, 12, 4], WeekOrder: [1, 9, 3] },
  },
  { code: 5, name: "SMS_ST_RecurMonthlyByDate", fields: { ForNumberOfMonths: [1, 10, 4], MonthDay: [1, 14, 5] } },
  {
    // Same layout as code 4, plus an offset in days (seen in two strings, which three decoders read in the same way).
    code: 6,
    name: "SMS_ST_RecurMonthlyByWeekdayBase",
    fields: { Day: [1, 16, 3], ForNumberOfMonths: [1, 12, 4], WeekOrder: [1, 9, 3], Offset: [1, 6, 3] },
  },
];

const recurrence: Bits = [1, 19, 3];
const isGMT: Bits = [1, 0, 1];
const firstYear = 1970;

/** Methods of `SMS_ScheduleMethods`. */
export const scheduleMethods: MethodHandlers = {
  ReadFromString({ inParameters }) {
    const text = textOf(inParameters["StringData"]);
    if (!/^(?:[0-9a-f]{16})+$/iu.test(text)) throw badParameter("Bad property in the parameter StringData.");
    const tokens: JsonObject[] = [];
    for (let at = 0; at < text.length; at += 16) {
      tokens.push(
        readToken([Number.parseInt(text.slice(at, at + 8), 16), Number.parseInt(text.slice(at + 8, at + 16), 16)]),
      );
    }
    return { returnValue: 0, outParameters: { TokenData: tokens } };
  },

  WriteToString({ inParameters }) {
    const StringData = itemsOf(inParameters["TokenData"]).map(writeToken).join("");
    return { returnValue: 0, outParameters: { StringData } };
  },
};

function readToken(words: readonly [number, number]): JsonObject {
  const found = classes.find(({ code }) => code === read(words, recurrence));
  if (found === undefined) throw badParameter("Bad property in the parameter StringData.");
  const StartTime = Date.UTC(
    firstYear + read(words, start.year),
    read(words, start.month) - 1,
    read(words, start.day),
    read(words, start.hour),
    read(words, start.minute),
  );
  const fields = Object.entries({ ...durations, ...found.fields }).map(([name, bits]): [string, number] => [
    name,
    read(words, bits),
  ]);
  return {
    "@odata.type": `#AdminService.${found.name}`,
    ...Object.fromEntries(fields),
    IsGMT: read(words, isGMT) === 1,
    StartTime: wireTime(StartTime),
  };
}

function writeToken(token: JsonValue): string {
  const found = isJsonObject(token) ? classes.find(({ name }) => name === token["__CLASS"]) : undefined;
  if (!isJsonObject(token) || found === undefined) throw badParameter("Bad property in the parameter TokenData.");
  const time = new Date(timeIn(token["StartTime"] ?? "1970-02-01T00:00:00Z") ?? Number.NaN);
  const words: [number, number] = [0, 0];
  write(words, start.year, time.getUTCFullYear() - firstYear);
  write(words, start.month, time.getUTCMonth() + 1);
  write(words, start.day, time.getUTCDate());
  write(words, start.hour, time.getUTCHours());
  write(words, start.minute, time.getUTCMinutes());
  for (const [name, bits] of Object.entries({ ...durations, ...found.fields }))
    write(words, bits, Number(token[name] ?? 0));
  write(words, recurrence, found.code);
  write(words, isGMT, token["IsGMT"] === true ? 1 : 0);
  return words.map((word) => word.toString(16).toUpperCase().padStart(8, "0")).join("");
}

function read(words: readonly [number, number], [word, low, width]: Bits): number {
  return (words[word] >>> low) & (2 ** width - 1);
}

function write(words: [number, number], [word, low, width]: Bits, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** width)
    throw badParameter("Bad property in the parameter TokenData.");
  words[word] = (words[word] | (value << low)) >>> 0;
}
