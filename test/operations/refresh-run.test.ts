import { describe, expect, it } from "vitest";
import { refreshAll, type SafeTarget } from "../../src/operations/refresh-all.js";
import { fail } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";
import { accepted, callFailure, denied, drain, JudgingSite, SlowSite, target, ten, turn } from "./batch.js";

describe("a run of refreshAll", () => {
  it("refreshAll has at most four calls in progress by default", async () => {
    const site = new SlowSite();
    const run = drain(refreshAll(site, ten));
    for (let finished = 0; finished < ten.length; finished += 1) {
      await turn();
      site.endOldest();
    }
    await run;
    expect(site.maxInProgress).toBe(4);
  });

  it("during a run, the summary of refreshAll has a call in progress as unknown, and its result after the call has ended", async () => {
    const site = new SlowSite();
    const run = refreshAll(site, [target(1), target(2)], { concurrency: 2 });
    const results = drain(run);
    await turn();
    site.endOldest();
    await turn();
    expect(run.summary()).toEqual({
      done: [target(1)],
      failed: [],
      unknown: [target(2)],
      notStarted: [],
      sourceEnded: true,
    });
    site.endOldest();
    await results;
    expect(run.summary()).toMatchObject({ done: [target(1), target(2)], unknown: [] });
  });

  it("with stopOn access-denied, refreshAll stops at the first unauthenticated failure", async () => {
    const failure = { execution: "not-executed", message: "no", operation: { className: "SMS_Package" } } as const;
    const site = new JudgingSite(() => fail({ kind: "unauthenticated", challenges: [], ...failure }));
    await drain(refreshAll(site, ten, { stopOn: "access-denied", concurrency: 1 }));
    expect(site.calls).toHaveLength(1);
  });

  it("the counts in onProgress have a call with execution `unknown` as unknown, and omit a call that was not sent", async () => {
    const seen: unknown[] = [];
    const site = new JudgingSite((id) => {
      if (id === target(1).PackageID) return fail(callFailure("timeout", "unknown"));
      return id === target(2).PackageID ? fail(callFailure("aborted", "not-executed")) : accepted;
    });
    const run = refreshAll(site, [target(1), target(2), target(3)], {
      concurrency: 1,
      stopOn: 2,
      onProgress: ({ done, failed, unknown, running }) => seen.push({ done, failed, unknown, running }),
    });
    await drain(run);
    expect(seen).toEqual([
      { done: 0, failed: 0, unknown: 1, running: 0 },
      { done: 0, failed: 0, unknown: 1, running: 0 },
      { done: 1, failed: 0, unknown: 1, running: 0 },
    ]);
  });

  it("refreshAll passes the number of calls in progress to onProgress", async () => {
    const site = new SlowSite();
    const seen: number[] = [];
    const run = drain(
      refreshAll(site, [target(1), target(2)], { concurrency: 2, onProgress: ({ running }) => seen.push(running) }),
    );
    await turn();
    site.endOldest();
    await turn();
    site.endOldest();
    await run;
    expect(seen).toEqual([1, 0]);
  });

  it("if the transport rejects after a stop, the loop throws, and the summary has that target as unknown", async () => {
    const site = new FakeSite();
    let reject: (error: Error) => void = () => undefined;
    site.execMethod = ({ path }) =>
      path?.keys["PackageID"] === target(1).PackageID
        ? new Promise((_, no) => (reject = no))
        : Promise.resolve(denied());
    const run = refreshAll(site, [target(1), target(2)], { concurrency: 2, stopOn: "first-failure" });
    const drained = drain(run);
    await turn();
    reject(new Error("broken"));
    await expect(drained).rejects.toMatchObject({ message: "broken" });
    expect(run.summary()).toMatchObject({ failed: [target(2)], unknown: [target(1)] });
  });

  it("refreshAll yields a PackageID in upper case if the source has it in lower case", async () => {
    const run = refreshAll(new FakeSite(), [{ className: "SMS_Package", PackageID: "p010000a" }]);
    const named: unknown[] = [];
    for await (const { target: each } of run) named.push(each);
    expect(named).toEqual([{ className: "SMS_Package", PackageID: "P010000A" }]);
  });

  it("refreshAll yields a task sequence once if the source returns it twice", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as unknown as SafeTarget;
    const run = refreshAll(new FakeSite(), [sequence, { ...sequence }]);
    expect(await drain(run)).toEqual({ P010001F: "not-acknowledged" });
    expect(run.summary().failed).toEqual([sequence]);
  });

  it("after a run of refreshAll, the caller's signal has no listener", async () => {
    const { signal } = new AbortController();
    const listeners = { added: 0, removed: 0 };
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners.added += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners.removed += 1;
      remove(...args);
    };
    await drain(refreshAll(new FakeSite(), ten, { signal }));
    expect(listeners.added).toBeGreaterThan(0);
    expect(listeners.removed).toBe(listeners.added);
  });
});

describe("an async source of refreshAll", () => {
  async function* arriving(...targets: readonly SafeTarget[]) {
    for (const each of targets) {
      await Promise.resolve();
      yield each;
    }
  }

  /** A source of targets. A target that was read from it is no longer in it. */
  function queue(length: number) {
    const waiting = Array.from({ length }, (_, index) => target(index));
    async function* read() {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) yield* arriving(each);
    }
    return { waiting, read };
  }

  it("after refreshAll stops, each target is still in the source or in the summary", async () => {
    const { waiting, read } = queue(1_000);
    const site = new SlowSite();
    const controller = new AbortController();
    const run = refreshAll(site, read(), { concurrency: 3, signal: controller.signal });
    const drained = drain(run);
    await turn();
    controller.abort();
    await drained;
    await turn();
    const { unknown, notStarted } = run.summary();
    const taken = [...unknown, ...notStarted];
    expect(taken.length).toBeLessThanOrEqual(3);
    expect([...taken, ...waiting]).toEqual(Array.from({ length: 1_000 }, (_, index) => target(index)));
  });

  it("after a break, refreshAll does not wait for a source that does not respond, and does not call the late target of that source", async () => {
    let arrive: (each: SafeTarget) => void = () => undefined;
    async function* hanging() {
      yield target(1);
      yield await new Promise<SafeTarget>((resolve) => (arrive = resolve));
    }
    const site = new FakeSite();
    const run = refreshAll(site, hanging(), { concurrency: 2 });
    for await (const { target: each } of run) {
      expect(each).toEqual(target(1));
      await turn();
      break;
    }
    expect(run.summary()).toMatchObject({ done: [target(1)], notStarted: [], sourceEnded: false });
    arrive(target(2));
    await turn();
    expect(run.summary()).toMatchObject({ notStarted: [target(2)], sourceEnded: false });
    expect(site.calls).toHaveLength(1);
  });

  it("the loop over refreshAll throws if the source throws while refreshAll closes it", async () => {
    async function* alive() {
      try {
        for (let number = 0; ; number += 1) yield* arriving(target(number));
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- the case that is tested
        throw new Error("cannot close");
      }
    }
    const run = refreshAll(new JudgingSite(denied), alive(), { stopOn: "first-failure", concurrency: 1 });
    await expect(drain(run)).rejects.toMatchObject({ message: "cannot close" });
    expect(run.summary()).toMatchObject({ failed: [target(0)] });
  });
});
