// One worker for one site.
import { DelayedError, UnrecoverableError, Worker } from "bullmq";
import { runRefreshJob } from "./refresh-job.mjs";

const dayMs = 86_400_000;

/**
 * The queue of a site.
 *
 * @param {string} siteCode
 */
export const queueName = (siteCode) => `configmgr-${siteCode}`;

/**
 * Two jobs for the same version of a package are one: the queue takes the second for the first.
 *
 * @param {import("./refresh-job.mjs").RefreshJob} job
 */
export const jobIdOf = ({ target, sourceVersion }) => `${target.PackageID}-${sourceVersion}`;

/** Failed reads and calls that never arrived are tried again, later each time. */
export const jobOptions = { attempts: 8, backoff: { type: "exponential", delay: 5_000 } };

/**
 * @param {string} siteCode
 * @param {import("configmgr-sdk").Transport} transport
 * @param {{ connection: { host: string, port: number }, concurrency?: number, lookAgainMs?: number }} options
 */
export function startWorker(siteCode, transport, { connection, concurrency = 3, lookAgainMs = 60_000 }) {
  return new Worker(
    queueName(siteCode),
    async (job, token) => {
      const note = async (maybeSent) => await job.updateData({ ...job.data, maybeSent });
      const result = await runRefreshJob(transport, job.data, note);
      if (result.next === "done") return result;
      if (result.next === "retry") throw new Error(result.why);
      const isTooOld = Date.now() - job.timestamp > dayMs;
      if (result.next === "give-up" || isTooOld) throw new UnrecoverableError(result.why);
      // Back into the queue, without a worker waiting for it.
      await job.moveToDelayed(Date.now() + lookAgainMs, token);
      throw new DelayedError();
    },
    { connection, concurrency },
  );
}
