import { describe, expect, it } from "vitest";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { follow, PackageID, point, status, totals, twoPoints } from "./two-points.js";

describe("how watchDistribution ends", () => {
  it("watchDistribution ends as stalled when nothing changed for stallMs", async () => {
    const clock = manualClock();
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 0, 5)]);
    const { polls } = await follow(site, { stallMs: 25_000, clock });
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "in-progress", "stalled"]);
    expect(polls.at(-1)).toMatchObject({ done: false, installed: 1, pending: 1 });
    expect(clock.now()).toBe(25_000);
  });

  it("watchDistribution does not end as stalled while the time of one distribution point changes", async () => {
    const moving = Array.from({ length: 30 }, (_, index) => [
      status("DP01", 1, 4, `2026-03-09T08:00:${10 + index}Z`),
      status("DP02", 0, 5),
    ]);
    const site = twoPoints(...moving, [status("DP01", 0, 5), status("DP02", 0, 5)]);
    const { polls } = await follow(site, { stallMs: 100_000 });
    expect(polls.at(-1)?.outcome).toBe("done");
  });

  it("watchDistribution ends as no-targets if the package exists without distribution points, and as package-gone if it does not exist", async () => {
    const nowhere = new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID }]);
    expect((await follow(nowhere)).polls).toMatchObject([{ outcome: "no-targets", done: false, total: 0 }]);
    expect((await follow(new FakeSite())).polls).toMatchObject([{ outcome: "package-gone", done: false }]);
  });

  it("watchDistribution ends as package-gone if the package is deleted during the watch", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], []).serve("SMS_PackageBaseclass", []);
    const { polls } = await follow(site);
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "package-gone"]);
  });

  it("watchDistribution does not end as package-gone if the account cannot read the package", async () => {
    const site = twoPoints([]).serve("SMS_PackageBaseclass", failure("access-denied", "SMS_PackageBaseclass"));
    const { polls } = await follow(site, { timeoutMs: 1_000 });
    expect(polls[0]?.outcome).toBe("in-progress");
  });

  it("watchDistribution checks again whether the package exists each time its status rows vanish", async () => {
    const rows = [status("DP01", 1, 4), status("DP02", 1, 4)];
    const site = twoPoints([], rows, [], rows, [], [status("DP01", 0, 5), status("DP02", 0, 5)]);
    const { polls } = await follow(site);
    expect(polls.at(-1)?.outcome).toBe("done");
    expect(site.readsOf("SMS_PackageBaseclass")).toBe(3);
  });

  it("watchDistribution continues after four polls in a row with a transient failure, and ends with the fifth", async () => {
    const className = "SMS_PackageStatusDistPointsSummarizer";
    const failing = (polls: number) => {
      const site = twoPoints();
      site.serve(className, (read) => {
        if (read > 0 && read <= polls) return failure("unavailable", className);
        return [status("DP01", read === 0 ? 1 : 0, 5), status("DP02", 0, 5)];
      });
      return follow(site);
    };
    expect((await failing(4)).polls.at(-1)?.outcome).toBe("done");
    const { polls, failure: ended } = await failing(5);
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress"]);
    expect(ended).toMatchObject({ kind: "unavailable", execution: "not-executed", operation: { className } });
  });

  it.each(["SMS_DistributionPoint", "SMS_PackageStatusRootSummarizer", "SMS_PackageStatusDistPointsSummarizer"])(
    "watchDistribution ends with the failure of %s if its first read fails five times",
    async (className) => {
      const site = twoPoints().serve(className, failure("unavailable", className));
      const { polls, failure: ended } = await follow(site);
      expect(polls).toEqual([]);
      expect(ended).toMatchObject({ kind: "unavailable", operation: { className, PackageID } });
    },
  );

  it("watchDistribution ends as aborted, not with the failed read, if the signal fired during that read", async () => {
    const site = twoPoints().serve("SMS_DistributionPoint", failure("unavailable", "SMS_DistributionPoint"));
    const { failure: ended } = await follow(site, { signal: AbortSignal.abort() });
    expect(ended).toMatchObject({
      kind: "aborted",
      operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
      message: expect.stringContaining(PackageID) as string,
    });
  });

  it("watchDistribution does not report done if the account cannot read the number of distribution points", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]);
    site.serve("SMS_PackageStatusRootSummarizer", failure("access-denied", "SMS_PackageStatusRootSummarizer"));
    const { polls } = await follow(site, { stallMs: 25_000 });
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "in-progress", "stalled"]);
    expect(polls.at(-1)).toMatchObject({ done: false, allTargetsVisible: false, total: 2, installed: 2 });
  });

  it.each<[string, readonly WmiObject[]]>([
    ["the site has no row with the number of distribution points", []],
    ["the only row with a number belongs to another package", [{ ...totals, PackageID: "P0100099" }]],
    ["the number of distribution points is larger than that of the visible ones", [{ ...totals, Targeted: 3 }]],
    ["one of several rows has a larger number", [totals, { ...totals, Targeted: 3 }]],
  ])("watchDistribution does not report done if %s, except with visiblePointsSuffice", async (_, rows) => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]).serve("SMS_PackageStatusRootSummarizer", rows);
    const { polls } = await follow(site, { stallMs: 25_000 });
    expect(polls.at(-1)).toMatchObject({ outcome: "stalled", allTargetsVisible: false, installed: 2 });
    const sufficient = await follow(site, { visiblePointsSuffice: true });
    expect(sufficient.polls).toMatchObject([{ outcome: "done", done: true, allTargetsVisible: false, installed: 2 }]);
  });

  it("watchDistribution reports package-gone if the status rows vanish one poll before the package", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], []);
    site.serve("SMS_PackageBaseclass", (read) => (read === 0 ? [{ PackageID }] : []));
    const { polls } = await follow(site);
    expect(polls.at(-1)?.outcome).toBe("package-gone");
  });

  it("watchDistribution reports package-gone if assignments and status rows vanish before the package", async () => {
    const rows = [status("DP01", 0, 5), status("DP02", 1, 4)];
    const site = twoPoints(rows, rows, []).serve("SMS_PackageBaseclass", (read) => (read < 2 ? [{ PackageID }] : []));
    site.serve("SMS_DistributionPoint", (read) => (read === 0 ? [point("DP01"), point("DP02")] : []));
    const { polls } = await follow(site);
    expect(polls.at(-1)?.outcome).toMatch(/package-gone|no-targets/);
  });

  it("watchDistribution reports package-gone if the package is deleted while reads of its assignments fail", async () => {
    const assignments = "SMS_DistributionPoint";
    const isFailed = (read: number) => read > 0 && read < 4;
    const site = new FakeSite()
      .serve(assignments, (read) => (isFailed(read) ? failure("unavailable", assignments) : []))
      .serve("SMS_PackageBaseclass", (read) => (read === 0 ? [{ PackageID }] : []));
    const { polls } = await follow(site);
    expect(polls.at(-1)?.outcome).toBe("package-gone");
  });

  it("watchDistribution does not report done if a distribution point is removed between two reads and the account cannot see the other one", async () => {
    const site: FakeSite = twoPoints([status("DP01", 0, 5)], []);
    const isRemoved = () => site.options.length >= 2;
    site.serve("SMS_DistributionPoint", () => (isRemoved() ? [] : [point("DP01")]));
    site.serve("SMS_PackageStatusRootSummarizer", () => [{ ...totals, Targeted: isRemoved() ? 1 : 2 }]);
    const { polls } = await follow(site);
    expect(polls.map(({ outcome }) => outcome)).not.toContain("done");
    expect(polls.at(-1)).toMatchObject({ outcome: "no-targets" });
  });

  it("watchDistribution reports no-targets if the package is removed from all its distribution points during the watch", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], []);
    site.serve("SMS_DistributionPoint", (read) => (read === 0 ? [point("DP01"), point("DP02")] : []));
    const { polls } = await follow(site);
    expect(polls.at(-1)).toMatchObject({ outcome: "no-targets", points: [] });
  });

  it("watchDistribution stops waiting for a distribution point that is removed during the watch", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], [status("DP01", 0, 5), status("DP02", 4, 4)]);
    site.serve("SMS_DistributionPoint", (read) => (read === 0 ? [point("DP01"), point("DP02")] : [point("DP01")]));
    site.serve("SMS_PackageStatusRootSummarizer", (read) => [{ ...totals, Targeted: read === 0 ? 2 : 1 }]);
    const { polls } = await follow(site);
    expect(polls.at(-1)).toMatchObject({ outcome: "done", total: 1, points: [{ name: "DP01" }] });
  });

  it("watchDistribution watches the status rows if the account cannot read the assignments", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 0, 5)], [status("DP01", 0, 5), status("DP02", 0, 5)]);
    site.serve("SMS_DistributionPoint", failure("access-denied", "SMS_DistributionPoint"));
    const { polls } = await follow(site);
    // Without assignments, the watch reads the status rows again after the total, and they must be unchanged.
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "in-progress", "done"]);
    expect(polls.at(-1)).toMatchObject({ allTargetsVisible: true, total: 2 });
  });

  it("watchDistribution still waits for an assignment that the account cannot read any more", async () => {
    const site = twoPoints([status("DP01", 1, 4)], [status("DP01", 0, 5)]);
    site.serve("SMS_DistributionPoint", (read) =>
      read === 0 ? [point("DP01"), point("DP02")] : failure("access-denied", "SMS_DistributionPoint"),
    );
    site.serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 1 }]);
    const { polls } = await follow(site, { stallMs: 60_000 });
    expect(polls.at(-1)).toMatchObject({ outcome: "stalled", installed: 1, pending: 1 });
  });

  it("watchDistribution does not count a distribution point from which the package is being removed", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 4, 4)]);
    site.serve("SMS_DistributionPoint", [
      { ...point("DP01"), Status: 0 },
      { ...point("DP02"), Status: 3 },
    ]);
    site.serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 1 }]);
    const { polls } = await follow(site);
    expect(polls).toMatchObject([{ outcome: "done", total: 1, points: [{ name: "DP01" }] }]);
  });

  it("watchDistribution ends as no-targets with a total if the account sees none of the distribution points", async () => {
    const hidden = twoPoints().serve("SMS_DistributionPoint", []);
    expect((await follow(hidden)).polls).toMatchObject([{ outcome: "no-targets", allTargetsVisible: false, total: 2 }]);
  });

  it("watchDistribution continues after a poll with a transient failure", async () => {
    const site = twoPoints();
    site.serve("SMS_PackageStatusDistPointsSummarizer", (read) => {
      if (read === 1) return failure("unavailable", "SMS_PackageStatusDistPointsSummarizer");
      return [status("DP01", read === 0 ? 1 : 0, 5), status("DP02", 0, 5)];
    });
    const { polls } = await follow(site);
    expect(polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "done"]);
  });

  it("watchDistribution ends with the failure of a poll that is not transient", async () => {
    const site = twoPoints();
    site.serve("SMS_PackageStatusDistPointsSummarizer", (read) =>
      read === 0 ? [status("DP01", 1, 4)] : failure("access-denied", "SMS_PackageStatusDistPointsSummarizer"),
    );
    const { failure: ended } = await follow(site);
    expect(ended).toMatchObject({ kind: "access-denied", execution: "not-executed" });
  });

  it("watchDistribution ends as aborted if the signal fires between two polls", async () => {
    const controller = new AbortController();
    const clock = manualClock();
    const sleep = (ms: number) => {
      controller.abort();
      return clock.sleep(ms);
    };
    const { failure: ended } = await follow(twoPoints([status("DP01", 1, 4)]), {
      clock: { now: () => clock.now(), sleep },
      signal: controller.signal,
    });
    expect(ended).toMatchObject({ kind: "aborted", execution: "not-executed" });
  });
});
