import { describe, expect, it } from "vitest";
import { setRefreshSchedule } from "../../src/operations/set-refresh-schedule.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { fail, orThrow } from "../../src/result.js";
import { failure, FakeSite } from "../support/fake-site.js";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";
import { samples } from "../schedule/tokens.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, PkgSourceFlag: 2, PkgSourcePath: "\\\\files\\tools" };

const weekly = { ...samples.interval, StartTime: new Date("2026-03-02T22:00:00Z"), IsGMT: true };

const midnight = new Date("2026-03-03T00:00:00Z");

/** A site that stores each write. */
function directSite(): FakeSite {
  const { PackageID } = target;
  return new FakeSite([{ __CLASS: "SMS_Package", PackageID, PackageType: 0, PkgSourceFlag: 2 }]);
}

describe("setRefreshSchedule", () => {
  it("setRefreshSchedule writes the tokens, and the package then has them", async () => {
    await using opened = await openSite({ packages: [tools] });
    const result = await setRefreshSchedule(opened.transport, target, [weekly]);
    expect(result).toEqual({ ok: true, value: { phase: "scheduled", target, tokens: 1 } });
    const read = await opened.transport.getObject({ className: "SMS_Package", keys: { PackageID: target.PackageID } });
    expect(read.ok && read.value["RefreshSchedule"]).toMatchObject([{ __CLASS: "SMS_ST_RecurInterval", DaySpan: 7 }]);
  });

  it("setRefreshSchedule writes a token of class SMS_ST_RecurMonthlyByWeekdayBase, and recognizes it in the package afterwards", async () => {
    const __CLASS = "SMS_ST_RecurMonthlyByWeekdayBase";
    const { StartTime, IsGMT, DayDuration, HourDuration, MinuteDuration } = weekly;
    const start = { StartTime, IsGMT, DayDuration, HourDuration, MinuteDuration };
    const patchDay: ScheduleToken = { __CLASS, ...start, Day: 3, ForNumberOfMonths: 1, WeekOrder: 2, Offset: 4 };
    await using opened = await openSite({ packages: [tools] });
    const result = await setRefreshSchedule(opened.transport, target, [patchDay]);
    expect(result).toMatchObject({ value: { phase: "scheduled" } });
    const found = orThrow(await SMS_Package.get(opened.transport, target.PackageID));
    expect(found.RefreshSchedule).toEqual([patchDay]);
  });

  it("setRefreshSchedule accepts 15 tokens", async () => {
    const tokens = Array.from({ length: 15 }, () => weekly);
    expect(await setRefreshSchedule(directSite(), target, tokens)).toMatchObject({ ok: true, value: { tokens: 15 } });
  });

  it("setRefreshSchedule refuses an invalid target and an invalid token, and sends nothing", async () => {
    const transport = directSite();
    const nowhere = await setRefreshSchedule(transport, { ...target, PackageID: "P01" }, [weekly]);
    expect(nowhere).toMatchObject({ failure: { kind: "invalid-argument", parameter: "PackageID" } });
    const untimely = await setRefreshSchedule(transport, target, [weekly, { ...weekly, DaySpan: 99 }]);
    expect(untimely).toMatchObject({ failure: { kind: "invalid-argument", parameter: "DaySpan" } });
    expect(transport.options).toEqual([]);
  });

  it("setRefreshSchedule writes nothing if the package cannot be read", async () => {
    const unreadable = directSite().serve("SMS_Package", failure("access-denied", "SMS_Package"));
    expect(await setRefreshSchedule(unreadable, target, [weekly])).toMatchObject({
      failure: { kind: "access-denied" },
    });
    expect(unreadable.puts).toEqual([]);
  });

  it.each([
    ["provider-error", /RefreshSchedule.*console/],
    ["unsupported", /RefreshSchedule.*console/],
    ["access-denied", undefined],
  ] as const)(
    "after a write that failed with %s, the advice names the console only if another way to write can help",
    async (kind, advice) => {
      const transport = directSite();
      const operation = { className: "SMS_Package" };
      transport.putInstance = () =>
        Promise.resolve(fail({ kind, execution: "not-executed", message: "no", operation }));
      const result = await setRefreshSchedule(transport, target, [weekly]);
      expect(result).toMatchObject({ ok: false, failure: { kind, message: "no" } });
      if (advice === undefined) expect(!result.ok && result.failure).not.toHaveProperty("advice");
      else expect(!result.ok && result.failure.advice).toMatch(advice);
    },
  );

  it.each([
    ["null", null],
    ["an empty list", []],
  ])(
    "setRefreshSchedule fails with `unknown` if the property is %s after an accepted write, because another administrator might have changed it",
    async (_name, kept) => {
      const transport = directSite();
      transport.onPut = (object) => ({ ...object, RefreshSchedule: kept });
      expect(await setRefreshSchedule(transport, target, [weekly])).toMatchObject({
        ok: false,
        failure: {
          kind: "provider-error",
          execution: "unknown",
          operation: target,
          message: expect.stringMatching(/RefreshSchedule/) as string,
          advice: expect.stringMatching(/^Do not call again yet\..*console.*WMI/) as string,
        },
      });
    },
  );

  it.each([0, 16])("setRefreshSchedule refuses %d tokens, and sends nothing", async (count) => {
    await using opened = await openSite({ packages: [tools] });
    const tokens = Array.from({ length: count }, () => weekly);
    const result = await setRefreshSchedule(opened.transport, target, tokens);
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "tokens",
        operation: target,
        message: expect.stringContaining("1 to 15") as string,
      },
    });
    expect(opened.requests).toEqual([]);
  });

  it("setRefreshSchedule refuses a package whose PkgSourceFlag is not 2", async () => {
    await using opened = await openSite({ packages: [{ ...tools, PkgSourceFlag: 1 }] });
    const result = await setRefreshSchedule(opened.transport, target, [weekly]);
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "target",
        execution: "not-executed",
        operation: target,
        message: expect.stringContaining("PkgSourceFlag 2") as string,
      },
    });
  });

  it("setRefreshSchedule refuses a task sequence, also under another class name", async () => {
    const PackageID = "P010001F";
    await using opened = await openSite({ packages: [{ className: "SMS_TaskSequencePackage", PackageID }] });
    // @ts-expect-error a task sequence is excluded by type
    const named = await setRefreshSchedule(opened.transport, { className: "SMS_TaskSequencePackage", PackageID }, [
      weekly,
    ]);
    const disguised = await setRefreshSchedule(opened.transport, { className: "SMS_Package", PackageID }, [weekly]);
    for (const result of [named, disguised]) {
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: "not-acknowledged", operation: { PackageID, methodName: "RefreshSchedule" } },
      });
    }
    expect(opened.requests).not.toContain("SMS_TaskSequencePackage");
  });

  it("setRefreshSchedule sends nothing if className is a task sequence at the first read of the property and another class later", async () => {
    const names = ["SMS_TaskSequencePackage"] as const;
    let reads = 0;
    const shifting = {
      PackageID: target.PackageID,
      get className() {
        return names[reads++] ?? "SMS_Package";
      },
    };
    const transport = directSite();
    // @ts-expect-error a task sequence is excluded by type
    expect(await setRefreshSchedule(transport, shifting, [weekly])).toMatchObject({
      failure: { kind: "not-acknowledged" },
    });
    expect(transport.options).toEqual([]);
  });

  it("setRefreshSchedule fails with `unknown` if the package has an unknown token after the write", async () => {
    const transport = directSite();
    transport.onPut = (object) => ({ ...object, RefreshSchedule: [{ __CLASS: "SMS_ST_FromTheFuture" }] });
    expect(await setRefreshSchedule(transport, target, [weekly])).toMatchObject({
      failure: { kind: "provider-error", execution: "unknown" },
    });
  });

  it("setRefreshSchedule fails with `unknown` if the package has more tokens after the write than were sent", async () => {
    const site = directSite();
    site.onPut = (object) => ({
      ...object,
      RefreshSchedule: [weekly, weekly].map((token) => ({ ...token, DaySpan: 1 })) as never,
    });
    expect(await setRefreshSchedule(site, target, [weekly])).toMatchObject({
      failure: { kind: "provider-error", execution: "unknown" },
    });
  });

  it("setRefreshSchedule fails with `unknown` and names another schedule if the package still has its old schedule after the write", async () => {
    const daily = { ...weekly, DaySpan: 1, StartTime: "2026-03-02T22:00:00Z" };
    const site = new FakeSite([{ __CLASS: "SMS_Package", ...tools, RefreshSchedule: [daily] }]);
    site.onPut = (object) => ({ ...object, RefreshSchedule: [daily] });
    expect(await setRefreshSchedule(site, target, [weekly])).toMatchObject({
      failure: {
        kind: "provider-error",
        execution: "unknown",
        operation: target,
        message: expect.stringContaining("another schedule") as string,
        advice: expect.stringMatching(/^Do not call again yet\..*WMI/) as string,
      },
    });
  });

  it("setRefreshSchedule recognizes the written schedule if the site adds members, reorders tokens, and omits milliseconds", async () => {
    const site = new FakeSite([{ __CLASS: "SMS_Package", ...tools }]);
    site.onPut = (object) => ({
      ...object,
      RefreshSchedule: ["2026-03-03T00:00:00Z", "2026-03-02T22:00:00Z"].map((StartTime) => {
        return { ...weekly, StartTime, DaySpan: "7", Note: "new" };
      }),
    });
    const tokens = [
      { ...weekly, StartTime: new Date("2026-03-02T22:00:00.500Z") },
      { ...weekly, StartTime: midnight },
    ];
    expect(await setRefreshSchedule(site, target, tokens)).toMatchObject({ value: { phase: "scheduled", tokens: 2 } });
  });

  it("setRefreshSchedule returns accepted with confirmReadFailure if the schedule cannot be read after the write", async () => {
    const site = new FakeSite([{ __CLASS: "SMS_Package", ...tools }]);
    site.onPut = () => ({});
    expect(await setRefreshSchedule(site, target, [weekly])).toEqual({
      ok: true,
      value: { phase: "accepted", target, tokens: 1, confirmReadFailure: failure("not-found", "SMS_Package") },
    });
  });

  it("setRefreshSchedule fails with RefreshSchedule in the advice if the site refuses the property, and with `unknown` if the site drops it", async () => {
    await using opened = await openSite({ packages: [tools] });
    const { transport, site } = opened;
    const body = '{"error":{"code":"404","message":"ODataParameterReader.ReadAsync was called in the wrong state."}}';
    site.addFault({ match: { method: "POST" }, times: 1, effect: { status: 404, body } });
    const refused = await setRefreshSchedule(transport, target, [weekly]);
    expect(refused).toMatchObject({ ok: false, failure: { kind: "unsupported" } });
    expect(!refused.ok && refused.failure.advice).toContain("RefreshSchedule");

    transport.putInstance = () => Promise.resolve({ ok: true, value: undefined });
    const dropped = await setRefreshSchedule(transport, target, [weekly]);
    expect(dropped).toMatchObject({ ok: false, failure: { kind: "provider-error", execution: "unknown" } });
  });

  it.each([[weekly], [undefined], [null], ["weekly"]])(
    "setRefreshSchedule refuses %j instead of a list of tokens, and sends nothing",
    async (tokens) => {
      const transport = directSite();
      expect(await setRefreshSchedule(transport, target, tokens as unknown as ScheduleToken[])).toMatchObject({
        ok: false,
        failure: { kind: "invalid-argument", parameter: "tokens", execution: "not-executed" },
      });
      expect(transport.options).toEqual([]);
    },
  );
});
