import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/clock.js";
import { WatchLoop } from "../../src/operations/distribution/watch-loop.js";
import { watchDistributions } from "../../src/operations/watch-distribution.js";
import type { DistributionLimits, DistributionsProgress, Failure, Transport, WantedVersion } from "../../src/index.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, filterOf, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { point, status, totals } from "./two-points.js";

const statusClass = "SMS_PackageStatusDistPointsSummarizer";

function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `P02${String(index).padStart(5, "0")}`);
}

function versionsOf(ids: readonly string[]): WantedVersion[] {
  return ids.map((PackageID) => ({ PackageID, sourceVersion: 5 }));
}

/** A site with packages on DP01. `stateAt` returns the State of a package in a poll; without a state, there is no row. */
function siteOf(ids: readonly string[], stateAt: (read: number, PackageID: string) => number | undefined): FakeSite {
  const each = (row: WmiObject) => ids.map((PackageID) => ({ ...row, PackageID }));
  return new FakeSite()
    .serve("SMS_DistributionPoint", each(point("DP01")))
    .serve("SMS_PackageStatusRootSummarizer", each({ ...totals, Targeted: 1 }))
    .serve("SMS_PackageBaseclass", each({ SourceVersion: 5 }))
    .serve(statusClass, (read) =>
      ids.flatMap((PackageID) => {
        const State = stateAt(read, PackageID);
        return State === undefined ? [] : [{ ...status("DP01", State, 5), PackageID }];
      }),
    );
}

async function follow(transport: Transport, packages: readonly WantedVersion[], options: DistributionLimits = {}) {
  const polls: DistributionsProgress[] = [];
  let ended: Failure | undefined;
  for await (const poll of watchDistributions(transport, packages, { clock: manualClock(), ...options })) {
    if (poll.ok) polls.push(poll.value);
    else ended = poll.failure;
  }
  return { polls, last: polls.at(-1), ended };
}

/** A clock that counts the requests of each poll: the requests between two pauses. */
function countingClock(site: FakeSite, counts: number[]): Clock {
  const clock = manualClock();
  let before = 0;
  return {
    now: () => clock.now(),
    sleep: (ms) => {
      counts.push(site.options.length - before);
      before = site.options.length;
      return clock.sleep(ms);
    },
  };
}

describe("watchDistributions", () => {
  it("watchDistributions reports each package and the sum of all packages, and is done when each package is done", async () => {
    const ids = idsOf(3);
    const { polls, last, ended } = await follow(
      siteOf(ids, (read, id) => (read > 1 || id === ids[0] ? 0 : 1)),
      versionsOf(ids),
    );
    expect(polls[0]).toMatchObject({ done: false, packagesInProgress: 3, total: 3, installed: 1, pending: 2 });
    expect(last).toMatchObject({
      done: true,
      allTargetsVisible: true,
      packagesInProgress: 0,
      total: 3,
      installed: 3,
      packages: ids.map((PackageID) => ({ PackageID, outcome: "done" })),
      failures: [],
    });
    expect(ended).toBeUndefined();
  });

  it.each([1, 200, 450, 1_000])(
    "watchDistributions of %i packages sends at most one request per 200 packages and one more in each poll",
    async (count) => {
      const ids = idsOf(count);
      const site = siteOf(ids, (read, id) => (read > 8 || Number(id.slice(3)) % 2 === 0 ? 0 : 1));
      const counts: number[] = [];
      const packages = count === 1 ? versionsOf([...ids, "P0300000"]) : versionsOf(ids);
      const { last } = await follow(site, packages, { clock: countingClock(site, counts), timeoutMs: 3_600_000 });
      expect(last?.packages.filter(({ done }) => done)).toHaveLength(count);
      expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(packages.length / 200) + 1);
      const filters = site.queries.map((query) => filterOf(query) ?? "");
      expect(Math.max(...filters.map((filter) => encodeURIComponent(filter).length))).toBeLessThan(11_000);
      expect(Math.max(...filters.map((filter) => filter.split(" or ").length))).toBeLessThanOrEqual(200);
    },
  );

  it("watchDistributions does not read a package again after its watch has ended", async () => {
    const [ready = "", slow = ""] = idsOf(2);
    const site = siteOf([ready, slow], (read, id) => (id === ready || read > 10 ? 0 : 1));
    expect((await follow(site, versionsOf([ready, slow]))).last).toMatchObject({ done: true });
    const filters = site.queries.filter(({ className }) => className === statusClass).map(filterOf);
    expect(filters[0]).toContain(ready);
    expect(filters.slice(3).some((filter) => filter?.includes(ready))).toBe(false);
  });

  it("watchDistributions continues for the others if a package is deleted, fails, or has unreadable rows", async () => {
    const [deleted = "", failed = "", broken = "", slow = ""] = idsOf(4);
    const site = siteOf([failed, broken, slow], () => 1);
    site.serve(
      "SMS_PackageStatusRootSummarizer",
      [failed, slow].map((PackageID) => ({ ...totals, PackageID, Targeted: 1 })),
    );
    site.serve(statusClass, (read) => [
      { ...status("DP01", 3, 5), PackageID: failed },
      { ...status("DP01", read > 6 ? 0 : 1, 5), PackageID: slow },
      { ...status("DP01", 0, 5), PackageID: broken, State: "broken" },
    ]);
    const { last, ended } = await follow(site, versionsOf([deleted, failed, broken, slow]));
    expect(last).toMatchObject({
      done: false,
      packagesInProgress: 0,
      packages: [{ outcome: "package-gone" }, { outcome: "failed" }, { outcome: "in-progress" }, { outcome: "done" }],
      failures: [{ PackageID: broken, failure: { kind: "invalid-response" } }],
    });
    expect(ended).toBeUndefined();
  });

  it("watchDistributions continues if the site sends 200,000 totals of one package", async () => {
    const [first = "", second = ""] = idsOf(2);
    const many = Array.from({ length: 200_000 }, () => ({ ...totals, PackageID: first, Targeted: 1 }));
    const rows = [...many, { ...totals, PackageID: second, Targeted: 1 }];
    const site = siteOf([first, second], () => 0).serve("SMS_PackageStatusRootSummarizer", rows);
    expect((await follow(site, versionsOf([first, second]))).last).toMatchObject({ done: true, total: 2 });
  });

  it("watchDistributions reports allTargetsVisible false if the account cannot read the totals", async () => {
    const ids = idsOf(2);
    const className = "SMS_PackageStatusRootSummarizer";
    const site = siteOf(ids, () => 0).serve(className, failure("access-denied", className));
    const { last } = await follow(site, versionsOf(ids), { stallMs: 60_000 });
    expect(last).toMatchObject({
      done: false,
      allTargetsVisible: false,
      packages: [{ outcome: "stalled" }, { outcome: "stalled" }],
    });
  });

  it.each(["timeout", "aborted", "access-denied"] as const)(
    "watchDistributions ends with a failure of kind %s after the last progress",
    async (kind) => {
      const ids = idsOf(2);
      const site = siteOf(ids, () => 1);
      if (kind === "access-denied") site.serve(statusClass, failure(kind, statusClass));
      const controller = new AbortController();
      const clock = manualClock();
      const sleep = (ms: number) => {
        if (kind === "aborted") controller.abort();
        return clock.sleep(ms);
      };
      const options = { timeoutMs: 60_000, signal: controller.signal, clock: { now: () => clock.now(), sleep } };
      const { last, ended } = await follow(site, versionsOf(ids), options);
      expect(ended).toMatchObject({ kind, execution: "not-executed" });
      expect(last?.failures.map(({ PackageID, failure: each }) => [PackageID, each.kind])).toEqual(
        ids.map((id) => [id, kind]),
      );
    },
  );

  it.each([
    ["packages", []],
    ["packages", "P0100012"],
    ["packages", [undefined]],
    [
      "packages",
      [
        { PackageID: "P0100012", sourceVersion: 5 },
        { PackageID: "p0100012", sourceVersion: 5 },
      ],
    ],
    ["PackageID", [{ PackageID: "P01", sourceVersion: 5 }]],
    ["sourceVersion", [{ PackageID: "P0100012" }]],
  ])("watchDistributions refuses an invalid value of %s, and sends nothing", async (parameter, packages) => {
    const site = siteOf([], () => 0);
    // @ts-expect-error possible in JavaScript
    const { ended } = await follow(site, packages);
    expect(ended).toMatchObject({ kind: "invalid-argument", parameter });
    expect(site.options).toEqual([]);
  });

  it("watchDistributions watches the current versions of packages on a simulated site", async () => {
    await using opened = await openSite({
      packages: idsOf(3).map((PackageID) => ({ className: "SMS_Package", PackageID }) as const),
      distributionPoints: [{ name: "DP01.CONTOSO.COM" }],
    });
    const packages = idsOf(3).map((PackageID) => ({ PackageID, sourceVersion: "current" }) as const);
    const { last } = await follow(opened.transport, packages, { clock: opened.clock });
    expect(last).toMatchObject({ done: true, allTargetsVisible: true, installed: 3 });
  });
});

describe("WatchLoop", () => {
  const limits = {
    timeoutMs: 3_600_000,
    intervalMs: 10_000,
    stallMs: 3_600_000,
    stopOnFailedPoint: false,
    visiblePointsSuffice: false,
  };
  const ignore = () => undefined;
  const watchOf = (PackageID: string) => ({ PackageID, execution: "executed", sourceVersion: 5, limits }) as const;

  it("WatchLoop shares the polls of packages that are added while it runs", async () => {
    const [first = "", second = "", third = ""] = idsOf(3);
    const site = siteOf([first, second, third], (read, id) => (id === first ? 1 : read > 4 ? 0 : 1));
    const loop = new WatchLoop(site, { clock: manualClock(), signal: undefined, spreadsReads: true });
    let later: Promise<unknown> | undefined;
    const early = loop.waitFor(watchOf(second), () => {
      later ??= loop.waitFor(watchOf(third), ignore);
    });
    expect(await early).toMatchObject({ ok: true, value: { PackageID: second, outcome: "done" } });
    expect(await later).toMatchObject({ ok: true, value: { PackageID: third, outcome: "done" } });
    expect(site.readsOf(statusClass)).toBeLessThan(12);
    const filters = site.queries.filter(({ className }) => className === statusClass).map(filterOf);
    expect(filters.some((filter) => filter?.includes(second) === true && filter.includes(third))).toBe(true);
  });

  it("WatchLoop ends all packages as aborted if the signal fires, and can be used again after its end", async () => {
    const [one = ""] = idsOf(1);
    const controller = new AbortController();
    const clock = manualClock();
    const aborting = { now: () => clock.now(), sleep: (ms: number) => (controller.abort(), clock.sleep(ms)) };
    const site = siteOf([one], () => 1);
    const aborted = await new WatchLoop(site, {
      clock: aborting,
      signal: controller.signal,
      spreadsReads: true,
    }).waitFor(watchOf(one), ignore);
    expect(aborted).toMatchObject({ ok: false, failure: { kind: "aborted", execution: "executed" } });
    const loop = new WatchLoop(
      siteOf([one], () => 0),
      { clock: manualClock(), signal: undefined, spreadsReads: true },
    );
    expect(await loop.waitFor(watchOf(one), ignore)).toMatchObject({ ok: true });
    expect(await loop.waitFor(watchOf(one), ignore)).toMatchObject({ ok: true });
  });
});
