import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { openSite, refreshOnFirstSleep } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3, PkgSourcePath: "\\\\files\\tools", PkgSourceFlag: 2 };
const distributionPoints = [{ name: "DP01.CONTOSO.COM" }];

describe("refreshPkgSource with confirm", () => {
  it("refreshPkgSource with confirm returns the version before and after the call in `confirmed`", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock } = opened;
    const result = await refreshPkgSource(transport, target, { confirm: true, clock });
    expect(result).toMatchObject({
      ok: true,
      value: {
        phase: "accepted",
        returnValue: 0,
        target,
        confirmed: { before: { SourceVersion: 3 }, after: { SourceVersion: 4 } },
      },
    });
    expect(result.ok && result.value.confirmed).not.toHaveProperty("ambiguous");
    expect(structuredClone(result)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it("refreshPkgSource without confirm sends only the method call", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    await refreshPkgSource(opened.transport, target);
    expect(opened.requests).toEqual(["SMS_Package.RefreshPkgSource"]);
  });

  it("refreshPkgSource of a task sequence sends no keyed read, which would return the whole Sequence", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    await using opened = await openSite({ packages: [sequence], distributionPoints });
    const { transport, clock, site } = opened;
    const keyed: string[] = [];
    const getObject = transport.getObject.bind(transport);
    transport.getObject = (path, options) => {
      keyed.push(path.className);
      return getObject(path, options);
    };
    const options = { acknowledgeInoperable: true, confirm: true, clock } as const;
    await refreshPkgSource(transport, sequence, options);
    expect(site.calls).toHaveLength(1);
    expect(keyed).toEqual([]);
  });

  it("refreshPkgSource returns accepted with the site's status messages and without `confirmed` if the version does not increase before the timeout", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { source: "missing" } },
    });
    const { transport, clock } = opened;
    const result = await refreshPkgSource(transport, target, { confirm: { timeoutMs: 60_000 }, clock });
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", returnValue: 0 } });
    expect(result.ok && result.value).not.toHaveProperty("confirmed");
    // 2306: the site could not read the source folder.
    const [newest] = (result.ok && result.value.siteMessages) || [];
    expect(newest).toMatchObject({ messageID: 2306, severity: "error", component: "SMS_DISTRIBUTION_MANAGER" });
    expect(newest?.insertionStrings).toContain(tools.PkgSourcePath);
  });

  it("refreshPkgSource polls with pauses that grow to 60 s, and for the last time 10 s before the timeout", async () => {
    await using opened = await openSite({
      packages: [tools],
      contentScripts: { P0100012: { source: "missing" } },
    });
    const { transport, clock } = opened;
    const pauses: number[] = [];
    const counting = {
      now: () => clock.now(),
      sleep: (ms: number) => {
        pauses.push(ms);
        return clock.sleep(ms);
      },
    };
    await refreshPkgSource(transport, target, { confirm: { timeoutMs: 300_000, intervalMs: 10_000 }, clock: counting });
    expect(pauses.slice(0, 6)).toEqual([10_000, 15_000, 22_500, 33_750, 50_625, 60_000]);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(290_000);
  });

  it("refreshPkgSource returns observed, with ambiguous true, if the response is lost and the version increases", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "after-execution" } });
    const result = await refreshPkgSource(transport, target, { confirm: true, clock });
    expect(result).toMatchObject({
      ok: true,
      value: {
        phase: "observed",
        target,
        confirmed: { before: { SourceVersion: 3 }, after: { SourceVersion: 4 }, ambiguous: true },
      },
    });
    expect(result.ok && result.value).not.toHaveProperty("returnValue");
    expect(site.calls).toHaveLength(1);
  });

  it("refreshPkgSource returns observed, with ambiguous true, if its call is lost and another administrator refreshes the package", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    const otherAdministrator = refreshOnFirstSleep(opened);
    site.addFault({ match: { method: "POST" }, times: 1, effect: { reset: "before" } });
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: otherAdministrator });
    expect(result).toMatchObject({
      ok: true,
      value: { phase: "observed", confirmed: { after: { SourceVersion: 4 }, ambiguous: true } },
    });
    expect(site.calls).toHaveLength(1);
    expect(clock.now()).toBeGreaterThan(0);
  });

  it("refreshPkgSource fails with `unknown` if the response is lost and the version does not increase", async () => {
    await using opened = await openSite({ packages: [tools] });
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "before" } });
    const result = await refreshPkgSource(transport, target, { confirm: { timeoutMs: 60_000 }, clock });
    expect(result).toMatchObject({ ok: false, failure: { kind: "network", execution: "unknown" } });
    expect(site.calls).toHaveLength(0);
  });

  it("refreshPkgSource returns ambiguous true if the version increases by more than 1", async () => {
    await using opened = await openSite({ packages: [tools] });
    const { transport, clock } = opened;
    const anotherAdministrator = {
      now: () => clock.now(),
      sleep: async (ms: number) => {
        await refreshPkgSource(transport, target);
        await clock.sleep(ms);
        await clock.sleep(60_000);
      },
    };
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: anotherAdministrator });
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", confirmed: { ambiguous: true } } });
  });

  it.each([
    ["due in the meantime", "2026-03-02T11:59:00Z", true],
    ["not due", "2026-03-02T06:00:00Z", undefined],
  ])(
    "refreshPkgSource returns ambiguous true for a version increase by 1 only if a refresh schedule was due in the meantime: %s",
    async (_, StartTime, ambiguous) => {
      const daily = { __CLASS: "SMS_ST_RecurInterval", IsGMT: true, StartTime, DaySpan: 1 };
      await using opened = await openSite({
        startTime: new Date("2026-03-09T11:58:50Z"),
        packages: [{ ...tools, SourceDate: "2026-03-09T10:00:00Z", RefreshSchedule: [daily] }],
      });
      const { transport, clock } = opened;
      const result = await refreshPkgSource(transport, target, { confirm: true, clock });
      expect(result.ok && result.value.phase).toBe("accepted");
      expect(result.ok && result.value.confirmed?.ambiguous).toBe(ambiguous);
    },
  );

  it("refreshPkgSource calls nothing if the package cannot be read before the call, and the advice names the package's class", async () => {
    await using opened = await openSite({ packages: [tools] });
    const missing = { className: "SMS_DriverPackage", PackageID: "P0100012" } as const;
    const result = await refreshPkgSource(opened.transport, missing, { confirm: true, clock: opened.clock });
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-found", execution: "not-executed" } });
    expect(!result.ok && result.failure.advice).toContain("SMS_Package");
    expect(opened.site.calls).toHaveLength(0);
  });

  it("refreshPkgSource refuses a task sequence under another class name, and calls nothing", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" };
    await using opened = await openSite({ packages: [sequence] });
    const result = await refreshPkgSource(
      opened.transport,
      { className: "SMS_Package", PackageID: "P010001F" },
      { confirm: true, clock: opened.clock },
    );
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-acknowledged", execution: "not-executed" } });
    expect(opened.site.calls).toHaveLength(0);
  });

  it("refreshPkgSource returns accepted if the caller aborts during the polls", async () => {
    await using opened = await openSite({ packages: [tools], contentScripts: { P0100012: { source: "missing" } } });
    const controller = new AbortController();
    const clock = {
      now: () => opened.clock.now(),
      sleep: () => {
        controller.abort();
        return Promise.resolve();
      },
    };
    const options = { confirm: true, clock, signal: controller.signal };
    const result = await refreshPkgSource(opened.transport, target, options);
    expect(result).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
  });
});
