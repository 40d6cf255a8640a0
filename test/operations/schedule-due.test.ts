import { describe, expect, it } from "vitest";
import type { PackageClassName } from "../../src/operations/site/package-target.js";
import { wasScheduleDue } from "../../src/operations/refresh/schedule-due.js";
import type { WmiObject, WmiValue } from "../../src/transport/transport.js";
import { failure, FakeSite } from "../support/fake-site.js";
import { describeInEachTimeZone } from "../support/time-zones.js";

const PackageID = "P0100012";

// 2026-03-09 is a Monday, the second of its month.
const from = "2026-03-09T07:00:00Z";
const to = "2026-03-09T09:00:00Z";

function isDue(
  schedule: readonly WmiValue[] | undefined,
  times: readonly [before: string | undefined, after: string | undefined] = [from, to],
) {
  const site = new FakeSite([
    { __CLASS: "SMS_Package", PackageID, ...(schedule !== undefined && { RefreshSchedule: schedule }) },
  ]);
  return isDueIn(site, "SMS_Package", times);
}

async function isDueIn(
  site: FakeSite,
  className: PackageClassName,
  [before, after]: readonly [before: string | undefined, after: string | undefined],
) {
  const due = await wasScheduleDue(
    site,
    { className, PackageID },
    { SourceVersion: 1, ...(before !== undefined && { SourceDate: before }) },
    { SourceVersion: 2, ...(after !== undefined && { SourceDate: after }) },
    {},
  );
  return !due.ok || due.value;
}

function token(__CLASS: string, StartTime: string, more: WmiObject = {}): WmiObject {
  return { __CLASS, StartTime, IsGMT: true, ...more };
}

describe("wasScheduleDue", () => {
  it.each<[boolean, string, WmiObject]>([
    [true, "once, between", token("SMS_ST_NonRecurring", "2026-03-09T08:00:00Z")],
    [true, "once, at the end", token("SMS_ST_NonRecurring", to)],
    [false, "once, at the beginning", token("SMS_ST_NonRecurring", from)],
    [false, "once, later", token("SMS_ST_NonRecurring", "2026-03-09T09:00:01Z")],
    [true, "every week, now", token("SMS_ST_RecurInterval", "2026-01-05T08:00:00Z", { DaySpan: 7 })],
    [false, "every week, tomorrow", token("SMS_ST_RecurInterval", "2026-01-06T08:00:00Z", { DaySpan: 7 })],
    [false, "every week, from next year", token("SMS_ST_RecurInterval", "2027-01-04T08:00:00Z", { DaySpan: 7 })],
    [true, "every week, at the end", token("SMS_ST_RecurInterval", "2026-03-02T09:00:00Z", { DaySpan: 7 })],
    [true, "every 3 hours, now", token("SMS_ST_RecurInterval", "2026-03-09T05:00:00Z", { HourSpan: 3 })],
    [false, "every 3 hours, too late", token("SMS_ST_RecurInterval", "2026-03-09T06:30:00Z", { HourSpan: 3 })],
    [false, "every minute from later on", token("SMS_ST_RecurInterval", "2026-03-09T09:01:00Z", { MinuteSpan: 1 })],
    [true, "Mondays", token("SMS_ST_RecurWeekly", "2026-01-01T08:00:00Z", { Day: 2 })],
    [false, "Mondays at another time", token("SMS_ST_RecurWeekly", "2026-01-01T10:00:00Z", { Day: 2 })],
    [false, "Mondays at the beginning", token("SMS_ST_RecurWeekly", "2026-01-01T07:00:00Z", { Day: 2 })],
    [true, "Mondays at the end", token("SMS_ST_RecurWeekly", "2026-01-01T09:00:00Z", { Day: 2 })],
    [true, "Mondays from this one on", token("SMS_ST_RecurWeekly", "2026-03-09T08:00:00Z", { Day: 2 })],
    [false, "Mondays from the next one on", token("SMS_ST_RecurWeekly", "2026-03-16T08:00:00Z", { Day: 2 })],
    [false, "Tuesdays", token("SMS_ST_RecurWeekly", "2026-01-01T08:00:00Z", { Day: 3 })],
    [true, "the 9th", token("SMS_ST_RecurMonthlyByDate", "2026-01-01T08:00:00Z", { MonthDay: 9 })],
    [false, "the 10th", token("SMS_ST_RecurMonthlyByDate", "2026-01-01T08:00:00Z", { MonthDay: 10 })],
    [false, "the last day", token("SMS_ST_RecurMonthlyByDate", "2026-01-01T08:00:00Z", { MonthDay: 0 })],
    [true, "second Monday", token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 2, WeekOrder: 2 })],
    [false, "second Tuesday", token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 3, WeekOrder: 2 })],
    [false, "third Monday", token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 2, WeekOrder: 3 })],
    [false, "last Monday", token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 2, WeekOrder: 0 })],
    [
      true,
      "6 days after the first Tuesday, which is the second Monday",
      token("SMS_ST_RecurMonthlyByWeekdayBase", "2026-01-01T08:00:00Z", { Day: 3, WeekOrder: 1, Offset: 6 }),
    ],
    [
      false,
      "7 days after the first Tuesday",
      token("SMS_ST_RecurMonthlyByWeekdayBase", "2026-01-01T08:00:00Z", { Day: 3, WeekOrder: 1, Offset: 7 }),
    ],
    [true, "a token that cannot be read", token("SMS_ST_RecurYearly", "2026-01-01T08:00:00Z")],
  ])(
    "wasScheduleDue returns %s for versions of Monday 9 March 2026, 07:00 and 09:00, and the schedule: %s",
    async (due, _, each) => {
      expect(await isDue([each])).toBe(due);
    },
  );

  it.each<[boolean, string, WmiObject, from: string, to: string]>([
    [
      false,
      "every 59 minutes, in the minutes between",
      token("SMS_ST_RecurInterval", "2026-03-09T06:30:00Z", { MinuteSpan: 59 }),
      "2026-03-09T07:00:00Z",
      "2026-03-09T07:10:00Z",
    ],
    [
      true,
      "Mondays from two years after the last version on",
      token("SMS_ST_RecurWeekly", "2028-03-06T08:00:00Z", { Day: 2 }),
      from,
      "2028-03-20T09:00:00Z",
    ],
    [
      false,
      "Mondays from two years after the last version on, on the Friday before",
      token("SMS_ST_RecurWeekly", "2028-03-10T08:00:00Z", { Day: 2 }),
      from,
      "2028-03-10T09:00:00Z",
    ],
    [
      true,
      "every 59 minutes, as they are over",
      token("SMS_ST_RecurInterval", "2026-03-09T06:30:00Z", { MinuteSpan: 59 }),
      "2026-03-09T07:00:00Z",
      "2026-03-09T07:29:00Z",
    ],
    [
      true,
      "Thursdays, within days",
      token("SMS_ST_RecurWeekly", "2026-01-01T08:00:00Z", { Day: 5 }),
      "2026-03-09T07:00:00Z",
      "2026-03-13T07:00:00Z",
    ],
    [
      true,
      "Tuesdays at midnight, up to midnight",
      token("SMS_ST_RecurWeekly", "2026-01-01T00:00:00Z", { Day: 3 }),
      "2026-03-09T07:00:00Z",
      "2026-03-10T00:00:00Z",
    ],
    [
      true,
      "the last day of April",
      token("SMS_ST_RecurMonthlyByDate", "2026-01-01T08:00:00Z", { MonthDay: 0 }),
      "2026-04-30T07:00:00Z",
      "2026-04-30T09:00:00Z",
    ],
    [
      true,
      "the last Monday of March",
      token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 2, WeekOrder: 0 }),
      "2026-03-30T07:00:00Z",
      "2026-03-30T09:00:00Z",
    ],
    [
      false,
      "the last Tuesday of March, a week before it",
      token("SMS_ST_RecurMonthlyByWeekday", "2026-01-01T08:00:00Z", { Day: 3, WeekOrder: 0 }),
      "2026-03-24T07:00:00Z",
      "2026-03-24T09:00:00Z",
    ],
  ])(
    "wasScheduleDue returns %s for versions at the times of the test and the schedule: %s",
    async (due, _, each, start, end) => {
      expect(await isDue([each], [start, end])).toBe(due);
    },
  );

  it("wasScheduleDue returns true for a schedule in local time (IsGMT false) that is due less than a day before or after", async () => {
    const local = { IsGMT: false };
    expect(await isDue([token("SMS_ST_NonRecurring", "2026-03-09T20:00:00Z", local)])).toBe(true);
    expect(await isDue([token("SMS_ST_NonRecurring", "2026-03-10T20:00:00Z", local)])).toBe(false);
  });

  describeInEachTimeZone(() => {
    it("wasScheduleDue reads a time without a time zone as UTC", async () => {
      const once = token("SMS_ST_NonRecurring", "2026-03-09T08:00:00Z");
      expect(await isDue([once], ["2026-03-09T07:00:00", "2026-03-09T09:00:00"])).toBe(true);
    });
  });

  it.each([[undefined], [[]]])(
    "wasScheduleDue returns false for a package whose RefreshSchedule is %j",
    async (schedule) => {
      expect(await isDue(schedule)).toBe(false);
    },
  );

  it("wasScheduleDue returns true if a date is missing, or a token or the package cannot be read", async () => {
    const weekly = token("SMS_ST_RecurWeekly", "2026-01-01T08:00:00Z", { Day: 3 });
    expect(await isDue([weekly], [undefined, to])).toBe(true);
    expect(await isDue([weekly], [from, undefined])).toBe(true);
    expect(await isDue([null])).toBe(true);
    expect(await isDue([{ __CLASS: "SMS_ST_FromTheFuture" }])).toBe(true);
    expect(await isDue([token("SMS_ST_RecurInterval", "2026-01-05T08:00:00Z")])).toBe(true);
    expect(await isDueIn(new FakeSite(), "SMS_Package", [from, to])).toBe(true);
  });

  it.each([
    [true, "with PkgSourceFlag 2", [{ PackageID, PkgSourceFlag: 2 }]],
    [false, "with PkgSourceFlag 1 (no source)", [{ PackageID, PkgSourceFlag: 1 }]],
    [true, "without PkgSourceFlag", [{ PackageID }]],
    [true, "that does not exist", []],
    [true, "that cannot be read", failure("access-denied", "SMS_TaskSequencePackage")],
  ])("wasScheduleDue returns %s for a task sequence %s, and sends no keyed read", async (due, _, rows) => {
    const site = new FakeSite().serve("SMS_TaskSequencePackage", rows);
    site.getObject = () => {
      throw new Error("read by key");
    };
    expect(await isDueIn(site, "SMS_TaskSequencePackage", [from, to])).toBe(due);
  });
});
