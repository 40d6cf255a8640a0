import { expect, it } from "vitest";
import {
  findPackage,
  isSafeTarget,
  planRefreshPkgSource,
  redistribute,
  referencedPackages,
  refreshAll,
  refreshAndWait,
  refreshPkgSource,
  refreshReferencedPackages,
  setRefreshSchedule,
  setSourceSite,
  SMS_Package,
  SMS_PackageBaseclass,
  taskSequenceReadiness,
  waitForDistribution,
  watchDistribution,
  watchDistributions,
  type Transport,
} from "../../src/index.js";
import { samples } from "../schedule/tokens.js";
import { FakeSite } from "../support/fake-site.js";
import { collect } from "../support/open-transport.js";
import { target } from "./batch.js";

const { PackageID } = target(0);

const packageRow = { __CLASS: "SMS_Package", PackageID };

async function only<T>(results: AsyncIterable<T>): Promise<T | undefined> {
  const [result] = await collect(results);
  return result;
}

/** Calls with options of any type, as JavaScript allows them. */
const calls: Readonly<Record<string, (site: Transport, options: never) => unknown>> = {
  refreshPkgSource: (site, options) => refreshPkgSource(site, target(0), options),
  refreshAndWait: (site, options) => refreshAndWait(site, target(0), options),
  planRefreshPkgSource: (site, options) => planRefreshPkgSource(site, target(0), options),
  setSourceSite: (site, options) => setSourceSite(site, target(0), "P02", options),
  setRefreshSchedule: (site, options) => setRefreshSchedule(site, target(0), [samples.once], options),
  redistribute: (site, options) => redistribute(site, PackageID, "DP01", options),
  referencedPackages: (site, options) => referencedPackages(site, PackageID, options),
  taskSequenceReadiness: (site, options) => taskSequenceReadiness(site, PackageID, options),
  watchDistributions: (site, options) => only(watchDistributions(site, [{ PackageID, sourceVersion: 2 }], options)),
  findPackage: (site, options) => findPackage(site, PackageID, options),
  "SMS_Package.get": (site, options) => SMS_Package.get(site, PackageID, options),
};

const methods: Readonly<Record<string, (object: SMS_Package, options: never) => unknown>> = {
  refreshPkgSource: (object, options) => object.refreshPkgSource(options),
  setSourceSite: (object, options) => object.setSourceSite("P02", options),
  load: (object, options) => object.load(options),
  update: (object, options) => object.update({ Description: "new" }, options),
  addChangeNotification: (object, options) => object.addChangeNotification(options),
};

const queries: Readonly<Record<string, (site: Transport, query: never) => unknown>> = {
  "SMS_Package.list": (site, query) => SMS_Package.list(site, query),
  "SMS_Package.query": (site, query) => only(SMS_Package.query(site, query)),
  "SMS_PackageBaseclass.list": (site, query) => SMS_PackageBaseclass.list(site, query),
};

const notObjects: readonly unknown[] = [null, 5, "all"];

it.each(Object.keys(calls))("%s refuses options that are not an object, and sends nothing", async (name) => {
  const site = new FakeSite([packageRow]);
  for (const options of notObjects) {
    const refused = { kind: "invalid-argument", execution: "not-executed", parameter: "options" };
    expect(await calls[name]?.(site, options as never)).toMatchObject({ ok: false, failure: refused });
  }
  expect(site.options).toEqual([]);
});

it.each(Object.keys(methods))(
  "the method %s refuses options that are not an object, and sends nothing",
  async (name) => {
    const site = new FakeSite([packageRow]);
    const read = await SMS_Package.get(site, PackageID);
    if (!read.ok) throw new Error(read.failure.message);
    const requests = site.options.length;
    for (const options of notObjects) {
      const refused = { kind: "invalid-argument", execution: "not-executed", parameter: "options" };
      expect(await methods[name]?.(read.value, options as never)).toMatchObject({ ok: false, failure: refused });
    }
    expect(await read.value.update(null as never)).toMatchObject({ ok: false, failure: { parameter: "changes" } });
    expect(site.options.length).toBe(requests);
  },
);

it.each(Object.keys(queries))("%s refuses a query with a member of the wrong type, and sends nothing", async (name) => {
  const site = new FakeSite([packageRow]);
  const wrong: readonly (readonly [parameter: string, query: unknown])[] = [
    ...notObjects.map((query) => ["query", query] as const),
    ["where", { where: null }],
    ["top", { top: null }],
    ["select", { select: null }],
    ["select", { select: 5 }],
    ["orderBy", { orderBy: 5 }],
    ["orderBy", { orderBy: [null] }],
  ];
  for (const [parameter, query] of wrong) {
    const failure = { kind: "invalid-argument", execution: "not-executed", parameter };
    expect(await queries[name]?.(site, query as never)).toMatchObject({ ok: false, failure });
  }
  expect(site.options).toEqual([]);
});

it("refreshAll throws a TypeError for options that are not an object", () => {
  for (const options of notObjects) {
    const start = () => refreshAll(new FakeSite(), [target(0)], options as never);
    expect(start).toThrow(TypeError);
    expect(start).toThrow(/refreshAll: options .*object/);
  }
});

it("refreshAll yields invalid-argument for the option wait: null, and sends nothing", async () => {
  const site = new FakeSite();
  const results = await collect(refreshAll(site, [target(0)], { wait: null } as never));
  expect(results).toMatchObject([{ result: { failure: { kind: "invalid-argument", parameter: "wait" } } }]);
  expect(site.options).toEqual([]);
});

it("refreshReferencedPackages refuses invalid options before it reads the task sequence", async () => {
  const site = new FakeSite([{ __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F" }]);
  const include = ["SMS_Package"] as const;
  const refresh = (options: object) => refreshReferencedPackages(site, "P010001F", { include, ...options } as never);
  await expect(refresh({ concurrency: 0 })).rejects.toThrow(RangeError);
  await expect(refresh({ stopOn: "later" })).rejects.toThrow(RangeError);
  await expect(refresh({ signal: {} })).rejects.toThrow(TypeError);
  await expect(refresh({ onProgress: 5 })).rejects.toThrow(TypeError);
  await expect(refresh({ onProgress: 5, wait: true })).rejects.toThrow(TypeError);
  expect(await refresh({ confirm: 5 })).toMatchObject({ failure: { parameter: "confirm" } });
  expect(await refresh({ wait: null })).toMatchObject({ failure: { parameter: "wait" } });
  expect(await refresh({ wait: { stallMs: 0 } })).toMatchObject({ failure: { parameter: "stallMs" } });
  expect(site.options).toEqual([]);
});

it("watchDistribution and waitForDistribution name sourceVersion if the options are not an object", async () => {
  const site = new FakeSite();
  const refused = { failure: { kind: "invalid-argument", parameter: "sourceVersion" } };
  for (const options of [...notObjects, undefined]) {
    expect(await waitForDistribution(site, PackageID, options as never)).toMatchObject(refused);
    expect(await only(watchDistribution(site, PackageID, options as never))).toMatchObject(refused);
  }
  expect(site.options).toEqual([]);
});

it("waitForDistribution throws a TypeError for onProgress that is not a function, and sends nothing", async () => {
  const site = new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID, SourceVersion: 2 }]);
  const options = { sourceVersion: "current", onProgress: 5 } as never;
  const wait = waitForDistribution(site, PackageID, options);
  await expect(wait).rejects.toThrow(TypeError);
  await expect(wait).rejects.toThrow(/onProgress .*function/);
  expect(site.options).toEqual([]);
});

it("an operation that waits refuses a clock without the functions now and sleep, and sends nothing", async () => {
  const site = new FakeSite([{ ...packageRow, SourceVersion: 2 }]);
  const refused = { failure: { kind: "invalid-argument", execution: "not-executed", parameter: "clock" } };
  for (const clock of [null, 5, {}, { now: () => 0 }]) {
    const options = { clock, confirm: true, sourceVersion: 2 } as never;
    for (const name of ["refreshPkgSource", "refreshAndWait", "setSourceSite", "watchDistributions"]) {
      expect(await calls[name]?.(site, options)).toMatchObject(refused);
    }
    expect(await waitForDistribution(site, PackageID, options)).toMatchObject(refused);
    expect(() => refreshAll(site, [target(0)], options)).toThrow(/refreshAll: clock .*now and sleep/);
  }
  expect(site.options).toEqual([]);
});

it("isSafeTarget is false for a value without className, and for a target whose className or PackageID cannot be read", () => {
  const unreadable = ["className", "PackageID"].map((name) =>
    Object.defineProperty({ ...target(0) }, name, {
      get: () => {
        throw new Error("no value");
      },
    }),
  );
  for (const value of [null, undefined, 5, {}, ...unreadable]) expect(isSafeTarget(value as never)).toBe(false);
});
