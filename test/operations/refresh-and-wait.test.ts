import { describe, expect, it } from "vitest";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3 };
const distributionPoints = [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }];

describe("refreshAndWait", () => {
  it("calls once and waits until the new version is everywhere", async () => {
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

  it("goes on when the reply was lost and the version rises", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, times: 1, effect: { reset: "after" } });
    const result = await refreshAndWait(transport, target, { clock });
    expect(result).toMatchObject({ ok: true, value: { phase: "distributed", progress: { outcome: "done" } } });
    expect(site.calls).toHaveLength(1);
  });

  it("fails as executed, with progress, when a point fails, even before the first look at the points", async () => {
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

  it("is a timeout without progress when the version does not rise", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { source: "missing" } },
    });
    const { transport, clock } = opened;
    const result = await refreshAndWait(transport, target, { clock, timeoutMs: 120_000 });
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", execution: "executed" } });
    expect(!result.ok && result.failure).not.toHaveProperty("progress");
  });

  it("keeps to its time limit over both waits", async () => {
    await using opened = await openSite({
      packages: [tools],
      distributionPoints,
      contentScripts: { P0100012: { points: { "DP01.CONTOSO.COM": "never-finishes" } } },
    });
    const { transport, clock } = opened;
    const result = await refreshAndWait(transport, target, { clock, timeoutMs: 200_000 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "timeout", execution: "executed", progress: { installed: 1 } },
    });
    expect(clock.now()).toBe(200_000);
  });

  it("stays executed when the points can't be read after the call", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const { transport, clock, site } = opened;
    const match = { urlIncludes: "SMS_DistributionPoint?" };
    site.addFault({ match, effect: { status: 403, body: '{"error":{"code":"403","message":"no"}}' } });
    const result = await refreshAndWait(transport, target, { clock });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "not-distributed", execution: "executed", cause: { name: "access-denied" } },
    });
    expect(site.calls).toHaveLength(1);
  });

  it("is aborted as executed when the signal fires after the call", async () => {
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

  it("asks the site nothing about a task sequence that nobody acknowledged", async () => {
    await using opened = await openSite({ packages: [tools] });
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    // @ts-expect-error does not compile without the acknowledgement
    const result = await refreshAndWait(opened.transport, sequence);
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-acknowledged" } });
    expect(opened.requests).toEqual([]);
  });
});
