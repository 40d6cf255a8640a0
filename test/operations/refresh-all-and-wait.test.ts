import { describe, expect, it } from "vitest";
import { refreshAll, type RefreshAllAndWaitOptions, type SafeTarget } from "../../src/operations/refresh-all.js";
import { openSite } from "./open-site.js";
import { target } from "./batch.js";

const distributionPoints = [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }];

function targets(count: number): SafeTarget[] {
  return Array.from({ length: count }, (_, index) => target(index));
}

function packages(count: number) {
  return targets(count).map((each) => ({ ...each, SourceVersion: 3 }));
}

describe("refreshAll with wait", () => {
  it("refreshAll with wait calls each target once, and yields it when its new version is on all distribution points", async () => {
    await using opened = await openSite({ packages: packages(6), distributionPoints });
    const { transport, clock, site } = opened;
    const run = refreshAll(transport, targets(6), { wait: true, clock, concurrency: 2 });
    const versions: Record<string, number> = {};
    for await (const { target: each, result } of run) {
      if (result.ok) versions[each.PackageID] = result.value.progress.sourceVersion;
      expect(result).toMatchObject({
        ok: true,
        value: { phase: "distributed", confirmed: { before: { SourceVersion: 3 } }, progress: { installed: 2 } },
      });
    }
    expect(Object.values(versions)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(site.calls).toHaveLength(6);
    expect(run.summary()).toMatchObject({ done: targets(6), failed: [], sourceEnded: true });
  });

  it("refreshAll with wait starts the next targets while one target waits, and yields each when it ends", async () => {
    await using opened = await openSite({
      packages: packages(3),
      distributionPoints,
      contentScripts: { [target(0).PackageID]: { points: { "DP01.CONTOSO.COM": "never-finishes" } } },
    });
    const { transport, clock, site } = opened;
    const wait = { timeoutMs: 1_800_000 };
    const run = refreshAll(transport, targets(3), { wait, clock, concurrency: 1 });
    const ended: string[] = [];
    for await (const { target: each, result } of run) {
      ended.push(`${each.PackageID} ${result.ok ? "done" : `${result.failure.kind} ${result.failure.execution}`}`);
      if (!result.ok) expect(result.failure.before).toMatchObject({ SourceVersion: 3 });
    }
    expect(ended.at(-1)).toBe(`${target(0).PackageID} timeout executed`);
    expect(ended.slice(0, 2).every((line) => line.endsWith("done"))).toBe(true);
    expect(site.calls).toHaveLength(3);
  });

  it("refreshAll with wait sends at most 3 requests per poll for 40 packages, because all waits share their polls", async () => {
    const count = 40;
    await using opened = await openSite({ packages: packages(count), distributionPoints });
    const { transport, clock, requests } = opened;
    const marks: string[] = [];
    const marking = {
      now: () => clock.now(),
      sleep: (ms: number) => {
        requests.push("pause");
        return clock.sleep(ms);
      },
    };
    let lastCall = 0;
    const onProgress = ({ phase }: { readonly phase: string }) => {
      if (phase === "accepted") lastCall = requests.length;
      marks.push(phase);
    };
    for await (const { result } of refreshAll(transport, targets(count), { wait: true, clock: marking, onProgress })) {
      expect(result.ok).toBe(true);
    }
    const polls = requests
      .slice(lastCall)
      // A version increase is followed by one keyed read of the refresh schedule, which is not a poll.
      .filter((request) => request !== "SMS_Package")
      .join(" ")
      .split("pause")
      .map((poll) => poll.split(" ").filter((request) => request !== "").length);
    expect(polls.length).toBeGreaterThan(3);
    // The wait for versions and the watch can both poll between two pauses. Each sends one request for up to 200 packages, and
    // the watch sends one more.
    expect(Math.max(...polls)).toBeLessThanOrEqual(3);
    expect(marks.filter((phase) => phase === "version-raised")).toHaveLength(count);
  });

  it("refreshAll with wait passes the phases of each target and the counts of the run to onProgress", async () => {
    await using opened = await openSite({ packages: packages(1), distributionPoints });
    const seen: unknown[] = [];
    const onProgress: RefreshAllAndWaitOptions["onProgress"] = (progress) => {
      seen.push([progress.phase, progress.target.PackageID, progress.running, progress.done]);
    };
    const run = refreshAll(opened.transport, targets(1), { wait: true, clock: opened.clock, onProgress });
    for await (const { result } of run) expect(result.ok).toBe(true);
    const { PackageID } = target(0);
    expect(seen[0]).toEqual(["accepted", PackageID, 1, 0]);
    expect(seen[1]).toEqual(["version-raised", PackageID, 1, 0]);
    expect(seen[2]).toEqual(["distributing", PackageID, 1, 0]);
    expect(seen.at(-1)).toEqual(["ended", PackageID, 0, 1]);
  });

  it("refreshAll with wait reports once for each target that the site cannot read its source, while the version does not increase", async () => {
    const missing = targets(3).slice(1);
    await using opened = await openSite({
      packages: packages(3),
      distributionPoints,
      contentScripts: Object.fromEntries(missing.map(({ PackageID }) => [PackageID, { source: "missing" }])),
    });
    const { transport, clock } = opened;
    const controller = new AbortController();
    const reported: string[] = [];
    const onProgress: RefreshAllAndWaitOptions["onProgress"] = (progress) => {
      if (progress.phase !== "site-messages") return;
      for (const { messageID } of progress.siteMessages) reported.push(`${progress.target.PackageID} ${messageID}`);
      if (clock.now() > 600_000) controller.abort();
    };
    const options = { wait: true, clock, onProgress, signal: controller.signal } as const;
    for await (const { target: each, result } of refreshAll(transport, targets(3), options)) {
      expect([each.PackageID, result.ok]).toEqual([each.PackageID, each.PackageID === target(0).PackageID]);
    }
    expect(reported.filter((line) => line.endsWith(" 2306")).toSorted()).toEqual(
      missing.map(({ PackageID }) => `${PackageID} 2306`),
    );
  });

  it("after a break out of refreshAll with wait, the summary has each accepted call as done or failed, not as unknown", async () => {
    await using opened = await openSite({
      packages: packages(3),
      distributionPoints,
      contentScripts: { [target(2).PackageID]: { points: { "DP01.CONTOSO.COM": "never-finishes" } } },
    });
    const { transport, clock, site } = opened;
    const run = refreshAll(transport, targets(3), { wait: { timeoutMs: 2 ** 31 - 1 }, clock });
    for await (const { result } of run) {
      expect(result.ok).toBe(true);
      break;
    }
    const { done, failed, unknown } = run.summary();
    expect(site.calls).toHaveLength(3);
    expect(unknown).toEqual([]);
    expect([...done, ...failed]).toHaveLength(3);
    expect(failed).toContainEqual(target(2));
  });

  it("after an abort, refreshAll yields each waiting target with aborted, execution `executed` and the version before the call", async () => {
    await using opened = await openSite({
      packages: packages(2),
      distributionPoints,
      contentScripts: Object.fromEntries(targets(2).map(({ PackageID }) => [PackageID, { source: "missing" }])),
    });
    const { transport, clock } = opened;
    const controller = new AbortController();
    const aborting = {
      now: () => clock.now(),
      sleep: (ms: number) => {
        if (clock.now() > 60_000) controller.abort();
        return clock.sleep(ms);
      },
    };
    const options = { wait: true, clock: aborting, signal: controller.signal } as const;
    const run = refreshAll(transport, targets(2), options);
    const failures: unknown[] = [];
    for await (const { result } of run) if (!result.ok) failures.push(result.failure);
    const aborted = { kind: "aborted", execution: "executed", before: { SourceVersion: 3 } };
    expect(failures).toMatchObject([aborted, aborted]);
  });

  it("refreshAll refuses each target if wait.timeoutMs is invalid, and sends nothing", async () => {
    await using opened = await openSite({ packages: packages(1), distributionPoints });
    const run = refreshAll(opened.transport, targets(1), { wait: { timeoutMs: -1 } });
    for await (const { result } of run) {
      expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "timeoutMs" } });
    }
    expect(opened.requests).toEqual([]);
  });
});
