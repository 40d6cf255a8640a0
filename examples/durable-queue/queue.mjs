// Puts refreshes into the queue of a site.
import { safePackageTarget } from "configmgr-sdk";

/** Name of a site's queue in Redis. */
export const queueName = (siteCode) => `configmgr-${siteCode}`;

/** Options of a job. A job is retried only if the site certainly did not run its call. */
const jobOptions = {
  attempts: 8,
  backoff: { type: "exponential", delay: 5_000 },
  removeOnComplete: { age: 30 * 86_400 },
};

/**
 * Queues one refresh of a package. The package and `request` together name the job, and the site runs at most one call
 * for a job. So the same arguments can be queued again at any time:
 *
 * - while the job waits or runs, or after it completed, nothing happens;
 * - after it failed, the job runs again. It calls the site only if no earlier call of this job might have run. Otherwise
 *   it only reads `SourceVersion` again.
 *
 * To call the site once more, use another `request`.
 *
 * @param {import("bullmq").Queue} queue
 * @param {unknown} target `className` and `PackageID`. A task sequence is refused
 * @param {string} request your name for this request, such as the number of a change: letters, digits, `-` and `_`
 * @returns {Promise<import("configmgr-sdk").Result<import("bullmq").Job>>}
 */
export async function queueRefresh(queue, target, request) {
  if (!/^[\w-]+$/.test(request)) throw new TypeError("request must have letters, digits, - and _ only");
  const checked = safePackageTarget(target);
  if (!checked.ok) return checked;
  const jobId = `${checked.value.PackageID}-${request}`;
  // If the queue has a job with this ID, BullMQ does not add another one.
  const job = await queue.add("refresh", checked.value, { ...jobOptions, jobId });
  if (await job.isFailed()) {
    await job.retry("failed", { resetAttemptsMade: true }).catch(async (error) => {
      // Another process can have queued the job again in the meantime.
      if (await job.isFailed()) throw error;
    });
  }
  return { ok: true, value: job };
}
