import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/result.js";
import { tokenToWmi, wmiToToken } from "../../src/schedule/wmi-token.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { anyToken, samples } from "./tokens.js";

describe("a token as a property", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const object: WmiObject = orThrow(tokenToWmi(token));
        expect(JSON.parse(JSON.stringify(object))).toStrictEqual(object);
        expect(wmiToToken(object)).toEqual({ ok: true, value: token });
      }),
    );
  });

  it("carries its class and its time as text", () => {
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

  it("may lie after 2033 and hold seconds", () => {
    const token = { ...samples.once, StartTime: new Date("2040-02-29T01:02:03Z") };
    expect(wmiToToken(orThrow(tokenToWmi(token)))).toEqual({ ok: true, value: token });
  });

  it("keeps members that nobody here knows, and sends them back", () => {
    const object = { ...orThrow(tokenToWmi(samples.byWeekday)), Novelty: 3 };
    expect(tokenToWmi(orThrow(wmiToToken(object)))).toEqual({ ok: true, value: object });
  });

  it("is refused before sending when a value is out of its range", () => {
    const token = { ...samples.weekly, ForNumberOfWeeks: 5 };
    expect(tokenToWmi(token)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", execution: "not-executed", parameter: "ForNumberOfWeeks" },
    });
    expect(tokenToWmi({ ...samples.once, StartTime: new Date(NaN) })).toMatchObject({
      failure: { parameter: "StartTime" },
    });
  });
});

describe("wmiToToken", () => {
  it("fills in the documented defaults for what is absent or null", () => {
    expect(wmiToToken({ __CLASS: "SMS_ST_RecurMonthlyByWeekday", IsGMT: null })).toEqual({
      ok: true,
      value: {
        __CLASS: "SMS_ST_RecurMonthlyByWeekday",
        StartTime: new Date("1970-02-01T00:00:00Z"),
        IsGMT: false,
        DayDuration: 0,
        HourDuration: 0,
        MinuteDuration: 0,
        Day: 1,
        ForNumberOfMonths: 1,
        WeekOrder: 0,
      },
    });
  });

  it("reads numbers that are written as text", () => {
    expect(wmiToToken({ __CLASS: "SMS_ST_RecurInterval", DaySpan: "7" })).toMatchObject({ value: { DaySpan: 7 } });
  });

  it.each([
    [false, "2026-01-05T22:00:00", "2026-01-05T22:00:00.000Z"],
    [false, "2026-01-05T22:00:00Z", "2026-01-05T22:00:00.000Z"],
    [false, "2026-01-05T22:00:00+01:00", "2026-01-05T22:00:00.000Z"],
    [true, "2026-01-05T22:00:00.5Z", "2026-01-05T22:00:00.500Z"],
    [true, "2026-01-05T22:00:00", "2026-01-05T22:00:00.000Z"],
    [true, "2026-01-05T22:00:00+01:00", "2026-01-05T21:00:00.000Z"],
  ])("with IsGMT %s reads %s as %s", (IsGMT, StartTime, iso) => {
    const token = orThrow(wmiToToken({ __CLASS: "SMS_ST_NonRecurring", IsGMT, StartTime }));
    expect(token.StartTime.toISOString()).toBe(iso);
  });

  it.each([
    ["__CLASS", {}],
    ["__CLASS", { __CLASS: "SMS_ScheduleToken" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "tomorrow" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "2026-13-05T22:00:00Z" }],
    ["StartTime", { __CLASS: "SMS_ST_NonRecurring", StartTime: "20260105220000.000000+***" }],
    ["IsGMT", { __CLASS: "SMS_ST_NonRecurring", IsGMT: "yes" }],
    ["DaySpan", { __CLASS: "SMS_ST_RecurInterval", DaySpan: "seven" }],
    ["Day", { __CLASS: "SMS_ST_RecurWeekly", Day: 8 }],
  ])("refuses a wrong %s: %j", (parameter, object) => {
    expect(wmiToToken(object)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter, operation: { className: "SMS_ScheduleToken" } },
    });
  });
});
