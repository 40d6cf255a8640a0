import { describe, expect, it } from "vitest";
import { refreshAll, type RefreshAllOptions, type SafeTarget, type StopOn } from "../../src/operations/refresh-all.js";
import { fail } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";
import { accepted, callFailure, denied, drain, JudgingSite, SlowSite, target, ten, turn } from "./batch.js";
import { openSite } from "./open-site.js";

describe("refreshAll", () => {
  it("refreshAll refreshes all ten packages on a simulated site", async () => {
    await using opened = await openSite({ packages: ten.map((each) => ({ ...each })) });
    const run = refreshAll(opened.transport, ten);
    expect(Object.values(await drain(run))).toEqual(ten.map(() => "accepted"));
    expect(opened.site.calls).toHaveLength(10);
    expect(run.summary()).toEqual({ done: ten, failed: [], unknown: [], notStarted: [], sourceEnded: true });
  });

  it("refreshAll calls nothing before the caller starts to loop over the results", async () => {
    const site = new FakeSite();
    refreshAll(site, ten);
    await turn();
    expect(site.calls).toEqual([]);
  });

  it.each([1, 3, 20])(
    "with concurrency %d, refreshAll never has more calls in progress than this number, and reads no more targets in advance",
    async (concurrency) => {
      const site = new SlowSite();
      let read = 0;
      function* targets() {
        for (const each of ten) {
          read += 1;
          yield each;
        }
      }
      const run = drain(refreshAll(site, targets(), { concurrency }));
      for (let finished = 0; finished < ten.length; finished += 1) {
        await turn();
        expect(site.inProgress).toBeLessThanOrEqual(concurrency);
        expect(read - finished).toBeLessThanOrEqual(concurrency);
        site.endOldest();
      }
      await run;
      expect(site.maxInProgress).toBe(Math.min(concurrency, 10));
    },
  );

  it("refreshAll yields results in the order in which the calls end", async () => {
    const site = new SlowSite();
    const run = refreshAll(site, ten.slice(0, 2), { concurrency: 2 })[Symbol.asyncIterator]();
    const first = run.next();
    await turn();
    site.endOldest();
    expect(await first).toMatchObject({ value: { target: ten[0] } });
  });

  it("refreshAll yields a result while the caller's async source has not returned its next target", async () => {
    const site = new FakeSite();
    async function* slow() {
      yield target(1);
      await new Promise(() => {});
    }
    const controller = new AbortController();
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    const run = refreshAll(site, slow(), { signal: controller.signal, clock });
    const iterator = run[Symbol.asyncIterator]();
    expect(await iterator.next()).toMatchObject({ value: { target: target(1) } });
    const end = iterator.next();
    controller.abort();
    expect(await end).toMatchObject({ done: true });
    expect(run.summary()).toMatchObject({ done: [target(1)], sourceEnded: false });
  });

  it("refreshAll refreshes a package once if the source returns it several times or with another class", async () => {
    const site = new FakeSite();
    const lower = { className: "SMS_DriverPackage", PackageID: "p0100001" } as const;
    const run = refreshAll(site, [target(1), target(1), lower, target(2), target(1)]);
    expect(Object.keys(await drain(run))).toEqual(["P0100001", "P0100002"]);
    expect(site.calls).toHaveLength(2);
  });

  it("refreshAll never calls a task sequence, also not under another class name", async () => {
    const site = new FakeSite();
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P0100001" } as const;
    const disguised = { ...target(2), PackageType: 4 };
    // @ts-expect-error a task sequence is excluded by type
    const run = refreshAll(site, [sequence, disguised], { acknowledgeInoperable: true });
    expect(await drain(run)).toEqual({ P0100001: "not-acknowledged", P0100002: "not-acknowledged" });
    expect(site.calls).toEqual([]);
    expect(run.summary().failed).toHaveLength(2);
  });

  it("refreshAll yields an invalid target with a failure, and its summary has the target as failed", async () => {
    const wrong = { className: "SMS_Package", PackageID: "short" } as const;
    const run = refreshAll(new FakeSite(), [wrong, target(1)]);
    expect(await drain(run)).toEqual({ short: "invalid-argument", P0100001: "accepted" });
    expect(run.summary()).toMatchObject({ failed: [wrong], done: [target(1)] });
  });

  it.each<[RefreshAllOptions["stopOn"], number]>([
    ["never", 10],
    ["first-failure", 3],
    [2, 5],
    ["access-denied", 7],
  ])("with stopOn %s, refreshAll calls %d of ten targets", async (stopOn, calls) => {
    const failing = new Map([
      [target(2).PackageID, fail(callFailure("timeout", "unknown"))],
      [target(4).PackageID, fail(callFailure("timeout", "not-executed"))],
      [target(6).PackageID, denied()],
    ]);
    const site = new JudgingSite((id) => failing.get(id) ?? accepted);
    const run = refreshAll(site, ten, { stopOn, concurrency: 1 });
    await drain(run);
    expect(site.calls).toHaveLength(calls);
    const { done, failed, unknown, notStarted, sourceEnded } = run.summary();
    expect(unknown).toEqual([target(2)]);
    expect(notStarted).toEqual([]);
    expect(done.length + failed.length + unknown.length).toBe(calls);
    expect(sourceEnded).toBe(calls === 10);
  });

  it("after an abort, refreshAll yields each call in progress as unknown, and reads no more targets", async () => {
    const site = new SlowSite();
    const controller = new AbortController();
    const run = refreshAll(site, ten, { concurrency: 3, signal: controller.signal });
    const results = drain(run);
    await turn();
    controller.abort();
    expect(await results).toEqual({ P0100000: "aborted", P0100001: "aborted", P0100002: "aborted" });
    expect(run.summary()).toMatchObject({ unknown: ten.slice(0, 3), notStarted: [], sourceEnded: false });
    expect(site.calls).toHaveLength(3);
  });

  it("the summary of refreshAll has a target as notStarted if its call was aborted before it was sent", async () => {
    const site = new JudgingSite(() => fail(callFailure("aborted", "not-executed")));
    const run = refreshAll(site, [target(1)]);
    await drain(run);
    expect(run.summary()).toMatchObject({ failed: [], notStarted: [target(1)] });
  });

  it("refreshAll reads no target if the signal has already fired", async () => {
    const site = new FakeSite();
    const targets = ten.values();
    const run = refreshAll(site, targets, { signal: AbortSignal.abort() });
    expect(await drain(run)).toEqual({});
    expect(site.calls).toEqual([]);
    expect(run.summary().notStarted).toEqual([]);
    expect([...targets]).toEqual(ten);
  });

  it("after a break, refreshAll waits for the calls in progress, and its summary has their results", async () => {
    const site = new JudgingSite(() => accepted);
    const run = refreshAll(site, ten, { concurrency: 3 });
    for await (const { result } of run) {
      expect(result.ok).toBe(true);
      break;
    }
    const { done, notStarted, unknown } = run.summary();
    expect(site.calls.length).toBeLessThanOrEqual(3);
    expect(done).toHaveLength(site.calls.length);
    expect([unknown, notStarted]).toEqual([[], []]);
  });

  it("a new refreshAll with failed and notStarted of the summary and the rest of the source completes a stopped run", async () => {
    const site = new JudgingSite((id) => (id === target(3).PackageID ? denied() : accepted));
    const source = ten.values();
    const run = refreshAll(site, source, { stopOn: "first-failure", concurrency: 1 });
    await drain(run);
    const { failed, notStarted } = structuredClone(run.summary());
    const again = new FakeSite();
    await drain(refreshAll(again, [...failed, ...notStarted, ...source]));
    expect(again.calls.map(({ path }) => path?.keys["PackageID"])).toEqual(
      ten.slice(3).map(({ PackageID }) => PackageID),
    );
  });

  it("if the source throws, refreshAll first yields the calls in progress, and then the loop throws", async () => {
    function* broken() {
      yield target(1);
      yield target(2);
      throw new Error("disk is gone");
    }
    const run = refreshAll(new FakeSite(), broken());
    await expect(drain(run)).rejects.toMatchObject({ message: "disk is gone" });
    expect(run.summary()).toMatchObject({ done: [target(1), target(2)], sourceEnded: false });
  });

  it("refreshAll calls onProgress with the counts after each target", async () => {
    const seen: string[] = [];
    const site = new JudgingSite((id) => (id === target(1).PackageID ? denied() : accepted));
    await drain(
      refreshAll(site, [target(1), target(2)], {
        concurrency: 1,
        onProgress: ({ target: { PackageID }, done, failed, running }) =>
          seen.push(`${PackageID} ${done} ${failed} ${running}`),
      }),
    );
    expect(seen).toEqual(["P0100001 0 1 0", "P0100002 1 1 0"]);
  });

  it("if onProgress throws, refreshAll starts no more calls, and the loop throws after the calls in progress have ended", async () => {
    const site = new SlowSite();
    const onProgress = () => {
      throw new Error("disk is full");
    };
    const run = refreshAll(site, ten, { concurrency: 3, onProgress });
    const drained = drain(run);
    const rejected = expect(drained).rejects.toMatchObject({ message: "disk is full" });
    for (let ended = 0; ended < 3; ended += 1) {
      await turn();
      site.endOldest();
    }
    await rejected;
    expect([site.calls.length, site.inProgress]).toEqual([3, 0]);
    expect(run.summary()).toMatchObject({ done: ten.slice(0, 3), unknown: [], notStarted: [] });
  });

  it("if an async onProgress rejects, the loop throws after the calls in progress have ended, and the summary is complete", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on("unhandledRejection", note);
    const site = new SlowSite();
    const onProgress = async ({ done }: { readonly done: number }) => {
      await turn();
      throw new Error(`disk is full at ${done}`);
    };
    const run = refreshAll(site, ten, { concurrency: 3, onProgress });
    const rejected = expect(drain(run)).rejects.toMatchObject({ message: "disk is full at 1" });
    for (let ended = 0; ended < 10; ended += 1) {
      await turn();
      site.endOldest();
    }
    await rejected;
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
    const { done } = run.summary();
    expect(done).toHaveLength(site.calls.length);
    expect(done.length).toBeLessThan(10);
  });

  it("if an async onProgress rejects at the last result or during a break, the loop throws", async () => {
    const onProgress = () => Promise.reject(new Error("late"));
    const run = refreshAll(new FakeSite(), [target(1)], { onProgress });
    await expect(drain(run)).rejects.toMatchObject({ message: "late" });
    expect(run.summary().done).toEqual([target(1)]);
    const broken = refreshAll(new FakeSite(), ten, { onProgress });
    const loop = async () => {
      for await (const { target: each } of broken) return each;
      return undefined;
    };
    await expect(loop()).rejects.toMatchObject({ message: "late" });
  });

  it("the loop over refreshAll ends after each async onProgress has ended", async () => {
    let written = 0;
    const onProgress = async () => {
      await turn();
      await turn();
      written += 1;
    };
    await drain(refreshAll(new FakeSite(), ten, { onProgress }));
    expect(written).toBe(10);
  });

  it("if the transport rejects, the loop throws, and the summary has that target as unknown", async () => {
    const site = new SlowSite();
    const [first, second] = ten.slice(0, 2) as [SafeTarget, SafeTarget];
    let reject: (error: Error) => void = () => undefined;
    const execMethod = site.execMethod.bind(site);
    site.execMethod = (call, options) =>
      call.path?.keys["PackageID"] === first.PackageID
        ? execMethod(call, options)
        : new Promise((_resolve, no) => {
            reject = no;
          });
    const run = refreshAll(site, [first, second]);
    const results = run[Symbol.asyncIterator]();
    const one = results.next();
    await turn();
    site.endOldest();
    expect(await one).toMatchObject({ value: { target: first } });
    // At this time, the loop is not waiting for the next result.
    reject(new Error("broken transport"));
    await turn();
    await expect(results.next()).rejects.toMatchObject({ message: "broken transport" });
    expect(run.summary()).toMatchObject({ done: [first], unknown: [second] });
  });

  it("fifteen runs of refreshAll with one signal cause no warning of Node", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 15 }, () => drain(refreshAll(new FakeSite(), [target(1)], { signal }))));
    await turn();
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refreshAll throws a RangeError for %d as concurrency or stopOn", (number) => {
    const concurrency = () => refreshAll(new FakeSite(), [], { concurrency: number });
    expect(concurrency).toThrow(RangeError);
    expect(concurrency).toThrow(/concurrency .*\b1\b/);
    const stopOn = () => refreshAll(new FakeSite(), [], { stopOn: number });
    expect(stopOn).toThrow(RangeError);
    expect(stopOn).toThrow(/stopOn .*never.*first-failure.*access-denied.*number/);
  });

  it("refreshAll throws a RangeError for an unknown text as stopOn", () => {
    const stopOn = "first failure" as unknown as StopOn;
    expect(() => refreshAll(new FakeSite(), [], { stopOn })).toThrow(RangeError);
  });

  it("refreshAll calls each of 100,000 targets of a generator once, and its summary has each", async () => {
    const count = 100_000;
    let calls = 0;
    const site = new FakeSite();
    site.execMethod = () => {
      calls += 1;
      return Promise.resolve(accepted);
    };
    function* targets() {
      for (let number = 0; number < count; number += 1) yield target(number);
      for (let number = 0; number < 1_000; number += 1) yield target(number);
    }
    const run = refreshAll(site, targets(), { concurrency: 8 });
    let finished = 0;
    for await (const { result } of run) if (result.ok) finished += 1;
    expect([finished, calls]).toEqual([count, count]);
    const { done } = run.summary();
    expect(done).toHaveLength(count);
    expect([done[0], done.at(-1)]).toEqual([target(0), target(count - 1)]);
  });

  it.each<[string, unknown, unknown]>([
    ["targets", undefined, {}],
    ["targets", null, {}],
    ["targets", { ...target(1) }, {}],
    ["onProgress", ten, { onProgress: "console.log" }],
  ])("refreshAll throws a TypeError that names the argument for invalid %s", (name, targets, options) => {
    const start = () => refreshAll(new FakeSite(), targets as SafeTarget[], options as RefreshAllOptions);
    expect(start).toThrow(TypeError);
    expect(start).toThrow(name);
  });

  it("refreshAll refreshes the package that it reports, if a target has another PackageID at each read of the property", async () => {
    let read = 0;
    const changing = {
      className: "SMS_Package" as const,
      get PackageID() {
        read += 1;
        return target(read).PackageID;
      },
    };
    const site = new FakeSite();
    const results = await drain(refreshAll(site, [changing]));
    expect(Object.keys(results)).toEqual(site.calls.map(({ path }) => path?.keys["PackageID"]));
  });

  it("refreshAll yields invalid-argument for a target whose properties throw, and refreshes the other targets", async () => {
    const throwing = new Proxy(target(1), {
      get: () => {
        throw new Error("trap");
      },
    });
    const run = refreshAll(new FakeSite(), [throwing, target(2)]);
    const kinds: unknown[] = [];
    for await (const { result } of run) kinds.push(result.ok ? "accepted" : result.failure.kind);
    expect(kinds.sort()).toEqual(["accepted", "invalid-argument"]);
  });

  it("after a stop, refreshAll reads no more targets from an endless source, and closes the source", async () => {
    let closed = 0;
    function* endless() {
      try {
        for (let number = 0; ; number += 1) yield target(number % 1_000);
      } finally {
        closed += 1;
      }
    }
    const run = refreshAll(new JudgingSite(denied), endless(), { stopOn: "first-failure", concurrency: 1 });
    await drain(run);
    expect(run.summary()).toMatchObject({ failed: [target(0)], sourceEnded: false });
    expect(run.summary().notStarted).toEqual([]);
    expect(closed).toBe(1);
  });
});
