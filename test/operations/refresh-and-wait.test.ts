import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { refreshAndWait, type RefreshPhase } from "../../src/operations/refresh-and-wait.js";
import { fail } from "../../src/result.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite, refreshOnFirstSleep } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }];

/** A site that accepts a refresh, but on which the version of the package does not increase. */
function quietSite(): FakeSite {
  return new FakeSite().serve("SMS_Package", [{ PackageID: target.PackageID, PackageType: 0, SourceVersion: 3 }]);
}

describe("refreshAndWait", () => {
  it("refreshAndWait calls RefreshPkgSource once, and returns distributed when all distribution points have the new version", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    const result = await refreshAndWait(transport, target, { clock });
    expect(result).toMatchObject({
      ok: true,
      value: {
        phase: "distributed",
        target,
        confirmed: { before: { SourceVersion: 3 }, after: { SourceVersion: 4 } },
        progress: { outcome: "done", sourceVersion: 4, installed: 2 },
      },
    });
    expect(site.calls).toHaveLength(1);
  });

  it("refreshAndWait continues and succeeds if the response is lost and the version increases", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, times: 1, effect: { reset: "after-execution" } });
    const result = await refreshAndWait(transport, target, { clock });
    expect(result).toMatchObject({ ok: true, value: { phase: "distributed", progress: { outcome: "done" } } });
    expect(site.calls).toHaveLength(1);
  });

  it("refreshAndWait fails with not-distributed, execution `executed` and the progress if a distribution point fails", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP01.CONTOSO.COM": "fails" } } },
    });
    const { transport, clock } = opened;
    const slow = { now: () => clock.now(), sleep: (ms: number) => clock.sleep(ms + 3_600_000) };
    const result = await refreshAndWait(transport, target, { clock: slow, timeoutMs: 24 * 3_600_000 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "not-distributed", execution: "executed", progress: { outcome: "failed", failed: 1 } },
    });
  });

  it("refreshAndWait fails with timeout and the version before, without progress, if the version does not increase", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { source: "missing" } },
    });
    const { transport, clock } = opened;
    const result = await refreshAndWait(transport, target, { clock, timeoutMs: 120_000 });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "timeout",
        execution: "executed",
        operation: { PackageID: "P0100012", methodName: "RefreshPkgSource" },
        before: { SourceVersion: 3 },
        message: expect.stringMatching(/P0100012: .*SourceVersion/) as string,
        advice: expect.stringMatching(/: 2306 \(error\) [^;]+, [^;]+; \d+ \(/) as string,
      },
    });
    expect(!result.ok && result.failure).not.toHaveProperty("progress");
  });

  it.each<[string, readonly [] | Failure]>([
    ["there are no status messages", []],
    ["the account cannot read status messages", failure("access-denied", "SMS_StatMsgAttributes")],
  ])(
    "the advice of refreshAndWait lists the possible causes if the version does not increase and %s",
    async (_, rows) => {
      const transport = quietSite().serve("SMS_StatMsgAttributes", rows);
      const result = await refreshAndWait(transport, target, { clock: manualClock(), timeoutMs: 120_000 });
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "timeout",
          advice: expect.stringMatching(/distmgr\.log.*SourceSite.*0x800704D3/) as string,
        },
      });
    },
  );

  it("refreshAndWait calls nothing if the distribution points cannot be read before the call", async () => {
    const className = "SMS_PackageStatusDistPointsSummarizer";
    const transport = quietSite().serve(className, failure("access-denied", className));
    const result = await refreshAndWait(transport, target, { clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied", execution: "not-executed" } });
    expect(transport.calls).toEqual([]);
  });

  it("refreshAndWait refuses an invalid stallMs, and sends nothing", async () => {
    const transport = quietSite();
    const result = await refreshAndWait(transport, target, { stallMs: 0 });
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "stallMs" } });
    expect(transport.options).toEqual([]);
  });

  it("refreshAndWait returns the failure of the call if the site refuses the call", async () => {
    const transport = quietSite();
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await refreshAndWait(transport, target, { clock: manualClock() });
    expect(result).toEqual(fail(failure("access-denied", "SMS_Package")));
  });

  it("the option callTimeoutMs of refreshAndWait limits only the method call", async () => {
    const transport = quietSite();
    await refreshAndWait(transport, target, { clock: manualClock(), callTimeoutMs: 5_000 });
    const limits = transport.options.map((options) => options?.timeoutMs);
    expect(limits.filter((timeoutMs) => timeoutMs === 5_000)).toHaveLength(1);
    expect(limits[2]).toBe(5_000);
  });

  it.each([4, 5])(
    "refreshAndWait fails with `unknown` if the response is lost and the wait fails, although the version increased from 3 to %i",
    async (version) => {
      const { PackageID } = target;
      const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID }]);
      transport.serve("SMS_Package", (read) => [
        { PackageID, PackageType: 0, SourceVersion: read === 0 ? 3 : version },
      ]);
      transport.onMethod = () => fail({ ...failure("network", "SMS_Package"), execution: "unknown" } as Failure);
      expect(await refreshAndWait(transport, target, { clock: manualClock() })).toMatchObject({
        ok: false,
        failure: { kind: "not-distributed", execution: "unknown", progress: { outcome: "no-targets" } },
      });
    },
  );

  it("refreshAndWait fails with `unknown` if its call is lost and another administrator's refresh fails on a distribution point", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP01.CONTOSO.COM": "fails" } } },
    });
    opened.site.addFault({ match: { method: "POST" }, times: 1, effect: { reset: "before" } });
    const result = await refreshAndWait(opened.transport, target, { clock: refreshOnFirstSleep(opened) });
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-distributed", execution: "unknown" } });
  });

  it("refreshAndWait returns the failure of the call if the response is lost and the version does not increase", async () => {
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const transport = quietSite();
    transport.onMethod = () => fail(lost);
    expect(await refreshAndWait(transport, target, { clock: manualClock(), timeoutMs: 60_000 })).toEqual(fail(lost));
  });

  it("refreshAndWait fails with not-distributed and the failed read as cause if the package cannot be read after the call", async () => {
    const transport = new FakeSite().serve("SMS_Package", (read) =>
      read === 0 ? [{ ...target, PackageType: 0, SourceVersion: 3 }] : failure("access-denied", "SMS_Package"),
    );
    expect(await refreshAndWait(transport, target, { clock: manualClock() })).toMatchObject({
      ok: false,
      failure: {
        kind: "not-distributed",
        execution: "executed",
        cause: { name: "access-denied" },
        progress: { outcome: "in-progress", sourceVersion: 4, allTargetsVisible: false, total: 0 },
      },
    });
  });

  it("the option timeoutMs of refreshAndWait does not include the time of the method call", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock } = opened;
    const execMethod = transport.execMethod.bind(transport);
    transport.execMethod = async (call, options) => {
      const result = await execMethod(call, options);
      calledMs += 1_500_000;
      return result;
    };
    let calledMs = 0;
    const slow = { ...clock, now: () => clock.now() + calledMs };
    const result = await refreshAndWait(transport, target, { clock: slow, timeoutMs: 1_200_000 });
    expect(result).toMatchObject({ ok: true, value: { progress: { outcome: "done" } } });
  });

  it("refreshAndWait calls an acknowledged task sequence once", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    const transport = new FakeSite().serve("SMS_TaskSequencePackage", (read) => [
      { PackageID: sequence.PackageID, PackageType: 4, SourceVersion: 1 + read },
    ]);
    const options = { acknowledgeInoperable: true, clock: manualClock(), timeoutMs: 60_000 } as const;
    await refreshAndWait(transport, sequence, options);
    expect(transport.calls).toHaveLength(1);
  });

  it("refreshAndWait passes each phase with the versions and the progress to onProgress", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const seen: RefreshPhase[] = [];
    const onProgress = (phase: RefreshPhase) => seen.push(phase);
    await refreshAndWait(opened.transport, target, { clock: opened.clock, onProgress });
    const phases = seen.filter(({ phase }) => phase !== "site-messages");
    expect(phases[0]).toMatchObject({ phase: "accepted", before: { SourceVersion: 3 } });
    expect(phases[1]).toMatchObject({
      phase: "version-raised",
      before: { SourceVersion: 3 },
      after: { SourceVersion: 4 },
    });
    expect(phases[2]).toMatchObject({ phase: "distributing", progress: { installed: 0 } });
    expect(phases.at(-1)).toMatchObject({ phase: "distributing", progress: { installed: 2 } });
  });

  it("refreshAndWait passes the status message 2306 (source cannot be read) to onProgress once", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { source: "missing" } },
    });
    const controller = new AbortController();
    const messages: number[] = [];
    const onProgress = (phase: RefreshPhase) => {
      if (phase.phase === "site-messages") messages.push(...phase.siteMessages.map(({ messageID }) => messageID));
      if (opened.clock.now() > 600_000) controller.abort();
    };
    const options = { clock: opened.clock, onProgress, signal: controller.signal, timeoutMs: 4 * 3_600_000 };
    const reading = opened.requests;
    await refreshAndWait(opened.transport, target, options);
    expect(messages.filter((id) => id === 2306)).toHaveLength(1);
    expect(reading).toContain("SMS_StatMsgAttributes");
  });

  it("refreshAndWait does not read status messages again after the site refused the account that read", async () => {
    const className = "SMS_StatMsgAttributes";
    const transport = quietSite().serve(className, failure("access-denied", className));
    await refreshAndWait(transport, target, { clock: manualClock(), timeoutMs: 120_000, onProgress: () => undefined });
    // refreshAndWait reads the class once during the wait, and once after it.
    expect(transport.readsOf(className)).toBe(2);
  });

  it("if an async onProgress rejects, refreshAndWait ends the wait and rejects, and the call was sent", async () => {
    const transport = quietSite();
    const clock = manualClock();
    const onProgress = () => Promise.reject(new Error("disk is full"));
    await expect(refreshAndWait(transport, target, { clock, onProgress })).rejects.toMatchObject({
      message: "disk is full",
    });
    expect(transport.calls).toHaveLength(1);
    expect(clock.slept.length).toBeLessThan(3);
  });

  it("refreshAndWait refuses an onProgress that is not a function, and sends nothing", async () => {
    const transport = quietSite();
    const onProgress = "console.log" as unknown as () => void;
    await expect(refreshAndWait(transport, target, { onProgress })).rejects.toThrow(TypeError);
    expect(transport.options).toEqual([]);
  });

  it("the option timeoutMs of refreshAndWait limits the wait for the version and for the distribution points together", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP01.CONTOSO.COM": "never-finishes" } } },
    });
    const { transport } = opened;
    const begunMs = 5_000_000;
    const clock = { ...opened.clock, now: () => begunMs + opened.clock.now() };
    const result = await refreshAndWait(transport, target, { clock, timeoutMs: 200_000 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "timeout", execution: "executed", progress: { installed: 1 } },
    });
    expect(clock.now() - begunMs).toBe(190_000);
  });

  it("refreshAndWait fails with execution `executed` if the distribution points cannot be read after the call", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    const execMethod = transport.execMethod.bind(transport);
    transport.execMethod = (call, options) => {
      const match = { urlIncludes: "SMS_PackageStatusDistPointsSummarizer" };
      site.addFault({ match, effect: { status: 403, body: '{"error":{"code":"403","message":"no"}}' } });
      return execMethod(call, options);
    };
    const result = await refreshAndWait(transport, target, { clock });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "not-distributed",
        execution: "executed",
        cause: { name: "access-denied", message: expect.stringContaining("403") as string },
        progress: {
          outcome: "in-progress",
          done: false,
          sourceVersion: 4,
          allTargetsVisible: false,
          total: 0,
          installed: 0,
          pending: 0,
          failed: 0,
          points: [],
        },
      },
    });
    expect(site.calls).toHaveLength(1);
  });

  it("refreshAndWait fails with aborted and execution `executed` if the signal fires after the call", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const controller = new AbortController();
    const clock = {
      now: () => opened.clock.now(),
      sleep: () => {
        controller.abort();
        return Promise.resolve();
      },
    };
    const result = await refreshAndWait(opened.transport, target, { clock, signal: controller.signal });
    expect(result).toMatchObject({ ok: false, failure: { kind: "aborted", execution: "executed" } });
  });

  it("refreshAndWait refuses a task sequence without acknowledgement, and sends no request", async () => {
    await using opened = await openSite({ packages: [tools] });
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    // @ts-expect-error does not compile without the acknowledgement
    const result = await refreshAndWait(opened.transport, sequence);
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-acknowledged" } });
    expect(opened.requests).toEqual([]);
  });
});
