import type { DistributionProgress } from "../../src/distribution-progress.js";
import { watchDistribution, type WatchDistributionOptions } from "../../src/operations/watch-distribution.js";
import type { Transport, WmiObject } from "../../src/transport/transport.js";
import { FakeSite, manualClock, nalPath } from "../support/fake-site.js";

export const PackageID = "P0100012";

export const lastWeek = "2026-03-02T08:00:00Z";

/** Rows of the classes that a watch reads. */
export function point(name: string): WmiObject {
  return { PackageID, ServerNALPath: nalPath(name), SiteCode: "P01" };
}

export function status(name: string, State: number, SourceVersion: number, SummaryDate = lastWeek): WmiObject {
  return { ...point(name), State, SourceVersion, SummaryDate };
}

export const totals = { PackageID, Targeted: 2, SourceVersion: 5, SourceDate: "2026-03-09T07:00:00Z" };

/** A package at version 5 on DP01 and DP02, with their status rows for each poll. The last rows are repeated. */
export function twoPoints(...looks: readonly WmiObject[][]): FakeSite {
  return new FakeSite()
    .serve("SMS_DistributionPoint", [point("DP01"), point("DP02")])
    .serve("SMS_PackageStatusDistPointsSummarizer", (read) => looks[Math.min(read, looks.length - 1)] ?? [])
    .serve("SMS_PackageStatusRootSummarizer", [totals])
    .serve("SMS_PackageBaseclass", [{ PackageID, PackageType: 0, SourceVersion: 5 }]);
}

/** Watches version 5 to the end. */
export async function follow(transport: Transport, options: Partial<WatchDistributionOptions> = {}) {
  const looks: DistributionProgress[] = [];
  const watch = watchDistribution(transport, PackageID, { sourceVersion: 5, clock: manualClock(), ...options });
  for await (const look of watch) {
    if (!look.ok) return { looks, failure: look.failure };
    looks.push(look.value);
  }
  return { looks, failure: undefined };
}
