import { describe, expect, it } from "vitest";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { PackageID, status, twoPoints } from "./two-points.js";

describe("waitForDistribution", () => {
  it("waitForDistribution succeeds if all distribution points have the version", async () => {
    const done = await waitForDistribution(twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]), PackageID, {
      sourceVersion: 5,
    });
    expect(done).toMatchObject({ ok: true, value: { outcome: "done" } });
  });

  it.each<[string, FakeSite, message: RegExp, advice: RegExp]>([
    [
      "failed",
      twoPoints([status("DP01", 0, 5), status("DP02", 3, 5)]),
      /P0100012.*1 of 2.*1 failed/,
      /reason.*redistribute/,
    ],
    [
      "no-targets",
      new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID }]),
      /P0100012.*no distribution point/,
      /Distribute.*security scopes/,
    ],
    ["package-gone", new FakeSite(), /P0100012.*not exist/, /deleted.*scopes/],
    ["stalled", twoPoints([status("DP01", 1, 5)]), /P0100012.*0 of 2/, /distmgr\.log/],
    [
      "stalled",
      twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]).serve(
        "SMS_PackageStatusRootSummarizer",
        failure("access-denied", "SMS_PackageStatusRootSummarizer"),
      ),
      /P0100012.*2 of 2.*more/,
      /distmgr\.log/,
    ],
  ])(
    "waitForDistribution fails with not-distributed if the outcome is %s, with message and advice",
    async (outcome, site, message, advice) => {
      const options = { sourceVersion: 5, stallMs: 1, clock: manualClock() };
      const result = await waitForDistribution(site, PackageID, options);
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "not-distributed",
          execution: "not-executed",
          operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
          message: expect.stringMatching(message) as string,
          advice: expect.stringMatching(advice) as string,
          progress: { outcome },
        },
      });
      expect(!result.ok && result.failure).not.toHaveProperty("cause");
      expect(structuredClone(result)).toEqual(JSON.parse(JSON.stringify(result)));
    },
  );

  it("waitForDistribution fails with timeout and the last progress after timeoutMs", async () => {
    const seen: number[] = [];
    const result = await waitForDistribution(twoPoints([status("DP01", 1, 5), status("DP02", 0, 5)]), PackageID, {
      sourceVersion: 5,
      timeoutMs: 20_000,
      clock: manualClock(),
      onProgress: ({ installed }) => seen.push(installed),
    });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "timeout",
        operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
        message: expect.stringMatching(/P0100012.*1 of 2/) as string,
        advice: expect.stringMatching(/^Watch again.*timeoutMs/) as string,
        progress: { installed: 1, pending: 1 },
      },
    });
    expect(seen).toEqual([1, 1, 1]);
  });

  it.each(["SMS_PackageBaseclass", "SMS_DistributionPoint?", "SMS_PackageStatusDistPointsSummarizer"])(
    "waitForDistribution fails with timeout after timeoutMs if the site does not respond to a read of %s",
    async (urlIncludes) => {
      await using opened = await openSite({
        packages: [{ className: "SMS_Package", PackageID }],
        distributionPoints: [{ name: "DP01.CONTOSO.COM" }],
      });
      opened.site.addFault({ match: { urlIncludes }, effect: { hang: "before" } });
      // If the read did not end with the wait, the test would exceed its own timeout.
      const result = await waitForDistribution(opened.transport, PackageID, {
        sourceVersion: "current",
        timeoutMs: 300,
      });
      expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", execution: "not-executed" } });
      expect(opened.requests.length).toBeLessThan(5);
    },
  );

  it("waitForDistribution rejects with what an async onProgress rejects with, and polls no more", async () => {
    const clock = manualClock();
    const onProgress = () => Promise.reject(new Error("disk is full"));
    const wait = waitForDistribution(twoPoints([status("DP01", 1, 4)]), PackageID, {
      sourceVersion: 5,
      clock,
      onProgress,
    });
    await expect(wait).rejects.toMatchObject({ message: "disk is full" });
    expect(clock.slept.length).toBeLessThan(3);
  });
});
