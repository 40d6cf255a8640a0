import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Result } from "../../src/result.js";
import { decodeScheduleString, encodeScheduleString } from "../../src/schedule/schedule-string.js";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";
import reference from "../reference/schedule-tokens.json" with { type: "json" };
import { anyToken, samples, tokenOfPair } from "./tokens.js";
import { describeInEachTimeZone } from "../support/time-zones.js";

function refusal(result: Result<unknown>) {
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`);
  return result.failure;
}

/** Returns a value of any type as tokens, because a JavaScript caller can pass any value. */
function untyped(tokens: unknown): readonly ScheduleToken[] {
  return tokens as readonly ScheduleToken[];
}

describe("a published string", () => {
  it("a published schedule string is read as its token in the reference, and written from that token", () => {
    const strings = reference.knownPairs.map((pair) => pair.string);
    const decoded = reference.knownPairs.map((pair) => orThrow(decodeScheduleString(pair.string)));
    expect(decoded).toEqual(reference.knownPairs.map((pair) => [tokenOfPair(pair)]));
    expect(decoded.map((tokens) => orThrow(encodeScheduleString(tokens)))).toEqual(strings);
  });

  it("decodeScheduleString returns the tokens of a string with several tokens, in order", () => {
    const text = "7913788000080000" + "55147880001B2000" + "55177880001E2000";
    const tokens = orThrow(decodeScheduleString(text));
    expect(tokens.map(({ __CLASS }) => __CLASS)).toEqual([
      "SMS_ST_NonRecurring",
      "SMS_ST_RecurWeekly",
      "SMS_ST_RecurWeekly",
    ]);
    expect(encodeScheduleString(tokens)).toEqual({ ok: true, value: text });
  });

  it("decodeScheduleString reads a schedule string in lower case", () => {
    expect(decodeScheduleString("02811a80401f6000")).toEqual(decodeScheduleString("02811A80401F6000"));
  });
});

/** Properties that decodeScheduleString accepts above their documented range, and encodeScheduleString refuses. */
const aboveRange = [
  "HourDuration",
  "MinuteDuration",
  "HourSpan",
  "MinuteSpan",
  "ForNumberOfWeeks",
  "ForNumberOfMonths",
];

describe("a string with a value above its documented range", () => {
  it.each([
    ["HourDuration", 24, "01CA8C80C0100008"],
    ["MinuteDuration", 60, "02811ABC401F6000"],
    ["ForNumberOfWeeks", 5, "02811A80401FA000"],
    ["ForNumberOfMonths", 13, "02811A804028B400"],
  ])(
    "a schedule string with %s %i, above the documented range, can be read and cannot be written",
    (property, value, text) => {
      const tokens = orThrow(decodeScheduleString(text));
      expect(tokens).toMatchObject([{ [property]: value }]);
      expect(refusal(encodeScheduleString(tokens))).toMatchObject({ kind: "invalid-argument", parameter: property });
    },
  );
});

describe("SMS_ST_RecurMonthlyByWeekdayBase", () => {
  it.each([
    [
      "005C7D4020331680",
      { StartTime: new Date("2023-07-28T02:00Z"), Day: 3, WeekOrder: 3, Offset: 2, HourDuration: 4 },
    ],
    [
      "00211D80083213C0",
      { StartTime: new Date("2024-01-01T01:00Z"), Day: 2, WeekOrder: 1, Offset: 7, HourDuration: 1 },
    ],
  ])("the schedule string %s of an SMS_ST_RecurMonthlyByWeekdayBase token is read and written", (text, token) => {
    const tokens = orThrow(decodeScheduleString(text));
    expect(tokens).toMatchObject([{ __CLASS: "SMS_ST_RecurMonthlyByWeekdayBase", ForNumberOfMonths: 1, ...token }]);
    expect(encodeScheduleString(tokens)).toEqual({ ok: true, value: text });
  });
});

describe("encodeScheduleString and decodeScheduleString", () => {
  it("tokens are the same after encodeScheduleString and decodeScheduleString", () => {
    fc.assert(
      fc.property(fc.array(anyToken, { minLength: 1, maxLength: 4 }), (tokens) => {
        const text = orThrow(encodeScheduleString(tokens));
        expect(text).toMatch(/^[0-9A-F]+$/);
        expect(text).toHaveLength(16 * tokens.length);
        expect(decodeScheduleString(text)).toEqual({ ok: true, value: tokens });
      }),
    );
  });

  it("a string is the same after decodeScheduleString and encodeScheduleString; a value above its documented range is refused", () => {
    const hex = fc.stringMatching(/^[0-9A-F]{16}$/);
    const damaged = fc
      .tuple(fc.constantFrom(...reference.knownPairs), fc.bigInt({ min: 0n, max: 63n }))
      .map(([pair, bit]) => (BigInt(`0x${pair.string}`) ^ (1n << bit)).toString(16).toUpperCase().padStart(16, "0"));
    fc.assert(
      fc.property(fc.oneof(hex, damaged), (text) => {
        const decoded = decodeScheduleString(text);
        if (!decoded.ok) return;
        const encoded = encodeScheduleString(decoded.value);
        if (encoded.ok) expect(encoded.value).toBe(text);
        else expect(aboveRange).toContain(encoded.failure.kind === "invalid-argument" && encoded.failure.parameter);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("decodeScheduleString", () => {
  it.each([
    ["an empty string", ""],
    ["15 digits", "02811A80401F600"],
    ["17 digits", "02811A80401F60000"],
    ["a letter that is not a hex digit", "02811A80401F600G"],
    ["a space", "02811A80401F6000 "],
    ["a line end", "02811A80401F6000\n"],
    ["recurrence 0", "02811A8040000000"],
    ["recurrence 7", "02811A8040380000"],
    ["month 0", "02810A80401F6000"],
    ["month 13", "0281DA80401F6000"],
    ["day 0", "02801A80401F6000"],
    ["31 February", "029F2A80401F6000"],
    ["hour 24", "03011A80401F6000"],
    ["minute 60", "F2811A80401F6000"],
    ["weekday 0", "02811A8040186000"],
    ["every 0 weeks", "02811A80401F0000"],
    ["every 0 months", "02811A8040288000"],
    ["the fifth week of a month", "02811A8040241A00"],
    ["a bit without a meaning", "02811A80401F6002"],
    ["a good token and a bad one", "02811A80401F6000" + "02811A8040000000"],
  ])("decodeScheduleString refuses %s", (_what, text) => {
    expect(refusal(decodeScheduleString(text))).toMatchObject({
      kind: "invalid-argument",
      execution: "not-executed",
      parameter: "text",
      operation: { className: "SMS_ScheduleMethods", methodName: "ReadFromString" },
    });
  });

  it("the message of decodeScheduleString names the wrong property, its range and the token", () => {
    const { message } = refusal(decodeScheduleString("02811A80401F6000" + "02811A80401F0000"));
    expect(message).toMatch(/ForNumberOfWeeks .*1 to 7.*02811A80401F0000/);
  });

  it("decodeScheduleString refuses a value that is not a string", () => {
    for (const value of [undefined, null, 5, ["02811A80401F6000"]]) {
      expect(refusal(decodeScheduleString(value as unknown as string)).kind).toBe("invalid-argument");
    }
  });

  it("decodeScheduleString reads the first and the last possible year", () => {
    expect(decodeScheduleString("0001100000080000")).toMatchObject({
      value: [{ StartTime: new Date("1970-01-01T00:00Z") }],
    });
    expect(decodeScheduleString("EEFFCFC000080001")).toMatchObject({
      value: [{ StartTime: new Date("2033-12-31T23:59Z"), IsGMT: true }],
    });
  });
});

describe("encodeScheduleString", () => {
  const { once, interval, weekly, byWeekday, byDate } = samples;

  it.each([
    ["DayDuration", { ...once, DayDuration: 32 }],
    ["HourDuration", { ...once, HourDuration: 24 }],
    ["MinuteDuration", { ...once, MinuteDuration: 60 }],
    ["MinuteDuration", { ...once, MinuteDuration: -1 }],
    ["DaySpan", { ...interval, DaySpan: 32 }],
    ["HourSpan", { ...interval, HourSpan: 24 }],
    ["MinuteSpan", { ...interval, MinuteSpan: 60 }],
    ["MinuteSpan", { ...interval, MinuteSpan: 1.5 }],
    ["Day", { ...weekly, Day: 0 }],
    ["Day", { ...weekly, Day: 8 }],
    ["ForNumberOfWeeks", { ...weekly, ForNumberOfWeeks: 0 }],
    ["ForNumberOfWeeks", { ...weekly, ForNumberOfWeeks: 5 }],
    ["WeekOrder", { ...byWeekday, WeekOrder: 5 }],
    ["Day", { ...byWeekday, Day: NaN }],
    ["ForNumberOfMonths", { ...byWeekday, ForNumberOfMonths: 13 }],
    ["ForNumberOfMonths", { ...byDate, ForNumberOfMonths: 0 }],
    ["MonthDay", { ...byDate, MonthDay: 32 }],
    ["StartTime", { ...once, StartTime: new Date("2034-01-01T00:00Z") }],
    ["StartTime", { ...once, StartTime: new Date("1969-12-31T23:59Z") }],
    ["StartTime", { ...once, StartTime: new Date("2026-01-05T22:00:30Z") }],
    ["StartTime", { ...once, StartTime: new Date(NaN) }],
    ["StartTime", { ...once, StartTime: "2026-01-05T22:00Z" }],
    ["IsGMT", { ...once, IsGMT: 1 }],
    ["Day", { ...weekly, Day: undefined }],
    ["__CLASS", { ...once, __CLASS: "SMS_ST_RecurDaily" }],
    ["__CLASS", { ...once, __CLASS: "toString" }],
    ["__CLASS", null],
    ["__CLASS", "SMS_ST_NonRecurring"],
  ])("encodeScheduleString refuses a wrong %s: %j", (parameter, token) => {
    const failure = refusal(encodeScheduleString(untyped([weekly, token])));
    expect(failure).toMatchObject({
      kind: "invalid-argument",
      execution: "not-executed",
      parameter,
      operation: { className: "SMS_ScheduleMethods", methodName: "WriteToString" },
    });
    expect(failure.message).toMatch(new RegExp(`: ${parameter} .*token 2 of 2`));
  });

  it.each([[[]], [undefined], [weekly], ["text"]])(
    "encodeScheduleString refuses %j, which is not a list of tokens",
    (tokens) => {
      expect(refusal(encodeScheduleString(untyped(tokens)))).toMatchObject({
        kind: "invalid-argument",
        parameter: "tokens",
      });
    },
  );

  it("encodeScheduleString writes the first and the last possible minute", () => {
    const from = { ...once, StartTime: new Date("1970-01-01T00:00Z") };
    const to = { ...once, StartTime: new Date("2033-12-31T23:59Z"), IsGMT: true };
    expect(encodeScheduleString([from, to])).toEqual({ ok: true, value: "0001100000080000" + "EEFFCFC000080001" });
  });

  describeInEachTimeZone(() => {
    it("StartTime is read and written by its UTC fields, with and without IsGMT", () => {
      const [local, utc] = [false, true].map((IsGMT) => orThrow(encodeScheduleString([{ ...once, IsGMT }])));
      expect(local?.slice(0, 8)).toBe(utc?.slice(0, 8));
      expect(orThrow(decodeScheduleString(local ?? ""))[0]?.StartTime.toISOString()).toBe("2026-01-05T22:00:00.000Z");
    });
  });
});
