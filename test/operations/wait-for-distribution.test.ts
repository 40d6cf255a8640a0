import { describe, expect, it } from "vitest";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { PackageID, status, twoPoints } from "./two-points.js";

describe("waitForDistribution", () => {
  it("succeeds only when everything is there", async () => {
    const done = await waitForDistribution(twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]), PackageID, {
      sourceVersion: 5,
    });
    expect(done).toMatchObject({ ok: true, value: { outcome: "done" } });
  });

  it.each<[string, FakeSite, message: string, advice: RegExp]>([
    [
      "failed",
      twoPoints([status("DP01", 0, 5), status("DP02", 3, 5)]),
      "P0100012 version 5 is on 1 of 2 distribution points, 1 failed",
      /reason.*redistribute/,
    ],
    [
      "no-targets",
      new FakeSite().serve("SMS_PackageBaseclass", [{ PackageID }]),
      "P0100012 has no distribution point that can be seen",
      /Distribute.*security scopes/,
    ],
    ["package-gone", new FakeSite(), "P0100012 is gone", /deleted/],
    [
      "stalled",
      twoPoints([status("DP01", 1, 5)]),
      "P0100012 version 5 is on 0 of 2 distribution points; nothing moves any more",
      /distmgr\.log/,
    ],
    [
      "stalled",
      twoPoints([status("DP01", 0, 5), status("DP02", 0, 5)]).serve(
        "SMS_PackageStatusRootSummarizer",
        failure("access-denied", "SMS_PackageStatusRootSummarizer"),
      ),
      "P0100012 version 5 is on 2 of 2 distribution points, and there may be more; nothing moves any more",
      /distmgr\.log/,
    ],
  ])("is not-distributed when the outcome is %s, and says so", async (outcome, site, message, advice) => {
    const options = { sourceVersion: 5, stallMs: 1, clock: manualClock() };
    const result = await waitForDistribution(site, PackageID, options);
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "not-distributed",
        execution: "not-executed",
        operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
        message,
        advice: expect.stringMatching(advice) as string,
        progress: { outcome },
      },
    });
    expect(!result.ok && result.failure).not.toHaveProperty("cause");
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
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "timeout",
        operation: { className: "SMS_PackageStatusDistPointsSummarizer", PackageID },
        message: expect.stringMatching(/P0100012.*is on 1 of 2/) as string,
        advice: expect.stringContaining("watch again") as string,
        progress: { installed: 1, pending: 1 },
      },
    });
    expect(seen).toEqual([1, 1, 1]);
  });
});
