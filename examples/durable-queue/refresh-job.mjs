// What a worker does with one job. Knows nothing of the queue, but that it can keep a note.
import { refreshPkgSource, where } from "configmgr-sdk";

/**
 * @typedef {object} RefreshJob
 * @property {import("configmgr-sdk").PackageTarget<import("configmgr-sdk").SafePackageClassName>} target
 * @property {number} sourceVersion the version that the package had when it was queued
 * @property {boolean} maybeSent whether a call may have reached the site
 */

/** Failures after which the same call may succeed. */
const passing = new Set(["network", "timeout", "throttled", "unavailable", "locked", "aborted"]);

/**
 * Runs a job: at most one call, however often it is run.
 *
 * @param {import("configmgr-sdk").Transport} transport
 * @param {RefreshJob} job
 * @param {(maybeSent: boolean) => Promise<void>} note keeps `maybeSent` where the next run finds it
 * @returns {Promise<{ next: "done", sourceVersion: number } | { next: "look-again" | "retry" | "give-up", why: string }>}
 */
export async function runRefreshJob(transport, job, note) {
  const version = await readSourceVersion(transport, job.target);
  if (!version.ok)
    return { next: passing.has(version.failure.kind) ? "retry" : "give-up", why: version.failure.message };
  if (version.value > job.sourceVersion) return { next: "done", sourceVersion: version.value };
  if (job.maybeSent) return { next: "look-again", why: "the version has not risen yet" };

  await note(true);
  const result = await refreshPkgSource(transport, job.target);
  if (result.ok) return { next: "look-again", why: result.value.phase };
  const { kind, execution, message } = result.failure;
  if (execution === "unknown") return { next: "look-again", why: message };
  if (execution === "not-executed") await note(false);
  return { next: execution === "not-executed" && passing.has(kind) ? "retry" : "give-up", why: message };
}

/**
 * @param {import("configmgr-sdk").Transport} transport
 * @param {import("configmgr-sdk").PackageTarget} target
 * @returns {Promise<import("configmgr-sdk").Result<number>>}
 */
export async function readSourceVersion(transport, { className, PackageID }) {
  const select = ["PackageID", "SourceVersion"];
  for await (const row of transport.execQuery({ className, where: where`PackageID eq ${PackageID}`, select })) {
    return row.ok ? { ok: true, value: Number(row.value["SourceVersion"]) } : row;
  }
  const operation = { className, PackageID };
  const message = `There is no ${PackageID}, or this account may not see it`;
  return { ok: false, failure: { kind: "not-found", execution: "not-executed", message, operation } };
}
