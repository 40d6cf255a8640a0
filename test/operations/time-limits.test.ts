import { describe, expect, it } from "vitest";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { setSourceSite } from "../../src/operations/set-source-site.js";
import { FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const PackageID = "P0100012";
const target = { className: "SMS_Package", PackageID } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = [{ name: "DP01.CONTOSO.COM" }];

/** A fault after which the site does not respond. Without the timeout of the wait, a read would last longer than the test. */
const hang = { hang: "before" } as const;

// If a read did not end with its wait, the test would exceed this timeout.
describe("a site that does not respond to a read of a wait", { timeout: 15_000 }, () => {
  it.each(["SMS_PackageStatusDistPointsSummarizer", "SMS_Package?"])(
    "refreshAndWait fails with timeout and calls nothing if the site does not respond to the read of %s before the call",
    async (urlIncludes) => {
      await using opened = await openSite({ packages: [tools], distributionPoints });
      opened.site.addFault({ match: { urlIncludes }, effect: hang });
      const result = await refreshAndWait(opened.transport, target, { timeoutMs: 300 });
      expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", execution: "not-executed" } });
      expect(!result.ok && result.failure.message).toContain("timeout of the wait");
      expect(opened.site.calls).toEqual([]);
    },
  );

  it.each([
    ["the version", "SMS_Package?", 1],
    ["the status messages", "SMS_StatMsgAttributes", 0],
  ])(
    "refreshAndWait fails with timeout and execution `executed` if the site does not respond to a read of %s after the call",
    async (_, urlIncludes, after) => {
      await using opened = await openSite({ packages: [tools], distributionPoints });
      opened.site.addFault({ match: { urlIncludes }, after, effect: hang });
      const result = await refreshAndWait(opened.transport, target, { timeoutMs: 300, intervalMs: 50 });
      expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", execution: "executed" } });
    },
  );

  it("refreshPkgSource and setSourceSite with confirm return accepted without `confirmed` if the site does not respond to a poll", async () => {
    await using opened = await openSite({ packages: [tools], otherSites: ["P02"] });
    const { transport, site } = opened;
    const options = { confirm: { timeoutMs: 300 } };
    site.addFault({ match: { urlIncludes: "SMS_Package?" }, after: 1, effect: hang });
    const refreshed = await refreshPkgSource(transport, target, options);
    expect(refreshed).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
    site.clearFaults();
    site.addFault({ match: { urlIncludes: "SMS_Package?" }, after: 1, effect: hang });
    const moved = await setSourceSite(transport, target, "P02", options);
    expect(moved).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target, SourceSite: "P02" } });
  });

  it("refreshPkgSource with confirm returns ambiguous true if the site does not respond to the read of the refresh schedule", async () => {
    await using opened = await openSite({ packages: [tools] });
    const { transport, site, clock } = opened;
    site.addFault({ match: { urlIncludes: `SMS_Package('`, method: "GET" }, effect: hang });
    const confirm = { timeoutMs: 300, intervalMs: 1 };
    const sleeping = {
      now: () => performance.now(),
      sleep: (ms: number) => clock.sleep(ms + 60_000),
    };
    const result = await refreshPkgSource(transport, target, { confirm, clock: sleeping });
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", confirmed: { ambiguous: true } } });
  });
});

describe("the reads of a wait", () => {
  it("waitForDistribution starts its last poll when a tenth of the timeout is left, at most 10 s", async () => {
    for (const [timeoutMs, leftMs] of [
      [60_000, 6_000],
      [600_000, 10_000],
    ] as const) {
      const transport = new FakeSite().serve("SMS_Package", [{ PackageID, PackageType: 0, SourceVersion: 3 }]);
      const clock = manualClock();
      const confirm = { timeoutMs, intervalMs: timeoutMs };
      await refreshPkgSource(transport, target, { confirm, clock });
      expect(clock.slept).toEqual([timeoutMs - leftMs]);
      expect(transport.readsOf("SMS_Package")).toBe(3);
      const lastPoll = transport.options.at(-2);
      expect(lastPoll?.timeoutMs).toBe(leftMs);
    }
  });

  it("an attempt of a read is not longer than the rest of the wait, nor longer than the caller's timeoutMs", async () => {
    const transport = new FakeSite().serve("SMS_Package", [{ PackageID, PackageType: 0, SourceVersion: 3 }]);
    const options = { timeoutMs: 4_000, confirm: { timeoutMs: 20_000, intervalMs: 15_000 }, clock: manualClock() };
    await refreshPkgSource(transport, target, options);
    const limits = transport.options.map((each) => each?.timeoutMs);
    expect(limits).toEqual([4_000, 4_000, 4_000, 4_000, 2_000, 2_000]);
  });
});
