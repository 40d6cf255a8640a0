import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { watchDistribution } from "../../src/operations/watch-distribution.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { follow, PackageID, point, status, totals, twoPoints } from "./two-points.js";

const target = { className: "SMS_Package", PackageID } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = ["DP01.CONTOSO.COM", "DP02.CONTOSO.COM", "DP03.CONTOSO.COM"].map((name) => ({ name }));

describe("watchDistribution", () => {
  it("watchDistribution reports in-progress, then done, on a simulated site", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock } = opened;
    await refreshPkgSource(transport, target, { confirm: true, clock });
    const { polls } = await follow(transport, { sourceVersion: 4, clock });
    expect(polls.length).toBeGreaterThan(1);
    expect(polls.slice(0, -1).every(({ outcome, done }) => outcome === "in-progress" && !done)).toBe(true);
    expect(polls.at(-1)).toMatchObject({
      outcome: "done",
      done: true,
      sourceVersion: 4,
      allTargetsVisible: true,
      total: 3,
      installed: 3,
      pending: 0,
      failed: 0,
    });
    expect(polls.at(-1)?.points[0]).toMatchObject({
      name: "DP01.CONTOSO.COM",
      siteCode: "P01",
      state: "installed",
      sourceVersion: 4,
    });
  });

  it("watchDistribution is not done right after an accepted refresh, although every distribution point reports installed", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport } = opened;
    await refreshPkgSource(transport, target);
    const watch = watchDistribution(transport, PackageID, { sourceVersion: 4 });
    const first = await watch.next();
    await watch.return();
    expect(first.value).toMatchObject({ ok: true, value: { outcome: "in-progress", done: false, installed: 0 } });
    const states = first.value?.ok === true ? first.value.value.points.map(({ state }) => state) : [];
    expect(states).toEqual(["installed", "installed", "installed"]);
  });

  it("watchDistribution counts a later version as installed", async () => {
    const { polls } = await follow(twoPoints([status("DP01", 0, 6), status("DP02", 0, 5)]));
    expect(polls).toHaveLength(1);
    expect(polls[0]?.outcome).toBe("done");
  });

  it("watchDistribution sends one request per poll, and two more to confirm the outcome, for 400 distribution points", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `DP${index}`);
    const site = new FakeSite()
      .serve("SMS_DistributionPoint", names.map(point))
      .serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 400 }])
      .serve("SMS_PackageStatusDistPointsSummarizer", (read) =>
        names.map((name, index) => status(name, index < read * 100 ? 0 : 1, 5)),
      );
    const { polls } = await follow(site);
    expect(polls.map(({ installed }) => installed)).toEqual([0, 100, 200, 300, 400]);
    expect(site.readsOf("SMS_PackageStatusDistPointsSummarizer")).toBe(5);
    expect(site.queries).toHaveLength(5 + 2 + 2);
    expect(site.queries.every(({ select }) => select !== undefined)).toBe(true);
  });

  it("watchDistribution sends at most two requests per poll after the first while there are no status rows", async () => {
    const site = twoPoints();
    const { polls } = await follow(site, { timeoutMs: 60_000 });
    expect(site.queries).toHaveLength(4 + 2 * (polls.length - 1));
  });

  it("watchDistribution reports that distribution points are hidden, and is not done", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `DP${index}`);
    const site = new FakeSite()
      .serve("SMS_DistributionPoint", names.map(point))
      .serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 400 }])
      .serve(
        "SMS_PackageStatusDistPointsSummarizer",
        names.map((name) => status(name, 0, 5)),
      );
    const { polls } = await follow(site, { timeoutMs: 60_000 });
    expect(polls[0]).toMatchObject({ allTargetsVisible: false, done: false, total: 400, installed: 100, pending: 300 });
    expect(polls.every(({ outcome, done }) => outcome === "in-progress" && !done)).toBe(true);
  });

  it("watchDistribution reports a distribution point without a status row as unknown, and is not done", async () => {
    const { polls } = await follow(twoPoints([status("DP01", 0, 5)]), { timeoutMs: 1_000 });
    expect(polls[0]).toMatchObject({ allTargetsVisible: false, done: false, outcome: "in-progress" });
    expect(polls[0]?.points[1]).toEqual({ name: "DP02", siteCode: "P01", state: "unknown" });
  });

  it("watchDistribution waits for the version that the package has if sourceVersion is current", async () => {
    const { polls } = await follow(twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]), {
      sourceVersion: "current",
    });
    expect(polls).toMatchObject([{ outcome: "done", sourceVersion: 5 }]);
  });

  it("watchDistribution fails if sourceVersion is current and the package cannot be read", async () => {
    const { failure: nowhere } = await follow(new FakeSite(), { sourceVersion: "current" });
    expect(nowhere).toMatchObject({
      kind: "not-found",
      execution: "not-executed",
      operation: { className: "SMS_PackageBaseclass", PackageID },
      message: expect.stringContaining(PackageID) as string,
      advice: expect.stringContaining("security scopes") as string,
    });
    const site = twoPoints().serve("SMS_PackageBaseclass", failure("access-denied", "SMS_PackageBaseclass"));
    const { failure: unreadable } = await follow(site, { sourceVersion: "current" });
    expect(unreadable).toMatchObject({ kind: "access-denied" });
  });

  it("watchDistribution accepts 0 as a version", async () => {
    const { polls } = await follow(twoPoints([status("DP01", 0, 0), status("DP02", 0, 0)]), { sourceVersion: 0 });
    expect(polls).toMatchObject([{ outcome: "done", sourceVersion: 0 }]);
  });

  it.each([undefined, -1, 1.5, "latest"])("watchDistribution refuses %s as a version", async (sourceVersion) => {
    const site = twoPoints();
    // @ts-expect-error possible in JavaScript
    const { failure: ended } = await follow(site, { sourceVersion });
    expect(ended).toMatchObject({
      kind: "invalid-argument",
      parameter: "sourceVersion",
      operation: { className: "SMS_PackageBaseclass", PackageID },
      message: expect.stringMatching(/whole number.*"current"/) as string,
    });
    expect(site.queries).toEqual([]);
  });

  it.each(["intervalMs", "timeoutMs", "stallMs"])("watchDistribution refuses 0 as %s", async (parameter) => {
    const site = twoPoints();
    const { failure: ended } = await follow(site, { [parameter]: 0 });
    expect(ended).toMatchObject({
      kind: "invalid-argument",
      parameter,
      operation: { className: "SMS_PackageBaseclass", PackageID },
    });
    expect(site.queries).toEqual([]);
  });

  it("watchDistribution polls after 10 s, then less often, for 4 hours, by default", async () => {
    const clock = manualClock();
    const moving = twoPoints().serve("SMS_PackageStatusDistPointsSummarizer", (read) => [
      status("DP01", 1, 4, new Date(Date.UTC(2026, 2, 9) + read * 1000).toISOString()),
      status("DP02", 0, 5),
    ]);
    expect((await follow(moving, { clock })).failure?.kind).toBe("timeout");
    expect(clock.slept[0]).toBe(10_000);
    expect(clock.now()).toBe(4 * 3_600_000 - 10_000);
    const idle = manualClock();
    const { polls } = await follow(twoPoints([status("DP01", 1, 4)]), { clock: idle });
    expect(polls.at(-1)?.outcome).toBe("stalled");
    expect(idle.now()).toBeGreaterThanOrEqual(3_600_000);
    expect(idle.now()).toBeLessThan(3_700_000);
  });

  it("watchDistribution refuses an invalid PackageID before it sends anything", async () => {
    const site = twoPoints();
    const operation = { className: "SMS_PackageBaseclass" };
    const refused = { kind: "invalid-argument", parameter: "PackageID", operation };
    const watch = watchDistribution(site, "P01", { sourceVersion: 5 });
    expect((await watch.next()).value).toMatchObject({ ok: false, failure: refused });
    expect(await watch.next()).toEqual({ done: true, value: undefined });
    expect(await waitForDistribution(site, "P01", { sourceVersion: 5 })).toMatchObject({ failure: refused });
    expect(site.queries).toEqual([]);
  });
});
