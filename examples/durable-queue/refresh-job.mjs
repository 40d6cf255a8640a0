// Runs one job of the queue. A job can run several times.
import { refreshPkgSource } from "configmgr-sdk";

/** Failure kinds after which the same call can succeed later. */
const temporary = new Set(["network", "timeout", "throttled", "unavailable", "locked", "aborted"]);

/**
 * Runs a job. However often a job runs, the site runs at most one call for it.
 *
 * @param {import("configmgr-sdk").Transport} transport
 * @param {import("configmgr-sdk").PackageTarget<import("configmgr-sdk").SafePackageClassName>} target
 * @param {import("./call-note.mjs").CallNote} note
 * @param {() => Promise<boolean>} extendLock `false` if this worker no longer has the job
 * @returns {Promise<
 *   | { state: "refreshed", before: number, after: number, ambiguous: boolean }
 *   | { state: "waiting", execution: "executed" | "unknown", before: number, notedAt: number, why?: string }
 *   | { state: "retry" | "failed", why: string }
 * >}
 */
export async function runRefreshJob(transport, target, note, extendLock) {
  const { className, PackageID } = target;
  const row = await transport.getObject({ className, keys: { PackageID } });
  const noted = await note.read();
  if (!row.ok) return failed(row.failure, noted);
  const version = row.value.SourceVersion;
  if (!Number.isInteger(version)) return { state: "failed", why: `${PackageID} has no SourceVersion` };
  if (noted !== undefined) return judge(noted, version);

  // The order matters: note, lock, call. A note without a call does no harm. A call without a note could be repeated.
  if (!(await note.claim(version))) return { state: "retry", why: "another worker has this job" };
  if (!(await extendLock())) {
    await note.erase();
    return { state: "retry", why: "this worker lost its lock on the job and did not call the site" };
  }
  const result = await refreshPkgSource(transport, target);
  if (result.ok) return judge(await note.settle({ execution: "executed" }), version);
  const { execution, message } = result.failure;
  if (execution !== "not-executed") return judge(await note.settle({ execution, why: message }), version);
  await note.erase();
  return failed(result.failure);
}

/** Returns the state of a job that has a note: compares `SourceVersion` with the version in the note. */
function judge({ before, notedAt, execution, why }, version) {
  if (execution === "executed" && why !== undefined) return { state: "failed", why };
  if (version <= before) return { state: "waiting", execution, before, notedAt, why };
  // If the response to our call was lost, another refresh might have caused the version increase.
  const ambiguous = execution === "unknown" || version > before + 1;
  return { state: "refreshed", before, after: version, ambiguous };
}

function failed({ kind, message }, noted) {
  const earlierCall = noted === undefined ? "" : `; an earlier call of this job: ${noted.execution}`;
  return { state: temporary.has(kind) ? "retry" : "failed", why: `${message}${earlierCall}` };
}
