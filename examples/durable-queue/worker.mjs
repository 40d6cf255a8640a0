// A worker that runs the jobs in the queue of one site.
import { DelayedError, UnrecoverableError, Worker } from "bullmq";
import { CallNote } from "./call-note.mjs";
import { queueName } from "./queue.mjs";
import { runRefreshJob } from "./refresh-job.mjs";

const dayMs = 86_400_000;

/**
 * @param {string} siteCode
 * @param {import("configmgr-sdk").Transport} transport
 * @param {object} options
 * @param {{ host: string, port: number }} options.connection address of Redis
 * @param {number} [options.concurrency] jobs at the same time
 * @param {number} [options.lockMs] how long a job stays with a worker that cannot reach Redis, in milliseconds
 * @param {number} [options.pollMs] pause between two reads of `SourceVersion` after a call, in milliseconds
 * @param {number} [options.waitMs] how long a job waits for a new version after its call before it fails, in milliseconds
 */
export function startWorker(siteCode, transport, options) {
  const { connection, concurrency = 3, lockMs = 30_000, pollMs = 60_000, waitMs = dayMs } = options;
  const name = queueName(siteCode);

  async function run(job, token) {
    const note = new CallNote(await worker.client, name, job.id);
    const extendLock = async () => {
      const isOurs = (await job.extendLock(token, lockMs)) === 1;
      console.log(`${job.id}: ${isOurs ? "calling the site" : "lost the lock, does not call the site"}`);
      return isOurs;
    };
    const outcome = await runRefreshJob(transport, job.data, note, extendLock);
    if (outcome.state === "refreshed") return outcome;
    if (outcome.state === "retry") throw new Error(outcome.why);
    if (outcome.state === "failed") throw new UnrecoverableError(outcome.why);
    if (Date.now() - outcome.notedAt > waitMs) throw new UnrecoverableError(notIncreased(outcome));
    // Puts the job back into the queue until the next read. In the meantime, the worker can run other jobs.
    await job.moveToDelayed(Date.now() + pollMs, token);
    throw new DelayedError();
  }

  const worker = new Worker(name, run, {
    connection,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    // A job whose worker was killed can run again any number of times, because its note prevents a second call.
    maxStalledCount: 1_000,
  });
  // Errors of the worker: for example, it cannot reach Redis, or a job that it finished belongs to another worker now.
  worker.on("error", (error) => console.error(`worker: ${error.message}`));
  return worker;
}

function notIncreased({ execution, before, why = "the worker stopped before it noted a response" }) {
  return execution === "executed"
    ? `accepted, but SourceVersion is still ${before}: read distmgr.log on the site server`
    : `unknown: ${why}. The site might have run the call, and SourceVersion is still ${before}. Read distmgr.log on ` +
        "the site server. If the site did not run the call, queue the package with another request";
}
