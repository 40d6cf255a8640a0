import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, nalPath } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { follow, lastWeek, PackageID, point, status, totals, twoPoints } from "./two-points.js";

const target = { className: "SMS_Package", PackageID } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = ["DP01.CONTOSO.COM", "DP02.CONTOSO.COM", "DP03.CONTOSO.COM"].map((name) => ({ name }));

const today = "2026-03-09T08:00:00Z";

describe("the state of a distribution point in watchDistribution", () => {
  it.each([
    ["installed, without a version in its status row, as pending", { State: 0 }, "pending", "installed"],
    ["installed, at an older version, as pending", { State: 0, SourceVersion: 4 }, "pending", "installed"],
    ["waiting for the installation, as pending", { State: 1, SourceVersion: 5 }, "pending", "install-pending"],
    ["retrying the installation, as pending", { State: 2, SourceVersion: 5 }, "pending", "install-retrying"],
    ["not able to remove the package, as failed", { State: 6, SourceVersion: 5 }, "failed", "removal-failed"],
    ["updating content, as pending", { State: 7, SourceVersion: 5 }, "pending", "content-updating"],
    ["in an undocumented state, as pending", { State: 42, SourceVersion: 5 }, "pending", "unknown"],
    ["failed, without a version and a time in its status row, as pending", { State: 3 }, "pending", "install-failed"],
  ])("watchDistribution counts a distribution point that is %s", async (_, row, verdict, state) => {
    const site = twoPoints([status("DP01", 1, 5), { ...point("DP02"), ...row }]);
    const { polls } = await follow(site, { timeoutMs: 1_000 });
    const failed = verdict === "failed" ? 1 : 0;
    expect(polls[0]).toMatchObject({ allTargetsVisible: true, installed: 0, failed, pending: 2 - failed });
    expect(polls[0]?.points[1]).toStrictEqual({
      name: "DP02",
      siteCode: "P01",
      state,
      ...("SourceVersion" in row && { sourceVersion: row.SourceVersion }),
    });
  });

  it.each([
    [`["Display=\\\\DP01.CONTOSO.COM\\"]MSWNET:["SMS_SITE=P01"]\\\\DP01.CONTOSO.COM\\`, "DP01.CONTOSO.COM"],
    [`MSWNET:["SMS_SITE=P01"]\\\\DP01.CONTOSO.COM`, "DP01.CONTOSO.COM"],
    [`["Display=\\\\DP01.CONTOSO.COM\\"]MSWNET:["SMS_SITE=P01"]`, "DP01.CONTOSO.COM"],
    [`["Display=DP01.CONTOSO.COM"]`, "DP01.CONTOSO.COM"],
    ["DP01", "DP01"],
    [`["Display=\\\\SHOWN\\"]MSWNET:["SMS_SITE=P01"]\\\\DP01.CONTOSO.COM\\`, "DP01.CONTOSO.COM"],
  ])("watchDistribution reads the server's name from the NAL path %s", async (ServerNALPath, name) => {
    const site = twoPoints([]).serve("SMS_DistributionPoint", [{ PackageID, ServerNALPath, SiteCode: "P01" }]);
    const { polls } = await follow(site, { timeoutMs: 1_000 });
    expect(polls[0]?.points[0]?.name).toBe(name);
  });

  it("watchDistribution waits for a distribution point that is added during the watch, even if only its status row shows it", async () => {
    const both = [status("DP01", 0, 5), status("DP02", 0, 5)];
    const assigned = twoPoints([status("DP01", 1, 4), status("DP02", 0, 5)], both, both, [
      ...both,
      status("DP03", 0, 5),
    ]);
    const three = (read: number) => ["DP01", "DP02", ...(read === 0 ? [] : ["DP03"])].map(point);
    assigned.serve("SMS_DistributionPoint", three);
    const seen = twoPoints(
      [status("DP01", 1, 4), status("DP02", 0, 5)],
      [...both, status("DP03", 1, 4)],
      [...both, status("DP03", 0, 5)],
    );
    for (const site of [assigned, seen]) {
      const { polls } = await follow(site);
      expect(polls.at(-2)).toMatchObject({ outcome: "in-progress", installed: 2, total: 3 });
      expect(polls.at(-1)).toMatchObject({ outcome: "done", installed: 3, total: 3 });
    }
  });

  it("watchDistribution ignores rows of other packages", async () => {
    const other = { PackageID: "P0100099" };
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5), { ...status("DP01", 3, 5), ...other }]);
    site.serve("SMS_DistributionPoint", [point("DP01"), point("DP02"), { ...point("DP03"), ...other }]);
    expect((await follow(site)).polls).toMatchObject([{ outcome: "done", total: 2, failed: 0 }]);
    const silent = twoPoints([status("DP01", 0, 5), { ...status("DP02", 0, 5), ...other }]);
    expect((await follow(silent, { timeoutMs: 1_000 })).polls[0]).toMatchObject({
      outcome: "in-progress",
      installed: 1,
    });
  });

  it.each([
    ["failed before installed", [3, 0], "failed"],
    ["installed before failed", [0, 3], "failed"],
    ["pending before installed", [1, 0], "in-progress"],
    ["installed before pending", [0, 1], "in-progress"],
  ])(
    "watchDistribution counts the worst of several status rows for one distribution point: %s",
    async (_, states, outcome) => {
      const site = twoPoints([status("DP01", 0, 5), ...states.map((state) => status("DP02", state, 5))]);
      expect((await follow(site, { timeoutMs: 1_000 })).polls.at(-1)?.outcome).toBe(outcome);
    },
  );

  it("watchDistribution counts a distribution point once if the site lists it twice", async () => {
    const site = twoPoints([status("DP01", 0, 5)]).serve("SMS_DistributionPoint", [point("DP01"), point("DP01")]);
    expect((await follow(site, { timeoutMs: 1_000 })).polls[0]).toMatchObject({ outcome: "in-progress", total: 2 });
    site.serve("SMS_PackageStatusRootSummarizer", [{ ...totals, Targeted: 1 }]);
    expect((await follow(site)).polls).toMatchObject([{ outcome: "done", total: 1, points: [{ name: "DP01" }] }]);
  });

  it("watchDistribution ignores case in the NAL path of a distribution point", async () => {
    const upper = { ...status("DP01", 0, 5), ServerNALPath: nalPath("DP01").toUpperCase() };
    const { polls } = await follow(twoPoints([upper, status("DP02", 0, 5)]));
    expect(polls[0]?.outcome).toBe("done");
  });

  it("watchDistribution does not count a failure of last week at an older version", async () => {
    const rows = [status("DP01", 0, 5), status("DP02", 3, 4, lastWeek)];
    const { polls, failure } = await follow(twoPoints(rows), { timeoutMs: 30_000 });
    expect(polls.every(({ failed, outcome }) => failed === 0 && outcome === "in-progress")).toBe(true);
    expect(failure).toMatchObject({ kind: "timeout", execution: "not-executed", progress: { installed: 1 } });
  });

  it.each([
    ["at the watched version", [status("DP01", 0, 5), status("DP02", 3, 5, lastWeek)], undefined],
    [
      "at an older version, after the watched version was created",
      [status("DP01", 0, 5), status("DP02", 3, 4, today)],
      undefined,
    ],
    [
      "again at an older version, during the watch",
      [status("DP01", 0, 5), status("DP02", 3, 4, "2026-03-02T09:00:00Z")],
      lastWeek,
    ],
  ])("watchDistribution counts a failure that happened %s", async (_, rows, before) => {
    const first = before === undefined ? [] : [[status("DP01", 1, 4), status("DP02", 3, 4, before)]];
    const { polls } = await follow(twoPoints(...first, rows));
    expect(polls.at(-1)).toMatchObject({ outcome: "failed", failed: 1, installed: 1 });
  });

  it("watchDistribution continues for the other distribution points if one failed, except with stopOnFailedPoint", async () => {
    const failed = status("DP02", 3, 5);
    const polls = [
      [status("DP01", 1, 4), failed],
      [status("DP01", 0, 5), failed],
    ] as const;
    const patient = await follow(twoPoints([...polls[0]], [...polls[1]]));
    expect(patient.polls.map(({ outcome }) => outcome)).toEqual(["in-progress", "failed"]);
    expect(patient.polls.at(-1)?.installed).toBe(1);
    const hasty = await follow(twoPoints([...polls[0]], [...polls[1]]), { stopOnFailedPoint: true });
    expect(hasty.polls.map(({ outcome }) => outcome)).toEqual(["failed"]);
  });

  it("watchDistribution waits for a distribution point at the old version although another one failed", async () => {
    const { polls } = await follow(twoPoints([status("DP01", 0, 4), status("DP02", 3, 5)]), { timeoutMs: 1_000 });
    expect(polls[0]).toMatchObject({ outcome: "in-progress", failed: 1, pending: 1 });
  });

  it("watchDistribution waits for a distribution point without a status row although another one failed", async () => {
    const failed = status("DP01", 3, 5);
    const silent = await follow(twoPoints([failed]), { timeoutMs: 1_000 });
    expect(silent.polls[0]).toMatchObject({ outcome: "in-progress", failed: 1, pending: 1 });
    const three = twoPoints([failed, status("DP02", 1, 5)]);
    three.serve("SMS_DistributionPoint", ["DP01", "DP02", "DP03"].map(point));
    const { polls } = await follow(three, { timeoutMs: 1_000 });
    expect(polls[0]).toMatchObject({ outcome: "in-progress", failed: 1, pending: 2 });
  });

  it("watchDistribution counts a failure as new if the distribution point had no status or another state at the start", async () => {
    const silent = await follow(twoPoints([status("DP01", 0, 5)], [status("DP01", 0, 5), status("DP02", 3, 4)]));
    expect(silent.polls.at(-1)).toMatchObject({ outcome: "failed", failed: 1 });
    const pending = await follow(
      twoPoints([status("DP01", 0, 5), status("DP02", 1, 4)], [status("DP01", 0, 5), status("DP02", 3, 4)]),
    );
    expect(pending.polls.at(-1)).toMatchObject({ outcome: "failed", failed: 1 });
  });

  it("watchDistribution does not compare a failure with the time at which an older version was created", async () => {
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 3, 4, today)]);
    site.serve("SMS_PackageStatusRootSummarizer", [{ ...totals, SourceVersion: 4 }]);
    const { polls } = await follow(site, { timeoutMs: 1_000 });
    expect(polls[0]).toMatchObject({ outcome: "in-progress", failed: 0, pending: 1 });
  });

  it("watchDistribution reports no reason if none can be read, and reads none if no distribution point failed", async () => {
    const rows = [status("DP01", 0, 5), status("DP02", 3, 5)];
    const refused = twoPoints(rows).serve("SMS_DistributionDPStatus", failure("access-denied", "any"));
    const silent = twoPoints(rows);
    for (const site of [refused, silent]) {
      const { polls } = await follow(site);
      expect(polls).toMatchObject([{ outcome: "failed", failed: 1 }]);
      expect(polls[0]?.points[1]).not.toHaveProperty("reason");
    }
    const fine = twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]);
    await follow(fine);
    expect(fine.readsOf("SMS_DistributionDPStatus")).toBe(0);
  });

  it("watchDistribution reports the reason of failed distribution points only, with all insertion strings in order", async () => {
    const insertions = Array.from({ length: 10 }, (_, index) => [`InsString${index + 1}`, `part ${index + 1}`]);
    const reason = {
      PackageID,
      MessageID: 2302,
      MessageSeverity: null,
      ...Object.fromEntries(insertions),
    } as WmiObject;
    const site = twoPoints([status("DP01", 0, 5), status("DP02", 6, 5)]);
    site.serve(
      "SMS_DistributionDPStatus",
      ["DP01", "DP02"].map((name) => ({ ...reason, NalPath: nalPath(name) })),
    );
    const { polls } = await follow(site);
    expect(polls[0]?.points[0]).not.toHaveProperty("reason");
    expect(polls[0]?.points[1]?.reason).toEqual({
      messageID: 2302,
      severity: "unknown",
      insertionStrings: insertions.map(([, text]) => text),
    });
  });

  it("watchDistribution reads the reasons of failed distribution points in one query at the end", async () => {
    const reason = {
      PackageID,
      NalPath: nalPath("dp02").toUpperCase(),
      MessageID: 2302,
      MessageSeverity: 3221225472,
      InsString1: "DP02",
      InsString2: "",
      InsString3: "Not enough space",
    };
    const site = twoPoints([status("DP01", 1, 5), status("DP02", 3, 5)], [status("DP01", 0, 5), status("DP02", 3, 5)]);
    site.serve("SMS_DistributionDPStatus", [reason]);
    const { polls } = await follow(site);
    expect(polls.at(-1)?.points[1]?.reason).toEqual({
      messageID: 2302,
      severity: "error",
      insertionStrings: ["DP02", "Not enough space"],
    });
    expect(polls.at(-1)?.points[0]).not.toHaveProperty("reason");
    expect(site.readsOf("SMS_DistributionDPStatus")).toBe(1);
  });

  it("watchDistribution reports the failure of a distribution point and its reason, on a simulated site", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP02.CONTOSO.COM": "fails" } } },
    });
    const { transport, clock } = opened;
    await refreshPkgSource(transport, target);
    const { polls } = await follow(transport, { sourceVersion: 4, clock });
    expect(polls.at(-1)).toMatchObject({ outcome: "failed", installed: 2, failed: 1, total: 3 });
    expect(polls.at(-1)?.points[1]).toMatchObject({
      state: "install-failed",
      reason: { messageID: 2302, severity: "error" },
    });
  });
});
