import { describe, expect, test } from "vitest";
import { PkgFlags } from "../../src/package-classes/pkg-flags.js";
import { withFlag } from "../../src/package-classes/flags.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { orThrow } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { samples } from "../schedule/tokens.js";
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

async function open(members: WmiObject = {}) {
  const transport = new FakeSite([{ ...row, ...members }]);
  return { transport, sequence: orThrow(await SMS_TaskSequencePackage.get(transport, "P010001F")) };
}

describe("update", () => {
  test("update sends the properties that differ, by key, and returns the object as it reads afterwards", async () => {
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

  test("update sends nothing if no property differs", async () => {
    const { transport, sequence } = await open();
    expect(orThrow(await sequence.update({ Name: "Windows" })).sent).toEqual([]);
    expect(transport.puts).toEqual([]);
  });

  test("if withFlag sets a flag, update sends it together with the undocumented flags of the package", async () => {
    const { transport, sequence } = await open();
    orThrow(await sequence.update({ PkgFlags: withFlag(sequence.PkgFlags ?? 0, PkgFlags.DO_NOT_DOWNLOAD) }));
    expect(transport.puts[0]?.changes).toEqual({ PkgFlags: 0x8100_0001 });
  });

  test("update sends the tokens of RefreshSchedule with their class, and their dates as text", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID: "P0100012" }]);
    const tools = orThrow(await SMS_Package.get(transport, "P0100012"));
    orThrow(await tools.update({ RefreshSchedule: [samples.interval] }));
    expect(transport.puts[0]?.changes["RefreshSchedule"]).toEqual([
      { ...samples.interval, StartTime: "2026-01-05T22:00:00.000Z" },
    ]);
  });

  const refused: [name: string, value: unknown, why: string][] = [
    ["Sequence", "<sequence/>", "read-only"],
    ["References", [], "read-only"],
    ["RefreshPkgSourceFlag", true, "a trigger"],
    ["RefreshSchedule", [samples.interval], "a refresh would leave the task sequence unusable"],
    ["PackageID", "P0100099", "the key"],
    ["EstimatedRunTimeMinutes", 5, "of unknown access"],
    ["Description", null, "null"],
    ["SupportedOperatingSystems", [], "empty"],
    ["PkgFlags", -1, "out of range"],
    ["Name", 5, "of another type"],
    ["Nmae", "x", "unknown"],
  ];
  test.each(refused)("update refuses %s = %j (%s) before anything is sent", async (name, value) => {
    const { transport, sequence } = await open();
    const before = transport.options.length;
    const result = await sequence.update(Object.fromEntries([[name, value]]));
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: name } });
    expect(transport.options).toHaveLength(before);
  });

  test("update fails with not-found and sends nothing if the package was deleted", async () => {
    const { transport, sequence } = await open();
    transport.objects.length = 0;
    expect(await sequence.update({ Name: "x" })).toMatchObject({ ok: false, failure: { kind: "not-found" } });
    expect(transport.puts).toEqual([]);
  });

  test("update fails with invalid-response and sends nothing if its read returns another package", async () => {
    const { transport, sequence } = await open();
    transport.getObject = () => Promise.resolve({ ok: true, value: { ...row, PackageID: "P0100099" } });
    expect(await sequence.update({ Name: "x" })).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(transport.puts).toEqual([]);
  });

  test("update fails with locked (stale) if the package changed after it was read", async () => {
    const { transport, sequence } = await open();
    transport.objects[0] = { ...row, SedoObjectVersion: "2" };
    expect(await sequence.update({ Name: "x" })).toMatchObject({
      ok: false,
      failure: { kind: "locked", reason: "stale", execution: "not-executed" },
    });
    expect(transport.puts).toEqual([]);
  });

  test("a second update succeeds although the first update changed SedoObjectVersion", async () => {
    const { transport, sequence } = await open();
    transport.onPut = (object) => ({ ...object, SedoObjectVersion: "2" });
    orThrow(await sequence.update({ Name: "x" }));
    expect(await sequence.update({ Name: "y" })).toMatchObject({ ok: true });
  });

  test.each([
    ["another process changed the property that it wrote", { Name: "theirs" }],
    ["another process changed another property", { Manufacturer: "theirs" }],
  ])("the next update fails with locked (stale) if %s during the write of an update", async (_, theirs) => {
    const { transport, sequence } = await open();
    transport.onPut = (object) => ({ ...object, ...theirs, SedoObjectVersion: "3" });
    orThrow(await sequence.update({ Name: "x" }));
    expect(await sequence.update({ Name: "y" })).toMatchObject({ ok: false, failure: { reason: "stale" } });
    expect(transport.puts).toHaveLength(1);
  });

  test("the next update compares SedoObjectVersion with the one in the response of the write", async () => {
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

  test("update lists in `unexpected` the lazy properties that its write damaged", async () => {
    const { transport, sequence } = await open({ ExtendedData: "AQ==" });
    transport.onPut = (object) => ({ ...object, Sequence: null, ExtendedData: null });
    const { unexpected } = orThrow(await sequence.update({ Name: "x" }));
    expect(unexpected.toSorted()).toEqual(["ExtendedData", "Sequence"]);
  });

  test("update does not list ISVDataSize in `unexpected` if it wrote ISVData", async () => {
    const { transport, sequence } = await open({ ISVDataSize: 0 });
    transport.onPut = (object) => ({ ...object, ISVDataSize: 1 });
    expect(orThrow(await sequence.update({ ISVData: new Uint8Array([1]) })).unexpected).toEqual([]);
    expect(transport.puts[0]?.changes).toEqual({ ISVData: "AQ==" });
  });

  test("update returns sent and confirmReadFailure if the object cannot be read after the write", async () => {
    const { transport, sequence } = await open();
    transport.onPut = () => ({});
    const done = orThrow(await sequence.update({ Name: "x" }));
    expect(done).toMatchObject({ sent: ["Name"], confirmReadFailure: { kind: "not-found" } });
    expect(done).not.toHaveProperty("updated");
  });

  test("update returns the failure of its write", async () => {
    const { transport, sequence } = await open();
    const operation = { className: "SMS_TaskSequencePackage" };
    const failure = { kind: "locked", execution: "not-executed", reason: "held", message: "held", operation } as const;
    transport.putInstance = () => Promise.resolve({ ok: false, failure });
    expect(await sequence.update({ Name: "x" })).toEqual({ ok: false, failure });
  });

  const unknownToken = { __CLASS: "SMS_ST_RecurYearly", StartTime: "2026-01-05T22:00:00Z" };
  // A read accepts a duration of 24 hours; a write does not.
  const longToken = { ...samples.interval, StartTime: "2026-01-05T22:00:00.000Z", HourDuration: 24 };

  test("update sends an unread token and a token outside the documented ranges back unchanged, beside a new token", async () => {
    const schedule = [unknownToken, longToken];
    const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID: "P0100012", RefreshSchedule: schedule }]);
    const tools = orThrow(await SMS_Package.get(transport, "P0100012"));
    orThrow(await tools.update({ RefreshSchedule: [...(tools.RefreshSchedule ?? []), samples.interval] }));
    expect(transport.puts[0]?.changes["RefreshSchedule"]).toEqual([
      ...schedule,
      { ...samples.interval, StartTime: "2026-01-05T22:00:00.000Z" },
    ]);
  });

  test("update refuses an unread object that the site did not send, before anything is sent", async () => {
    const transport = new FakeSite([
      { __CLASS: "SMS_Package", PackageID: "P0100012", RefreshSchedule: [unknownToken] },
    ]);
    const tools = orThrow(await SMS_Package.get(transport, "P0100012"));
    const before = transport.options.length;
    const changed = { unread: { ...unknownToken, StartTime: "2027-01-05T22:00:00Z" }, reason: "" };
    expect(await tools.update({ RefreshSchedule: [changed] })).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "RefreshSchedule" },
    });
    expect(transport.options).toHaveLength(before);
  });

  test("update refuses to change a property whose value at the site does not fit its type, and can change others", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID: "P0100012", PkgFlags: "many" }]);
    const tools = orThrow(await SMS_Package.get(transport, "P0100012"));
    expect(await tools.update({ PkgFlags: withFlag(tools.PkgFlags ?? 0, PkgFlags.NO_PACKAGE) })).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "PkgFlags", execution: "not-executed" },
    });
    orThrow(await tools.update({ Description: "x" }));
    expect(transport.puts.map(({ changes }) => changes)).toEqual([{ Description: "x" }]);
  });
});
