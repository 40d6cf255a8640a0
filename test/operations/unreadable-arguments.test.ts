import { describe, expect, it } from "vitest";
import {
  redistribute,
  refreshAll,
  refreshAndWait,
  refreshPkgSource,
  safePackageTarget,
  setRefreshSchedule,
  setSourceSite,
  waitForDistribution,
  watchDistributions,
  type DistributionPointName,
  type SafeTarget,
  type ScheduleToken,
  type WantedVersion,
} from "../../src/index.js";
import { samples } from "../schedule/tokens.js";
import { FakeSite } from "../support/fake-site.js";
import { collect } from "../support/open-transport.js";
import { target } from "./batch.js";

const { PackageID } = target(0);

function throwing<T extends object>(object: T, property: string): T {
  return Object.defineProperty({ ...object }, property, {
    enumerable: true,
    get: () => {
      throw new Error("no value");
    },
  });
}

describe("a target whose PackageType cannot be read", () => {
  const withoutMembers = new Proxy<SafeTarget>(target(0), {
    has: () => {
      throw new Error("no value");
    },
  });
  const symbol: SafeTarget = Object.assign({ PackageType: Symbol("4") }, target(0));
  it.each([
    ["a getter throws", throwing(target(0), "PackageType")],
    ["a proxy throws", withoutMembers],
    ["it is a symbol", symbol],
  ])(
    "refreshPkgSource, refreshAll and setRefreshSchedule treat a target whose PackageType cannot be read as a task sequence, and send nothing: %s",
    async (_why, value) => {
      const site = new FakeSite();
      const refused = { ok: false, failure: { kind: "not-acknowledged", execution: "not-executed" } };
      expect(await refreshPkgSource(site, value)).toMatchObject(refused);
      expect(await setRefreshSchedule(site, value, [])).toMatchObject(refused);
      expect(safePackageTarget(value)).toMatchObject(refused);
      expect(await collect(refreshAll(site, [value]))).toMatchObject([{ result: refused }]);
      expect(site.options).toEqual([]);
    },
  );
});

it("redistribute refuses a distribution point whose name or siteCode throws when it is read, and sends nothing", async () => {
  const site = new FakeSite();
  for (const property of ["name", "siteCode"]) {
    const point = throwing<DistributionPointName>({ name: "DP01" }, property);
    expect(await redistribute(site, PackageID, point)).toMatchObject({ failure: { parameter: "point" } });
  }
  expect(site.options).toEqual([]);
});

it("watchDistributions refuses a package whose PackageID or sourceVersion throws when it is read, and sends nothing", async () => {
  const site = new FakeSite();
  for (const property of ["PackageID", "sourceVersion"]) {
    const wanted = throwing<WantedVersion>({ PackageID, sourceVersion: 2 }, property);
    expect(await collect(watchDistributions(site, [wanted]))).toMatchObject([{ failure: { parameter: "packages" } }]);
  }
  expect(site.options).toEqual([]);
});

describe("a schedule token", () => {
  it.each(["__CLASS", "StartTime", "DaySpan"])(
    "setRefreshSchedule refuses a token whose %s throws when it is read, and sends nothing",
    async (name) => {
      const site = new FakeSite();
      const result = await setRefreshSchedule(site, target(0), [throwing<ScheduleToken>(samples.interval, name)]);
      expect(result).toMatchObject({ failure: { kind: "invalid-argument", execution: "not-executed" } });
      expect(site.options).toEqual([]);
    },
  );

  it("setRefreshSchedule writes the values of a token that it checked, also if a property changes afterwards", async () => {
    const row = { __CLASS: "SMS_Package", PackageID, PackageType: 0, PkgSourceFlag: 2 };
    const site = new FakeSite([row]);
    const spans = [7, 99_999];
    const changing = Object.defineProperty({ ...samples.interval }, "DaySpan", {
      enumerable: true,
      get: () => spans.shift(),
    });
    await setRefreshSchedule(site, target(0), [changing]);
    expect(site.puts).toMatchObject([{ changes: { RefreshSchedule: [{ DaySpan: 7 }] } }]);
  });
});

describe("a signal that is not an AbortSignal", () => {
  it.each([
    ["null", null],
    ["an object", {}],
    ["an object like a signal", { aborted: false, addEventListener: () => undefined }],
  ])("each operation refuses a signal that is not an AbortSignal, and sends nothing: %s", async (_what, value) => {
    const signal = value as unknown as AbortSignal;
    const site = new FakeSite();
    const refused = { failure: { kind: "invalid-argument", parameter: "signal" } };
    expect(await refreshPkgSource(site, target(0), { signal, confirm: true })).toMatchObject(refused);
    expect(await setSourceSite(site, target(0), "P02", { signal, confirm: true })).toMatchObject(refused);
    expect(await refreshAndWait(site, target(0), { signal })).toMatchObject(refused);
    expect(await waitForDistribution(site, PackageID, { signal, sourceVersion: 2 })).toMatchObject(refused);
    const watch = watchDistributions(site, [{ PackageID, sourceVersion: 2 }], { signal });
    expect(await collect(watch)).toMatchObject([refused]);
    for (const wait of [false, true]) {
      const start = () => (wait ? refreshAll(site, [], { signal, wait }) : refreshAll(site, [], { signal }));
      expect(start).toThrow(TypeError);
      expect(start).toThrow(/refreshAll: signal .*AbortSignal/);
    }
    expect(site.options).toEqual([]);
  });
});
