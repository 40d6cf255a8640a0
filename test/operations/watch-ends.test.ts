import { describe, expect, it } from "vitest";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { follow, PackageID, point, status, totals, twoPoints } from "./two-points.js";

describe("how a watch ends", () => {
  it("is stalled as soon as nothing changed for so long", async () => {
    const clock = manualClock();
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 0, 5)]);
    const { looks } = await follow(site, { stallMs: 25_000, clock });
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "in-progress", "stalled"]);
    expect(looks.at(-1)).toMatchObject({ done: false, installed: 1, pending: 1 });
    expect(clock.now()).toBe(25_000);
  });

  it("is not stalled while something moves", async () => {
    const moving = Array.from({ length: 30 }, (_, index) => [
      status("DP01", 1, 4, `2026-03-09T08:00:${10 + index}Z`),
      status("DP02", 0, 5),
    ]);
    const site = twoPoints(...moving, [status("DP01", 0, 5), status("DP02", 0, 5)]);
    const { looks } = await follow(site, { stallMs: 100_000 });
    expect(looks.at(-1)?.outcome).toBe("done");
  });

  it("tells a package without targets from one that is gone", async () => {
    const nowhere = new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID }]);
    expect((await follow(nowhere)).looks).toMatchObject([{ outcome: "no-targets", done: false, total: 0 }]);
    expect(nowhere.readsOf("SMS_PackageStatusDistPointsSummarizer")).toBe(0);
    expect((await follow(new FakeSite())).looks).toMatchObject([{ outcome: "package-gone", done: false }]);
  });

  it("notices that the package is deleted while it is watched", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], []).serve("SMS_PackageBaseclass", []);
    const { looks } = await follow(site);
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "package-gone"]);
  });

  it("does not take a package for gone that can't be read", async () => {
    const site = twoPoints([]).serve("SMS_PackageBaseclass", failure("access-denied", "SMS_PackageBaseclass"));
    const { looks } = await follow(site, { timeoutMs: 1_000 });
    expect(looks[0]?.outcome).toBe("in-progress");
  });

  it("asks once more whether the package is gone when the points fall silent again", async () => {
    const rows = [status("DP01", 1, 4), status("DP02", 1, 4)];
    const site = twoPoints([], rows, [], rows, [], [status("DP01", 0, 5), status("DP02", 0, 5)]);
    const { looks } = await follow(site);
    expect(looks.at(-1)?.outcome).toBe("done");
    expect(site.readsOf("SMS_PackageBaseclass")).toBe(3);
  });

  it("goes on after four looks in a row that failed for a reason that passes, and ends with the fifth", async () => {
    const className = "SMS_PackageStatusDistPointsSummarizer";
    const failing = (looks: number) => {
      const site = twoPoints();
      site.serve(className, (read) => {
        if (read > 0 && read <= looks) return failure("unavailable", className);
        return [status("DP01", read === 0 ? 1 : 0, 5), status("DP02", 0, 5)];
      });
      return follow(site);
    };
    expect((await failing(4)).looks.at(-1)?.outcome).toBe("done");
    const { looks, failure: ended } = await failing(5);
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress"]);
    expect(ended).toMatchObject({ kind: "unavailable", execution: "not-executed", operation: { className } });
  });

  it.each(["SMS_DistributionPoint", "SMS_PackageStatusRootSummarizer", "SMS_PackageStatusDistPointsSummarizer"])(
    "ends with the failure of the first look at %s",
    async (className) => {
      const site = twoPoints().serve(className, failure("unavailable", className));
      const { looks, failure: ended } = await follow(site);
      expect(looks).toEqual([]);
      expect(ended).toMatchObject({ kind: "unavailable", operation: { className, PackageID } });
    },
  );

  it("ends as aborted, and not with a failed look, when the signal fired during that look", async () => {
    const site = twoPoints().serve("SMS_DistributionPoint", failure("unavailable", "SMS_DistributionPoint"));
    const { failure: ended } = await follow(site, { signal: AbortSignal.abort() });
    expect(ended).toMatchObject({
      kind: "aborted",
      operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
      message: expect.stringContaining(PackageID) as string,
    });
  });

  it("never tells that it is done where the account may not know how many points there are", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]);
    site.serve("SMS_PackageStatusRootSummarizer", failure("access-denied", "SMS_PackageStatusRootSummarizer"));
    const { looks } = await follow(site, { stallMs: 25_000 });
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "in-progress", "stalled"]);
    expect(looks.at(-1)).toMatchObject({ done: false, allTargetsVisible: false, total: 2, installed: 2 });
  });

  it("takes the points that it sees for all where the site sums nothing up", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]).serve("SMS_PackageStatusRootSummarizer", []);
    expect((await follow(site)).looks).toMatchObject([{ outcome: "done", total: 2, allTargetsVisible: true }]);
  });

  it("counts no point that the package is being taken away from", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 4, 4)]);
    site.serve("SMS_DistributionPoint", [
      { ...point("DP01"), Status: 0 },
      { ...point("DP02"), Status: 3 },
    ]);
    site.serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 1 }]);
    const { looks } = await follow(site);
    expect(looks).toMatchObject([{ outcome: "done", total: 1, points: [{ name: "DP01" }] }]);
  });

  it("tells a package on no point from one whose points nobody may see", async () => {
    const hidden = twoPoints().serve("SMS_DistributionPoint", []);
    expect((await follow(hidden)).looks).toMatchObject([{ outcome: "no-targets", allTargetsVisible: false, total: 2 }]);
  });

  it("goes on after a look that failed for a reason that passes", async () => {
    const site = twoPoints();
    site.serve("SMS_PackageStatusDistPointsSummarizer", (read) => {
      if (read === 1) return failure("unavailable", "SMS_PackageStatusDistPointsSummarizer");
      return [status("DP01", read === 0 ? 1 : 0, 5), status("DP02", 0, 5)];
    });
    const { looks } = await follow(site);
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "done"]);
  });

  it("ends with the failure of a look that will not pass", async () => {
    const site = twoPoints();
    site.serve("SMS_PackageStatusDistPointsSummarizer", (read) =>
      read === 0 ? [status("DP01", 1, 4)] : failure("access-denied", "SMS_PackageStatusDistPointsSummarizer"),
    );
    const { failure: ended } = await follow(site);
    expect(ended).toMatchObject({ kind: "access-denied", execution: "not-executed" });
  });

  it("ends as aborted when the signal fires", async () => {
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
