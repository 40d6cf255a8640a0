import type { DistributionProgress } from "../../src/distribution-progress.js";
import type { Failure } from "../../src/failure.js";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { watchDistribution } from "../../src/operations/watch-distribution.js";
import { watchDistributions } from "../../src/operations/watch-distribution.js";
import { ModelTransport } from "./model-transport.js";
import { historyMs, type HistoryPlan } from "./plan.js";
import { SiteModel, type PackageModel } from "./site-model.js";
import { TruthRecord, type Truth } from "./truth.js";

/** The outcome that a watch or a refresh reported, and whether it is wrong. */
export interface Claim {
  readonly claimed: DistributionProgress["outcome"] | Failure["kind"];
  /** Why the claim is wrong. `undefined` if it is true. */
  readonly complaint: string | undefined;
}

const limits = { intervalMs: 10_000, timeoutMs: 3 * historyMs, stallMs: 2 * historyMs };

/** Watches all packages of a history together, with `watchDistributions`. */
export async function watchTogether(plan: HistoryPlan): Promise<Claim[]> {
  const { site, options, transport } = begin(plan);
  const truths = new Map(site.packages.map((one) => [one.PackageID, want(plan, site, one)]));
  const packages = [...truths].map(([PackageID, { sourceVersion }]) => ({ PackageID, sourceVersion }));
  const claims = new Map<string, Claim>();
  // Start times of the last three polls. An outcome uses the reads of up to three polls, because different polls can read
  // status rows, assignments and totals.
  const pollsMs = [site.nowMs, site.nowMs, site.nowMs];
  for await (const poll of watchDistributions(transport, packages, options)) {
    const sinceMs = pollsMs.shift() ?? 0;
    pollsMs.push(site.nowMs);
    if (!poll.ok) continue;
    for (const progress of poll.value.packages) {
      const truth = truths.get(progress.PackageID)?.truth;
      if (truth === undefined || progress.outcome === "in-progress" || claims.has(progress.PackageID)) continue;
      claims.set(progress.PackageID, judgeOutcome(plan, truth, progress, sinceMs));
    }
    for (const { PackageID, failure } of poll.value.failures) {
      const truth = truths.get(PackageID)?.truth;
      if (truth !== undefined && !claims.has(PackageID)) claims.set(PackageID, judgeFailure(plan, truth, failure));
    }
  }
  return packages.map(({ PackageID }) => claims.get(PackageID) ?? noClaim);
}

/** Watches the first package of a history alone, with `watchDistribution`. */
export async function watchAlone(plan: HistoryPlan): Promise<Claim[]> {
  const { site, options, transport } = begin(plan);
  const [one] = site.packages;
  const { truth, sourceVersion } = want(plan, site, one);
  for await (const poll of watchDistribution(transport, one.PackageID, { ...options, sourceVersion })) {
    if (!poll.ok) return [judgeFailure(plan, truth, poll.failure)];
    if (poll.value.outcome === "in-progress") continue;
    return [judgeOutcome(plan, truth, poll.value, site.nowMs - evidenceMs(plan))];
  }
  return [noClaim];
}

/** Refreshes the first package of a history, with `refreshAndWait`. */
export async function refresh(plan: HistoryPlan): Promise<Claim[]> {
  const { site, options, transport } = begin(plan);
  const [one] = site.packages;
  const sinceMs = site.nowMs;
  // The version that the refresh creates is not known yet, so the facts are recorded for each possible version.
  const { stopOnFailedPoint } = plan;
  const truths = Array.from({ length: 12 }, (_, version) => {
    return new TruthRecord(site, one, { version, sinceMs, stopOnFailedPoint, seesAssignments: seesAssignments(plan) });
  });
  const target = { className: "SMS_Package", PackageID: one.PackageID } as const;
  const result = await refreshAndWait(transport, target, options);
  if (!result.ok) {
    const complaint = executionComplaint(plan, site, result.failure);
    if (complaint !== undefined) return [{ claimed: result.failure.kind, complaint }];
  }
  const progress = result.ok ? result.value.progress : result.failure.progress;
  if (progress === undefined || progress.outcome === "in-progress") {
    return [unquestioned(result.ok ? "in-progress" : result.failure.kind)];
  }
  const truth = truths[progress.sourceVersion];
  if (truth === undefined) return [noClaim];
  return [judgeOutcome(plan, truth, progress, site.nowMs - evidenceMs(plan))];
}

const noClaim: Claim = { claimed: "in-progress", complaint: "the watch ended without an outcome" };

function unquestioned(claimed: Claim["claimed"]): Claim {
  return { claimed, complaint: undefined };
}

function begin(plan: HistoryPlan) {
  const site = new SiteModel(plan);
  site.advance(plan.startMs);
  const transport = new ModelTransport(site, plan);
  const { stopOnFailedPoint, visiblePointsSuffice } = plan;
  return { site, transport, options: { ...limits, stopOnFailedPoint, visiblePointsSuffice, clock: transport.clock } };
}

function want(plan: HistoryPlan, site: SiteModel, one: PackageModel) {
  const { stopOnFailedPoint } = plan;
  const sourceVersion = one.version + one.plan.wantedOffset;
  const wanted = {
    version: sourceVersion,
    sinceMs: site.nowMs,
    stopOnFailedPoint,
    seesAssignments: seesAssignments(plan),
  };
  return { sourceVersion, truth: new TruthRecord(site, one, wanted) };
}

/** Returns the maximum age of the reads that an outcome uses, in milliseconds. */
function evidenceMs(plan: HistoryPlan): number {
  // A poll sends at most 7 requests: four classes, two of them twice if they change, and the reasons of failures.
  const pollMs = 7 * Math.max(...plan.requestMs);
  const maxPauseMs = 60_000;
  // The watch repeats a failed read in the next poll.
  if (plan.failedRequests.length > 0) return 3 * (pollMs + maxPauseMs);
  // Without assignments, status rows count only if they were read after the total, which the poll before has read.
  return seesAssignments(plan) ? pollMs : 2 * pollMs + maxPauseMs;
}

function seesAssignments({ denied }: HistoryPlan): boolean {
  return !denied.includes("SMS_DistributionPoint");
}

function executionComplaint(
  { call: { response } }: HistoryPlan,
  { executedCalls }: SiteModel,
  { execution, kind }: Failure,
): string | undefined {
  if (execution === "executed" && executedCalls === 0)
    return `${kind} claims executed, but the site did not run the call`;
  if (execution === "not-executed" && executedCalls > 0)
    return `${kind} claims not-executed, but the site ran the call`;
  const isCertain = response === "accepted" || response === "refused";
  return execution === "unknown" && isCertain ? `${kind} claims unknown after a clear response` : undefined;
}

function judgeOutcome(
  plan: HistoryPlan,
  truth: TruthRecord,
  { outcome, allTargetsVisible }: DistributionProgress,
  sinceMs: number,
): Claim {
  const claim = (is: (moment: Truth) => boolean): Claim => ({
    claimed: outcome,
    complaint: truth.wasTrue(is, sinceMs) ? undefined : `${outcome} was claimed and was not true`,
  });
  const seesTotal = !plan.denied.includes("SMS_PackageStatusRootSummarizer");
  if ((outcome === "done" || outcome === "failed") && !seesAssignments(plan) && !seesTotal) {
    // Without assignments and totals, the client cannot recognize status rows of removed distribution points. A caller accepts
    // this with visiblePointsSuffice.
    return {
      claimed: outcome,
      complaint: plan.visiblePointsSuffice ? undefined : `${outcome} was claimed without evidence`,
    };
  }
  switch (outcome) {
    case "done":
      if (!allTargetsVisible && !plan.visiblePointsSuffice)
        return { claimed: outcome, complaint: "done without a total" };
      return claim(({ isDone, isDoneVisibly }) => (allTargetsVisible ? isDone : isDoneVisibly));
    case "failed":
      return claim(({ hasFailed }) => hasFailed);
    case "no-targets":
      // An account without a permission sees fewer distribution points than the package has.
      return plan.denied.length > 0 ? unquestioned(outcome) : claim(({ hasNoVisibleTargets }) => hasNoVisibleTargets);
    case "package-gone":
      return claim(({ isGone }) => isGone);
    case "stalled":
    case "in-progress":
      return missed(plan, truth, outcome);
  }
}

function judgeFailure(plan: HistoryPlan, truth: TruthRecord, { kind, execution }: Failure): Claim {
  if (execution !== "not-executed") return { claimed: kind, complaint: `a watch claims ${execution}` };
  return kind === "timeout" ? missed(plan, truth, kind) : unquestioned(kind);
}

/** Checks a watch that ended by a timeout long after the last event: it must not have missed an outcome. */
function missed({ denied }: HistoryPlan, { now }: TruthRecord, claimed: Claim["claimed"]): Claim {
  if (denied.length > 0 || now === undefined) return unquestioned(claimed);
  if (now.isGone) return { claimed, complaint: "package-gone was missed" };
  return { claimed, complaint: now.isPlainlyDone ? "done was missed" : undefined };
}
