import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/result.js";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";
import { tokenToWmi, wmiToToken } from "../../src/schedule/wmi-token.js";
import type { WmiObject, WmiValue } from "../../src/wmi/wmi-object.js";
import { anyToken, samples } from "./tokens.js";

function readable(value: WmiValue): ScheduleToken {
  const token = wmiToToken(value);
  if (token.__CLASS === undefined) throw new Error(`unread: ${token.reason}`);
  return token;
}

describe("tokenToWmi and wmiToToken", () => {
  it("a token is the same after tokenToWmi and wmiToToken", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const object: WmiObject = orThrow(tokenToWmi(token));
        expect(JSON.parse(JSON.stringify(object))).toStrictEqual(object);
        expect(wmiToToken(object)).toEqual(token);
      }),
    );
  });

  it("tokenToWmi and wmiToToken keep a year after 2033 and seconds, which a string cannot hold", () => {
    const token = { ...samples.once, StartTime: new Date("2040-02-29T01:02:03Z") };
    expect(wmiToToken(orThrow(tokenToWmi(token)))).toEqual(token);
  });

  it("tokenToWmi and wmiToToken keep members that the library does not have", () => {
    const object = { ...orThrow(tokenToWmi(samples.byWeekday)), Novelty: 3 };
    expect(tokenToWmi(readable(object))).toEqual({ ok: true, value: object });
  });
});

describe("tokenToWmi", () => {
  it("tokenToWmi writes the class, and StartTime as ISO text", () => {
    expect(tokenToWmi(samples.weekly)).toEqual({
      ok: true,
      value: {
        __CLASS: "SMS_ST_RecurWeekly",
        StartTime: "2026-01-05T22:00:00.000Z",
        IsGMT: false,
        DayDuration: 0,
        HourDuration: 0,
        MinuteDuration: 0,
        Day: 2,
        ForNumberOfWeeks: 1,
      },
    });
  });

  it.each([
    ["ForNumberOfWeeks", { ...samples.weekly, ForNumberOfWeeks: 5 }],
    ["HourDuration", { ...samples.once, HourDuration: 24 }],
    ["Offset", { ...samples.afterWeekday, Offset: 8 }],
    ["StartTime", { ...samples.once, StartTime: new Date(NaN) }],
  ])("tokenToWmi refuses a wrong %s", (parameter, token) => {
    expect(tokenToWmi(token)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", execution: "not-executed", parameter },
    });
  });
});

describe("wmiToToken", () => {
  it("wmiToToken sets the documented defaults for absent and null properties", () => {
    expect(wmiToToken({ __CLASS: "SMS_ST_RecurMonthlyByWeekday", IsGMT: null })).toEqual({
      __CLASS: "SMS_ST_RecurMonthlyByWeekday",
      StartTime: new Date("1970-02-01T00:00:00Z"),
      IsGMT: false,
      DayDuration: 0,
      HourDuration: 0,
      MinuteDuration: 0,
      Day: 1,
      ForNumberOfMonths: 1,
      WeekOrder: 0,
    });
  });

  it("wmiToToken reads numbers that are written as text", () => {
    expect(wmiToToken({ __CLASS: "SMS_ST_RecurInterval", DaySpan: "7" })).toMatchObject({ DaySpan: 7 });
  });

  it("wmiToToken reads a duration of 24 hours, which cannot be written", () => {
    const token = readable({ __CLASS: "SMS_ST_NonRecurring", HourDuration: 24 });
    expect(token.HourDuration).toBe(24);
    expect(tokenToWmi(token)).toMatchObject({ ok: false, failure: { parameter: "HourDuration" } });
  });

  it.each([
    [false, "2026-01-05T22:00:00", "2026-01-05T22:00:00.000Z"],
    [false, "2026-01-05T22:00:00Z", "2026-01-05T22:00:00.000Z"],
    [false, "2026-01-05T22:00:00+01:00", "2026-01-05T22:00:00.000Z"],
    [true, "2026-01-05T22:00:00.5Z", "2026-01-05T22:00:00.500Z"],
    [true, "2026-01-05T22:00:00", "2026-01-05T22:00:00.000Z"],
    [true, "2026-01-05T22:00:00+01:00", "2026-01-05T21:00:00.000Z"],
  ])("wmiToToken with IsGMT %s reads the time %s as %s", (IsGMT, StartTime, iso) => {
    const token = readable({ __CLASS: "SMS_ST_NonRecurring", IsGMT, StartTime });
    expect(token.StartTime.toISOString()).toBe(iso);
  });

  it.each([
    ["__CLASS", {}],
    ["__CLASS", { __CLASS: "SMS_ScheduleToken" }],
    ["__CLASS", { __CLASS: "SMS_ST_RecurYearly", Day: 1 }],
    ["__CLASS", { __CLASS: "constructor" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "tomorrow" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "2026-13-05T22:00:00Z" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "20260105220000.000000+***" }],
    ["IsGMT", { __CLASS: "SMS_ST_NonRecurring", IsGMT: "yes" }],
    ["DaySpan", { __CLASS: "SMS_ST_RecurInterval", DaySpan: "seven" }],
    ["Day", { __CLASS: "SMS_ST_RecurWeekly", Day: 8 }],
    ["Offset", { __CLASS: "SMS_ST_RecurMonthlyByWeekdayBase" }],
    ["embedded object", "00012000001000008"],
    ["embedded object", null],
    ["embedded object", [{ __CLASS: "SMS_ST_NonRecurring" }]],
  ])("wmiToToken keeps a token that cannot be read because of %s, unchanged: %j", (reason, value: WmiValue) => {
    const token = wmiToToken(value);
    expect(token.__CLASS).toBeUndefined();
    expect(token).toEqual({ unread: value, reason: expect.stringContaining(reason) as string });
  });
});
