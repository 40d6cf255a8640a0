import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/clock.js";
import type { Failure } from "../../src/failure.js";
import { planRefreshPkgSource } from "../../src/operations/plan-refresh-pkg-source.js";
import { redistribute } from "../../src/operations/redistribute.js";
import { referencedPackages } from "../../src/operations/task-sequence/referenced-packages.js";
import { refreshAll } from "../../src/operations/refresh-all.js";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { refreshReferencedPackages } from "../../src/operations/refresh-referenced-packages.js";
import { setRefreshSchedule } from "../../src/operations/set-refresh-schedule.js";
import { setSourceSite } from "../../src/operations/set-source-site.js";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { fail } from "../../src/result.js";
import type { ScheduleToken } from "../../src/schedule/schedule-token.js";
import type { CallOptions, WmiObject } from "../../src/transport/transport.js";
import { FakeSite, manualClock, nalPath } from "../support/fake-site.js";

const PackageID = "P0100012";
const target = { className: "SMS_Package", PackageID } as const;
const missing = { className: "SMS_DriverPackage", PackageID } as const;
const { signal } = new AbortController();

const token: ScheduleToken = {
  __CLASS: "SMS_ST_NonRecurring",
  StartTime: new Date("2026-03-09T08:00:00Z"),
  IsGMT: true,
  DayDuration: 0,
  HourDuration: 0,
  MinuteDuration: 0,
};

function pointAt(name: string): WmiObject {
  return { PackageID, ServerNALPath: nalPath(name), SiteCode: "P01" };
}

/** A package whose version increases at each poll, and whose distribution fails on its distribution point. */
function site(): FakeSite {
  const version = (read: number): WmiObject[] => [
    {
      PackageID,
      PackageType: 0,
      PkgSourceFlag: 2,
      SourceSite: "P01",
      SourceVersion: 3 + read,
      SourceDate: `2026-03-09T0${read}:00:00Z`,
    },
  ];
  return new FakeSite([
    { __CLASS: "SMS_Package", PackageID },
    { __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F", References: [{ Package: PackageID, Type: 0 }] },
  ])
    .serve("SMS_Package", version)
    .serve("SMS_PackageBaseclass", [{ PackageID, PackageType: 0, SourceVersion: 4 }])
    .serve("SMS_DistributionPoint", [pointAt("DP01")])
    .serve("SMS_PackageStatusDistPointsSummarizer", (read) => [
      { ...pointAt("DP01"), State: read === 0 ? 1 : 3, SourceVersion: 4 },
    ]);
}

const replyLost: Failure = {
  kind: "network",
  code: "ECONNRESET",
  execution: "unknown",
  message: "reset",
  operation: { className: "SMS_Package" },
};

/** A site whose response to a method call is always lost. */
function silentSite(): FakeSite {
  const silent = site();
  silent.onMethod = () => fail(replyLost);
  return silent;
}

/** A site where no version increases. */
function idleSite(): FakeSite {
  return site()
    .serve("SMS_Package", [{ PackageID, PackageType: 0, SourceVersion: 3, SourceSite: "P01" }])
    .serve("SMS_StatMsgAttributes", [{ RecordID: 1, AttributeTime: "2026-03-09T08:00:00Z" }]);
}

async function drain(run: AsyncIterable<unknown>): Promise<void> {
  for await (const each of run) expect(each).toBeDefined();
}

type WaitingRun = (transport: FakeSite, clock: Clock, signal: AbortSignal) => Promise<unknown>;

describe("signal and timeoutMs of an operation", () => {
  it.each<[string, number, (transport: FakeSite, options: CallOptions) => Promise<unknown>]>([
    ["refreshPkgSource", 1, (transport, options) => refreshPkgSource(transport, target, options)],
    ["setSourceSite", 1, (transport, options) => setSourceSite(transport, target, "P02", options)],
    ["planRefreshPkgSource", 4, (transport, options) => planRefreshPkgSource(transport, target, options)],
    [
      "planRefreshPkgSource with a wrong class",
      2,
      (transport, options) => planRefreshPkgSource(transport, missing, options),
    ],
    ["setRefreshSchedule", 3, (transport, options) => setRefreshSchedule(transport, target, [token], options)],
    ["redistribute", 2, (transport, options) => redistribute(transport, PackageID, "DP01", options)],
    ["referencedPackages", 2, (transport, options) => referencedPackages(transport, "P010001F", options)],
    [
      "refreshReferencedPackages",
      3,
      (transport, options) =>
        refreshReferencedPackages(transport, "P010001F", { ...options, include: ["SMS_Package"] }),
    ],
    ["refreshAll", 1, (transport, options) => drain(refreshAll(transport, [target], options))],
  ])("%s passes signal and timeoutMs to each of its requests", async (_name, requests, run) => {
    const transport = site();
    const options = { signal, timeoutMs: 1234 };
    await run(transport, options);
    expect(transport.options).toEqual(Array.from({ length: requests }, () => options));
  });

  const limits = { timeoutMs: 60_000 };

  it.each<[string, () => FakeSite, WaitingRun]>([
    [
      "refreshPkgSource with confirm",
      site,
      (transport, clock, signal) => refreshPkgSource(transport, target, { signal, clock, confirm: true }),
    ],
    [
      "refreshPkgSource whose response is lost",
      silentSite,
      (transport, clock, signal) => refreshPkgSource(transport, target, { signal, clock, confirm: true }),
    ],
    [
      "refreshPkgSource without a version increase",
      idleSite,
      (transport, clock, signal) => refreshPkgSource(transport, target, { signal, clock, confirm: limits }),
    ],
    [
      "setSourceSite with confirm",
      idleSite,
      (transport, clock, signal) => setSourceSite(transport, target, "P02", { signal, clock, confirm: limits }),
    ],
    [
      "waitForDistribution",
      site,
      (transport, clock, signal) =>
        waitForDistribution(transport, PackageID, { sourceVersion: "current", signal, clock }),
    ],
    [
      "waitForDistribution of a package that is gone",
      () => site().serve("SMS_PackageStatusDistPointsSummarizer", []).serve("SMS_PackageBaseclass", []),
      (transport, clock, signal) => waitForDistribution(transport, PackageID, { sourceVersion: 4, signal, clock }),
    ],
    [
      "waitForDistribution that ends by its timeout after a distribution point failed",
      () =>
        site()
          .serve("SMS_DistributionPoint", ["DP01", "DP02"].map(pointAt))
          .serve("SMS_PackageStatusDistPointsSummarizer", [{ ...pointAt("DP01"), State: 3, SourceVersion: 4 }]),
      (transport, clock, signal) =>
        waitForDistribution(transport, PackageID, { sourceVersion: 4, signal, clock, ...limits }),
    ],
    ["refreshAndWait", site, (transport, clock, signal) => refreshAndWait(transport, target, { signal, clock })],
  ])("the signal that is passed to %s aborts each of its requests", async (_name, open, run) => {
    const unaborted = open();
    await run(unaborted, manualClock(), new AbortController().signal);
    const requests = unaborted.options.length;
    expect(requests).toBeGreaterThan(2);
    for (let index = 0; index < requests; index += 1) {
      const transport = open();
      const controller = new AbortController();
      transport.onRequest = () => {
        if (transport.options.length === index + 1) controller.abort();
      };
      await run(transport, manualClock(), controller.signal);
      expect(transport.options[index]?.signal?.aborted).toBe(true);
    }
  });

  it("refreshAll with confirm uses the clock, confirm.timeoutMs and timeoutMs of the caller for its polls", async () => {
    const transport = idleSite();
    const clock = manualClock();
    const run = refreshAll(transport, [target], { signal, timeoutMs: 1234, clock, confirm: limits });
    await drain(run);
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(54_000);
    expect(transport.options.every((options) => options?.timeoutMs === 1234)).toBe(true);
  });
});
