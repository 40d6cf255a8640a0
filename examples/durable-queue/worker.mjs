// A worker for the queue of one site.
import { DelayedError, UnrecoverableError, Worker } from "bullmq";
import { CallNote } from "./call-note.mjs";
import { queueName } from "./queue.mjs";
import { runRefreshJob } from "./refresh-job.mjs";

const dayMs = 86_400_000;

/**
 * @param {string} siteCode
 * @param {import("configmgr-sdk").Transport} transport
 * @param {object} options
 * @param {{ host: string, port: number }} options.connection Redis
 * @param {number} [options.concurrency] jobs at the same time
 * @param {number} [options.lockMs] how long a job stays with a worker that no longer reaches Redis
 * @param {number} [options.pollMs] pause between two reads of `SourceVersion` after a call
 * @param {number} [options.waitMs] how long after a call its job waits for a new version before it fails
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
    // Back into the queue until the next read. The job occupies no worker in the meantime.
    await job.moveToDelayed(Date.now() + pollMs, token);
    throw new DelayedError();
  }

  const worker = new Worker(name, run, {
    connection,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    // A job whose worker was killed can always run again, because of its note.
    maxStalledCount: 1_000,
  });
  // For example, Redis cannot be reached, or a job that this worker finished belongs to another worker now.
  worker.on("error", (error) => console.error(`worker: ${error.message}`));
  return worker;
}

function notIncreased({ execution, before, why = "the worker stopped before it noted a response" }) {
  return execution === "executed"
    ? `accepted, but SourceVersion is still ${before}: read distmgr.log on the site server`
    : `unknown: ${why}. The site might have run the call, and SourceVersion is still ${before}. Read distmgr.log on ` +
        "the site server. If the site did not run the call, queue the package with another request";
}
