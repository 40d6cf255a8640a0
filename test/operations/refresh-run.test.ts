import { describe, expect, it } from "vitest";
import { refreshAll, type SafeTarget } from "../../src/operations/refresh-all.js";
import { fail } from "../../src/result.js";
import { FakeSite, manualClock } from "../support/fake-site.js";
import { accepted, callFailure, denied, drain, JudgingSite, SlowSite, target, ten, turn } from "./batch.js";

/** A clock on which nothing ever takes too long. */
const unhurried = { now: () => 0, sleep: () => new Promise<void>(() => {}) };

const wrong = { className: "SMS_Package", PackageID: "short" } as const;

describe("a run of refreshAll", () => {
  it("keeps four calls under way where it is not told otherwise", async () => {
    const site = new SlowSite();
    const run = drain(refreshAll(site, ten));
    for (let finished = 0; finished < ten.length; finished += 1) {
      await turn();
      site.endOldest();
    }
    await run;
    expect(site.mostUnderWay).toBe(4);
  });

  it("names the calls under way as unknown while nobody knows their answer", async () => {
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

  it("names each target once that was left over, and what is no target as it was given", async () => {
    const targets = [target(1), target(2), wrong, target(2), target(1)];
    const run = refreshAll(new JudgingSite(denied), targets, { stopOn: "first-failure", concurrency: 1 });
    await drain(run);
    const { failed, notStarted, sourceEnded } = run.summary();
    expect(failed).toEqual([target(1)]);
    expect(notStarted).toEqual([target(2), wrong]);
    expect(sourceEnded).toBe(true);
  });

  it("stops at the first refusal to sign in, with stopOn access-denied", async () => {
    const failure = { execution: "not-executed", message: "no", operation: { className: "SMS_Package" } } as const;
    const site = new JudgingSite(() => fail({ kind: "unauthenticated", challenges: [], ...failure }));
    await drain(refreshAll(site, ten, { stopOn: "access-denied", concurrency: 1 }));
    expect(site.calls).toHaveLength(1);
  });

  it("counts what is unknown, and what was never sent as nothing", async () => {
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

  it("tells how many calls are still under way", async () => {
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

  it("throws what a transport rejected with while others were let end after a stop", async () => {
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

  it("names a target as the site does, however it was written", async () => {
    const run = refreshAll(new FakeSite(), [{ className: "SMS_Package", PackageID: "p010000a" }]);
    const named: unknown[] = [];
    for await (const { target: each } of run) named.push(each);
    expect(named).toEqual([{ className: "SMS_Package", PackageID: "P010000A" }]);
  });

  it("names a task sequence that was left over once, as what it was given as", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as unknown as SafeTarget;
    const targets = [target(1), sequence, { ...sequence }];
    const run = refreshAll(new JudgingSite(denied), targets, { concurrency: 1, stopOn: 1 });
    await drain(run);
    expect(run.summary().notStarted).toEqual([sequence]);
  });

  it("throws what a transport rejected with, and leaves that call in doubt", async () => {
    const site = new FakeSite();
    site.execMethod = ({ path }) =>
      path?.keys["PackageID"] === target(1).PackageID ? Promise.reject(new Error("broken")) : Promise.resolve(accepted);
    const run = refreshAll(site, [target(1), target(2), target(3)], { concurrency: 2 });
    await expect(drain(run)).rejects.toMatchObject({ message: "broken" });
    expect(run.summary()).toMatchObject({ done: [target(2)], unknown: [target(1)], notStarted: [target(3)] });
  });

  it("leaves no listener on the caller's signal", async () => {
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

  it("is read to its end, and names what was left over", async () => {
    const options = { stopOn: "first-failure", concurrency: 1, clock: unhurried } as const;
    const run = refreshAll(new JudgingSite(denied), arriving(...ten), options);
    await drain(run);
    expect(run.summary()).toEqual({
      done: [],
      failed: [target(0)],
      unknown: [],
      notStarted: ten.slice(1),
      sourceEnded: true,
    });
  });

  it("is given up, after a stop, when it gives nothing for a second", async () => {
    async function* hanging() {
      yield target(1);
      await new Promise(() => {});
    }
    const clock = manualClock();
    const options = { stopOn: "first-failure", concurrency: 1, clock } as const;
    const run = refreshAll(new JudgingSite(denied), hanging(), options);
    await drain(run);
    expect(run.summary()).toMatchObject({ failed: [target(1)], notStarted: [], sourceEnded: false });
    expect(clock.slept).toEqual([1_000]);
  });

  it("is given up and closed, after a stop, when it is alive for ten seconds and does not end", async () => {
    let closed = 0;
    let nowMs = 0;
    async function* alive() {
      try {
        for (let number = 0; ; number += 1, nowMs += 900) yield* arriving(target(number));
      } finally {
        closed += 1;
      }
    }
    const clock = { now: () => nowMs, sleep: () => new Promise<void>(() => {}) };
    const options = { stopOn: "first-failure", concurrency: 1, clock } as const;
    const run = refreshAll(new JudgingSite(denied), alive(), options);
    await drain(run);
    expect(run.summary()).toMatchObject({ failed: [target(0)], sourceEnded: false });
    expect(run.summary().notStarted).toHaveLength(12);
    expect(closed).toBe(1);
  });

  it("lets go of the clock for each item that it gives in time", async () => {
    const waits: AbortSignal[] = [];
    const clock = {
      now: () => 0,
      sleep: (_ms: number, signal?: AbortSignal) => {
        if (signal !== undefined) waits.push(signal);
        return new Promise<void>(() => {});
      },
    };
    const options = { stopOn: "first-failure", concurrency: 1, clock } as const;
    await drain(refreshAll(new JudgingSite(denied), arriving(...ten), options));
    expect(waits.length).toBeGreaterThan(0);
    expect(waits.every(({ aborted }) => aborted)).toBe(true);
  });

  it("that breaks after a stop is reported as not ended, with what it gave, and throws no more", async () => {
    async function* breaking() {
      yield* arriving(target(1), target(2));
      throw new Error("disk is gone");
    }
    const options = { stopOn: "first-failure", concurrency: 1, clock: unhurried } as const;
    const run = refreshAll(new JudgingSite(denied), breaking(), options);
    await drain(run);
    expect(run.summary()).toMatchObject({ failed: [target(1)], notStarted: [target(2)], sourceEnded: false });
  });
});
