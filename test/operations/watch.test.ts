import { describe, expect, it } from "vitest";
import type { DistributionProgress } from "../../src/failure.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { watchDistribution, type WatchDistributionOptions } from "../../src/operations/watch-distribution.js";
import type { Transport, WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, manualClock, nalPath } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const PackageID = "P0100012";
const target = { className: "SMS_Package", PackageID } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = ["DP01.CONTOSO.COM", "DP02.CONTOSO.COM", "DP03.CONTOSO.COM"].map((name) => ({ name }));

const lastWeek = "2026-03-02T08:00:00Z";
const today = "2026-03-09T08:00:00Z";

function point(name: string): WmiObject {
  return { ServerNALPath: nalPath(name), SiteCode: "P01" };
}

function status(name: string, State: number, SourceVersion: number, SummaryDate = lastWeek): WmiObject {
  return { ...point(name), State, SourceVersion, SummaryDate };
}

const totals = { Targeted: 2, SourceVersion: 5, SourceDate: "2026-03-09T07:00:00Z" };

function twoPoints(...looks: readonly WmiObject[][]): FakeSite {
  return new FakeSite()
    .serve("SMS_DistributionPoint", [point("DP01"), point("DP02")])
    .serve("SMS_PackageStatusDistPointsSummarizer", (read) => looks[Math.min(read, looks.length - 1)] ?? [])
    .serve("SMS_PackageStatusRootSummarizer", [totals])
    .serve("SMS_PackageBaseclass", [{ PackageID, PackageType: 0, SourceVersion: 5 }]);
}

async function follow(transport: Transport, options: Partial<WatchDistributionOptions> = {}) {
  const looks: DistributionProgress[] = [];
  const watch = watchDistribution(transport, PackageID, { sourceVersion: 5, clock: manualClock(), ...options });
  for await (const look of watch) {
    if (!look.ok) return { looks, failure: look.failure };
    looks.push(look.value);
  }
  return { looks, failure: undefined };
}

describe("watchDistribution", () => {
  it("goes from in progress to done, on a site", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock } = opened;
    await refreshPkgSource(transport, target, { confirm: true, clock });
    const { looks } = await follow(transport, { sourceVersion: 4, clock });
    expect(looks.length).toBeGreaterThan(1);
    expect(looks.slice(0, -1).every(({ outcome, done }) => outcome === "in-progress" && !done)).toBe(true);
    expect(looks.at(-1)).toMatchObject({
      outcome: "done",
      done: true,
      sourceVersion: 4,
      complete: true,
      total: 3,
      installed: 3,
      pending: 0,
      failed: 0,
    });
    expect(looks.at(-1)?.points[0]).toMatchObject({
      name: "DP01.CONTOSO.COM",
      siteCode: "P01",
      state: "installed",
      sourceVersion: 4,
    });
  });

  it("is not done right after an accepted refresh, though every point says installed", async () => {
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

  it("counts a later version as done", async () => {
    const { looks } = await follow(twoPoints([status("DP01", 0, 6), status("DP02", 0, 5)]));
    expect(looks).toHaveLength(1);
    expect(looks[0]?.outcome).toBe("done");
  });

  it("makes one request for each look after the first, however many points", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `DP${index}`);
    const site = new FakeSite()
      .serve("SMS_DistributionPoint", names.map(point))
      .serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 400 }])
      .serve("SMS_PackageStatusDistPointsSummarizer", (read) =>
        names.map((name, index) => status(name, index < read * 100 ? 0 : 1, 5)),
      );
    const { looks } = await follow(site);
    expect(looks.map(({ installed }) => installed)).toEqual([0, 100, 200, 300, 400]);
    expect(site.readsOf("SMS_PackageStatusDistPointsSummarizer")).toBe(5);
    expect(site.queries).toHaveLength(7);
    expect(site.queries.every(({ select }) => select !== undefined)).toBe(true);
  });

  it("makes one request for each look where no point has said anything yet", async () => {
    const site = twoPoints();
    const { looks } = await follow(site, { timeoutMs: 60_000 });
    expect(site.queries).toHaveLength(looks.length + 3);
  });

  it("says what it could not see, and is never done then", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `DP${index}`);
    const site = new FakeSite()
      .serve("SMS_DistributionPoint", names.map(point))
      .serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 400 }])
      .serve(
        "SMS_PackageStatusDistPointsSummarizer",
        names.map((name) => status(name, 0, 5)),
      );
    const { looks } = await follow(site, { timeoutMs: 60_000 });
    expect(looks[0]).toMatchObject({ complete: false, done: false, total: 400, installed: 100, pending: 300 });
    expect(looks.some(({ done }) => done)).toBe(false);
  });

  it("calls a target without a status row unknown, and is not done", async () => {
    const { looks } = await follow(twoPoints([status("DP01", 0, 5)]), { timeoutMs: 1_000 });
    expect(looks[0]).toMatchObject({ complete: false, done: false, outcome: "in-progress" });
    expect(looks[0]?.points[1]).toEqual({ name: "DP02", siteCode: "P01", state: "unknown" });
  });

  it("takes a point that failed last week and has not moved for no failure of ours", async () => {
    const rows = [status("DP01", 0, 5), status("DP02", 3, 4, lastWeek)];
    const { looks, failure } = await follow(twoPoints(rows), { timeoutMs: 30_000 });
    expect(looks.every(({ failed, outcome }) => failed === 0 && outcome === "in-progress")).toBe(true);
    expect(failure).toMatchObject({ kind: "timeout", execution: "not-executed", progress: { installed: 1 } });
  });

  it.each([
    ["at our version", [status("DP01", 0, 5), status("DP02", 3, 5, lastWeek)], undefined],
    ["after the version was made", [status("DP01", 0, 5), status("DP02", 3, 4, today)], undefined],
    ["again during the watch", [status("DP01", 0, 5), status("DP02", 3, 4, "2026-03-02T09:00:00Z")], lastWeek],
  ])("counts a point that failed %s", async (_, rows, before) => {
    const first = before === undefined ? [] : [[status("DP01", 1, 4), status("DP02", 3, 4, before)]];
    const { looks } = await follow(twoPoints(...first, rows));
    expect(looks.at(-1)).toMatchObject({ outcome: "failed", failed: 1, installed: 1 });
  });

  it("goes on for the other points when one failed, unless told to stop", async () => {
    const failed = status("DP02", 3, 5);
    const looks = [
      [status("DP01", 1, 4), failed],
      [status("DP01", 0, 5), failed],
    ] as const;
    const patient = await follow(twoPoints([...looks[0]], [...looks[1]]));
    expect(patient.looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "failed"]);
    expect(patient.looks.at(-1)?.installed).toBe(1);
    const hasty = await follow(twoPoints([...looks[0]], [...looks[1]]), { stopOnFailedPoint: true });
    expect(hasty.looks.map(({ outcome }) => outcome)).toEqual(["failed"]);
  });

  it("gives failed points their reason, with one query at the end", async () => {
    const reason = {
      NalPath: nalPath("dp02").toUpperCase(),
      MessageID: 2302,
      MessageSeverity: 3221225472,
      InsString1: "DP02",
      InsString2: "",
      InsString3: "Not enough space",
    };
    const site = twoPoints([status("DP01", 1, 5), status("DP02", 3, 5)], [status("DP01", 0, 5), status("DP02", 3, 5)]);
    site.serve("SMS_DistributionDPStatus", [reason]);
    const { looks } = await follow(site);
    expect(looks.at(-1)?.points[1]?.reason).toEqual({
      messageID: 2302,
      severity: "error",
      text: ["DP02", "Not enough space"],
    });
    expect(looks.at(-1)?.points[0]).not.toHaveProperty("reason");
    expect(site.readsOf("SMS_DistributionDPStatus")).toBe(1);
  });

  it("reports the failure of a point on a site, with its reason", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP02.CONTOSO.COM": "fails" } } },
    });
    const { transport, clock } = opened;
    await refreshPkgSource(transport, target);
    const { looks } = await follow(transport, { sourceVersion: 4, clock });
    expect(looks.at(-1)).toMatchObject({ outcome: "failed", installed: 2, failed: 1, total: 3 });
    expect(looks.at(-1)?.points[1]).toMatchObject({
      state: "install-failed",
      reason: { messageID: 2302, severity: "error" },
    });
  });

  it("is stalled when nothing changed for so long", async () => {
    const { looks } = await follow(twoPoints([status("DP01", 1, 4), status("DP02", 0, 5)]), { stallMs: 100_000 });
    expect(looks.at(-1)).toMatchObject({ outcome: "stalled", done: false, installed: 1, pending: 1 });
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
    expect((await follow(new FakeSite())).looks).toMatchObject([{ outcome: "package-gone", done: false }]);
  });

  it("notices that the package is deleted while it is watched", async () => {
    const site = twoPoints([status("DP01", 1, 4), status("DP02", 1, 4)], []).serve("SMS_PackageBaseclass", []);
    const { looks } = await follow(site);
    expect(looks.map(({ outcome }) => outcome)).toEqual(["in-progress", "package-gone"]);
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

  it("takes the version that the package has for the current one", async () => {
    const { looks } = await follow(twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]), {
      sourceVersion: "current",
    });
    expect(looks).toMatchObject([{ outcome: "done", sourceVersion: 5 }]);
  });

  it.each([undefined, -1, 1.5, "latest"])("refuses %s as a version", async (sourceVersion) => {
    const site = twoPoints();
    // @ts-expect-error what JavaScript may pass
    const { failure: ended } = await follow(site, { sourceVersion });
    expect(ended).toMatchObject({ kind: "invalid-argument", parameter: "sourceVersion" });
    expect(site.queries).toEqual([]);
  });
});

describe("waitForDistribution", () => {
  it("succeeds only when everything is there", async () => {
    const done = await waitForDistribution(twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]), PackageID, {
      sourceVersion: 5,
    });
    expect(done).toMatchObject({ ok: true, value: { outcome: "done" } });
  });

  it.each([
    ["failed", twoPoints([status("DP01", 0, 5), status("DP02", 3, 5)])],
    ["no-targets", new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID }])],
    ["package-gone", new FakeSite()],
    ["stalled", twoPoints([status("DP01", 1, 5)])],
  ])("is not-distributed when the outcome is %s", async (outcome, site) => {
    const options = { sourceVersion: 5, stallMs: 1, clock: manualClock() };
    const result = await waitForDistribution(site, PackageID, options);
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "not-distributed", execution: "not-executed", progress: { outcome } },
    });
    expect(structuredClone(result)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it("is a timeout with progress when the time is up", async () => {
    const seen: number[] = [];
    const result = await waitForDistribution(twoPoints([status("DP01", 1, 5), status("DP02", 0, 5)]), PackageID, {
      sourceVersion: 5,
      timeoutMs: 20_000,
      clock: manualClock(),
      onProgress: ({ installed }) => seen.push(installed),
    });
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", progress: { installed: 1, pending: 1 } } });
    expect(seen).toEqual([1, 1, 1]);
  });
});
