import { describe, expect, test } from "vitest";
import { PkgFlags } from "../../src/package-classes/pkg-flags.js";
import { withFlag } from "../../src/package-classes/flags.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { orThrow } from "../../src/result.js";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";

const row: WmiObject = {
  __CLASS: "SMS_TaskSequencePackage",
  PackageID: "P010001F",
  Name: "Windows",
  Description: "old",
  PkgFlags: 0x8000_0001,
  SedoObjectVersion: "1",
  Sequence: "<sequence/>",
  RefreshSchedule: [],
  SourceDate: "2024-08-30T20:55:06Z",
};

const weekly: ScheduleToken = {
  __CLASS: "SMS_ST_RecurInterval",
  StartTime: new Date("2026-01-05T22:00:00Z"),
  IsGMT: false,
  DayDuration: 0,
  HourDuration: 0,
  MinuteDuration: 0,
  DaySpan: 7,
  HourSpan: 0,
  MinuteSpan: 0,
};

async function open(members: WmiObject = {}) {
  const transport = new FakeSite([{ ...row, ...members }]);
  return { transport, sequence: orThrow(await SMS_TaskSequencePackage.get(transport, "P010001F")) };
}

describe("update", () => {
  test("sends what differs, by key, and gives the object as it reads afterwards", async () => {
    const { transport, sequence } = await open();
    const done = orThrow(await sequence.update({ Description: "new", Name: "Windows", Category: undefined }));
    expect(transport.puts).toEqual([
      {
        path: { className: "SMS_TaskSequencePackage", keys: { PackageID: "P010001F" } },
        changes: { Description: "new" },
      },
    ]);
    expect(done).toMatchObject({ sent: ["Description"], unexpected: [], updated: { Description: "new" } });
    expect(done.updated).toBeInstanceOf(SMS_TaskSequencePackage);
    expect(sequence.Description).toBe("old");
  });

  test("sends nothing where nothing differs", async () => {
    const { transport, sequence } = await open();
    expect(orThrow(await sequence.update({ Name: "Windows" })).sent).toEqual([]);
    expect(transport.puts).toEqual([]);
  });

  test("keeps flags that nobody documented", async () => {
    const { transport, sequence } = await open();
    orThrow(await sequence.update({ PkgFlags: withFlag(sequence.PkgFlags ?? 0, PkgFlags.DO_NOT_DOWNLOAD) }));
    expect(transport.puts[0]?.changes).toEqual({ PkgFlags: 0x8100_0001 });
  });

  test("sends embedded objects with their class, dates as text", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID: "P0100012" }]);
    const tools = orThrow(await SMS_Package.get(transport, "P0100012"));
    orThrow(await tools.update({ RefreshSchedule: [weekly] }));
    expect(transport.puts[0]?.changes["RefreshSchedule"]).toEqual([
      { ...weekly, StartTime: "2026-01-05T22:00:00.000Z" },
    ]);
  });

  const refused: [name: string, value: unknown, why: string][] = [
    ["Sequence", "<sequence/>", "read-only"],
    ["References", [], "read-only"],
    ["RefreshPkgSourceFlag", true, "a trigger"],
    ["RefreshSchedule", [weekly], "a refresh would leave the task sequence unusable"],
    ["PackageID", "P0100099", "the key"],
    ["EstimatedRunTimeMinutes", 5, "of unknown access"],
    ["Description", null, "null"],
    ["SupportedOperatingSystems", [], "empty"],
    ["PkgFlags", -1, "out of range"],
    ["Name", 5, "of another type"],
    ["Nmae", "x", "unknown"],
  ];
  test.each(refused)("refuses %s = %j (%s) before anything is sent", async (name, value) => {
    const { transport, sequence } = await open();
    const before = transport.options.length;
    const result = await sequence.update(Object.fromEntries([[name, value]]));
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: name } });
    expect(transport.options).toHaveLength(before);
  });

  test("writes nothing when the package is gone", async () => {
    const { transport, sequence } = await open();
    transport.objects.length = 0;
    expect(await sequence.update({ Name: "x" })).toMatchObject({ ok: false, failure: { kind: "not-found" } });
    expect(transport.puts).toEqual([]);
  });

  test("writes nothing when the answer to the read is another object", async () => {
    const { transport, sequence } = await open();
    transport.getObject = () => Promise.resolve({ ok: true, value: { ...row, PackageID: "P0100099" } });
    expect(await sequence.update({ Name: "x" })).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(transport.puts).toEqual([]);
  });

  test("is stale when somebody changed the package since it was read", async () => {
    const { transport, sequence } = await open();
    transport.objects[0] = { ...row, SedoObjectVersion: "2" };
    expect(await sequence.update({ Name: "x" })).toMatchObject({
      ok: false,
      failure: { kind: "locked", reason: "stale", execution: "not-executed" },
    });
    expect(transport.puts).toEqual([]);
  });

  test("does not take its own write for somebody else's", async () => {
    const { transport, sequence } = await open();
    transport.onPut = (object) => ({ ...object, SedoObjectVersion: "2" });
    orThrow(await sequence.update({ Name: "x" }));
    expect(await sequence.update({ Name: "y" })).toMatchObject({ ok: true });
  });

  test.each([
    ["somebody else's write that came before the read for its own", { Name: "theirs" }],
    ["somebody else's write of another property for its own", { Manufacturer: "theirs" }],
  ])("does not take %s", async (_, theirs) => {
    const { transport, sequence } = await open();
    transport.onPut = (object) => ({ ...object, ...theirs, SedoObjectVersion: "3" });
    orThrow(await sequence.update({ Name: "x" }));
    expect(await sequence.update({ Name: "y" })).toMatchObject({ ok: false, failure: { reason: "stale" } });
    expect(transport.puts).toHaveLength(1);
  });

  test("takes the version that the write's answer tells for its own, whatever else was written", async () => {
    const { transport, sequence } = await open();
    const put = transport.putInstance.bind(transport);
    let version = 2;
    transport.putInstance = async (...write) => {
      await put(...write);
      return { ok: true, value: { SedoObjectVersion: String(version) } };
    };
    transport.onPut = (object) => ({ ...object, Manufacturer: "by the site", SedoObjectVersion: "2" });
    orThrow(await sequence.update({ Name: "x" }));
    expect(await sequence.update({ Name: "y" })).toMatchObject({ ok: true });
    version = 1;
    orThrow(await sequence.update({ Name: "z" }));
    expect(await sequence.update({ Name: "x" })).toMatchObject({ ok: false, failure: { reason: "stale" } });
  });

  test("reports a lazy property that the write damaged", async () => {
    const { transport, sequence } = await open({ ExtendedData: "AQ==" });
    transport.onPut = (object) => ({ ...object, Sequence: null, ExtendedData: null });
    const { unexpected } = orThrow(await sequence.update({ Name: "x" }));
    expect(unexpected.toSorted()).toEqual(["ExtendedData", "Sequence"]);
  });

  test("takes the size of what was written for no damage", async () => {
    const { transport, sequence } = await open({ ISVDataSize: 0 });
    transport.onPut = (object) => ({ ...object, ISVDataSize: 1 });
    expect(orThrow(await sequence.update({ ISVData: new Uint8Array([1]) })).unexpected).toEqual([]);
    expect(transport.puts[0]?.changes).toEqual({ ISVData: "AQ==" });
  });

  test("tells that the write is done where the object can't be read again", async () => {
    const { transport, sequence } = await open();
    transport.onPut = () => ({});
    const done = orThrow(await sequence.update({ Name: "x" }));
    expect(done).toMatchObject({ sent: ["Name"], readFailure: { kind: "not-found" } });
    expect(done).not.toHaveProperty("updated");
  });

  test("passes a failed write on", async () => {
    const { transport, sequence } = await open();
    const operation = { className: "SMS_TaskSequencePackage" };
    const failure = { kind: "locked", execution: "not-executed", reason: "held", message: "held", operation } as const;
    transport.putInstance = () => Promise.resolve({ ok: false, failure });
    expect(await sequence.update({ Name: "x" })).toEqual({ ok: false, failure });
  });
});
