import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/result.js";
import { describeSchedule } from "../../src/schedule/describe-schedule.js";
import { decodeScheduleString } from "../../src/schedule/schedule-string.js";
import { samples } from "./tokens.js";

describe("describeSchedule", () => {
  it.each([
    ["7913788000080000", "once, on 2004-07-19 08:30 local time"],
    ["00011A8500080000", "once, on 2012-01-01 00:00 local time, lasting 5 minutes"],
    ["02811A8040100018", "every 3 days from 2012-01-01 20:00 local time, lasting 8 hours"],
    ["920A8C0000100008", "every day from 2018-08-10 16:36 local time"],
    ["0001200000100038", "every 7 days"],
    ["000120000011E000", "every 15 minutes"],
    ["1033BC7B10100010", "every 2 days from 2019-11-19 01:04 local time, lasting 2 hours 59 minutes"],
    ["02811A80401F6000", "every 3 weeks on Saturday from 2012-01-01 20:00 local time, lasting 8 hours"],
    ["55147880001B2000", "every week on Tuesday from 2004-07-20 08:21 local time"],
    ["00811A9E08221600", "third Monday of every month from 2012-01-01 04:00 local time, lasting 1 hour 30 minutes"],
    ["02811A8040241000", "last Wednesday of every month from 2012-01-01 20:00 local time, lasting 8 hours"],
    [
      "005C7D4020331680",
      "2 days after the third Tuesday of every month from 2023-07-28 02:00 local time, lasting 4 hours",
    ],
    ["02811A8040288800", "day 2 of every 2 months from 2012-01-01 20:00 local time, lasting 8 hours"],
    ["02811A80402FC400", "day 31 of every month from 2012-01-01 20:00 local time, lasting 8 hours"],
    ["02811A8040280C00", "last day of every 3 months from 2012-01-01 20:00 local time, lasting 8 hours"],
  ])("describeSchedule describes %s as: %s", (text, english) => {
    expect(describeSchedule(orThrow(decodeScheduleString(text)))).toBe(english);
  });

  it("describeSchedule joins the descriptions of several tokens", () => {
    expect(describeSchedule([samples.byWeekday, samples.byDate])).toBe(
      "second Tuesday of every month from 2026-01-05 22:00 local time; day 15 of every month from 2026-01-05 22:00 local time",
    );
    expect(describeSchedule([])).toBe("never");
  });

  it("describeSchedule says why a token could not be read", () => {
    const unread = { unread: { __CLASS: "SMS_ST_RecurYearly" }, reason: "__CLASS must be a token class" };
    expect(describeSchedule(unread)).toContain(unread.reason);
    expect(describeSchedule([samples.weekly, unread])).toContain("; at unknown times");
  });

  it("describeSchedule accepts one token without an array", () => {
    expect(describeSchedule(samples.weekly)).toBe("every week on Monday from 2026-01-05 22:00 local time");
  });

  it("describeSchedule distinguishes UTC from local time, also for the default StartTime", () => {
    const IsGMT = true;
    expect(describeSchedule({ ...samples.once, IsGMT })).toBe("once, on 2026-01-05 22:00 UTC");
    expect(describeSchedule({ ...samples.interval, IsGMT, StartTime: new Date("1970-02-01T00:00Z") })).toBe(
      "every 7 days from 1970-02-01 00:00 UTC",
    );
  });

  it("describeSchedule joins days, hours and minutes of spans and durations", () => {
    expect(
      describeSchedule({
        ...samples.interval,
        DaySpan: 1,
        HourSpan: 2,
        MinuteSpan: 30,
        DayDuration: 1,
        HourDuration: 1,
      }),
    ).toBe("every 1 day 2 hours 30 minutes from 2026-01-05 22:00 local time, lasting 1 day 1 hour");
    expect(describeSchedule({ ...samples.interval, DaySpan: 0, HourSpan: 1 })).toContain("every hour from");
    expect(describeSchedule({ ...samples.interval, DaySpan: 0 })).toContain("at no interval from");
  });

  it("describeSchedule describes values out of range by their number", () => {
    expect(describeSchedule({ ...samples.weekly, Day: 9 })).toContain("on weekday 9");
    expect(describeSchedule({ ...samples.byWeekday, WeekOrder: 5 })).toContain("week 5 Tuesday");
    expect(describeSchedule({ ...samples.once, StartTime: new Date(NaN) })).toContain("unknown time");
  });
});
