import type { DistributionProgress } from "../../src/distribution-progress.js";
import { watchDistribution, type WatchDistributionOptions } from "../../src/operations/watch-distribution.js";
import type { Transport, WmiObject } from "../../src/transport/transport.js";
import { FakeSite, manualClock, nalPath } from "../support/fake-site.js";

export const PackageID = "P0100012";

export const lastWeek = "2026-03-02T08:00:00Z";

/** Returns a row of SMS_DistributionPoint. */
export function point(name: string): WmiObject {
  return { PackageID, ServerNALPath: nalPath(name), SiteCode: "P01" };
}

export function status(name: string, State: number, SourceVersion: number, SummaryDate = lastWeek): WmiObject {
  return { ...point(name), State, SourceVersion, SummaryDate };
}

export const totals = { PackageID, Targeted: 2, SourceVersion: 5, SourceDate: "2026-03-09T07:00:00Z" };

/** A site with a package at version 5 on DP01 and DP02. Each item is the status rows of one poll; the last item repeats. */
export function twoPoints(...polls: readonly WmiObject[][]): FakeSite {
  return new FakeSite()
    .serve("SMS_DistributionPoint", [point("DP01"), point("DP02")])
    .serve("SMS_PackageStatusDistPointsSummarizer", (read) => polls[Math.min(read, polls.length - 1)] ?? [])
    .serve("SMS_PackageStatusRootSummarizer", [totals])
    .serve("SMS_PackageBaseclass", [{ PackageID, PackageType: 0, SourceVersion: 5 }]);
}

/** Watches version 5 until the watch ends. Returns the progress of each poll, and the failure if there is one. */
export async function follow(transport: Transport, options: Partial<WatchDistributionOptions> = {}) {
  const polls: DistributionProgress[] = [];
  const watch = watchDistribution(transport, PackageID, { sourceVersion: 5, clock: manualClock(), ...options });
  for await (const poll of watch) {
    if (!poll.ok) return { polls, failure: poll.failure };
    polls.push(poll.value);
  }
  return { polls, failure: undefined };
}
