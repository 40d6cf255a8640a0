// The parts of the rehearsal share a simulated site, a Redis server, the queue and worker processes.
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { noteKey } from "../call-note.mjs";
import { queueName, queueRefresh } from "../queue.mjs";
import { startRedis } from "./redis.mjs";
import { killAllWorkers, spawnWorker } from "./workers.mjs";

/**
 * Options of the workers. The times are short, so that the rehearsal is short; `worker.mjs` has the times for a real site.
 * A worker runs one job at a time, so that the kill of a worker affects only the job that it is meant for.
 */
export const workerOptions = { concurrency: 1, lockMs: 2_000, pollMs: 300, waitMs: 8_000 };

/** Returns the PackageID of the simulated site with this number. */
export const idOf = (number) => `P01000${String(number).padStart(2, "0")}`;
export const idsOf = (first, count) => Array.from({ length: count }, (_, index) => idOf(first + index));

export async function setStage() {
  const site = createSimulatedSite({
    packages: idsOf(0, 60).map((PackageID) => ({ className: "SMS_Package", PackageID, SourceVersion: 1 })),
    distributionPoints: ["DP01.contoso.com"],
    speed: 100,
  });
  const server = await site.listen();
  const redis = await startRedis();
  const queue = new Queue(queueName("P01"), { connection: { host: "127.0.0.1", port: redis.port } });
  queue.on("error", () => undefined); // In one part, Redis is killed. The client then connects again.

  return {
    site,
    redis,
    /** Matches the call of the site for a package, for a fault. */
    callOf: (PackageID) => ({ method: "POST", urlIncludes: `${PackageID}')/AdminService` }),
    startWorker: (onLine, port = redis.port) => {
      const site = { SITE_URL: server.baseUrl, SITE_CA: server.ca };
      const options = { REDIS_PORT: String(port), WORKER_OPTIONS: JSON.stringify(workerOptions) };
      return spawnWorker({ ...site, ...options }, onLine);
    },
    queue: async (PackageIDs, request) => {
      for (const PackageID of PackageIDs) {
        const queued = await queueRefresh(queue, { className: "SMS_Package", PackageID }, request);
        if (!queued.ok) throw new Error(queued.failure.message);
      }
    },
    /** How often the site ran the call for a package, according to its call log. */
    callsFor: (PackageID) => site.calls.filter((call) => call.PackageID === PackageID).length,
    readNote: async (PackageID, request) =>
      await (await queue.client).get(noteKey(queue.name, `${PackageID}-${request}`)),
    /** Waits until all jobs completed or failed. Returns the reason of each failed job, by PackageID. */
    finish: async (PackageIDs, request) => {
      const failed = new Map();
      for (const PackageID of PackageIDs) {
        const jobId = `${PackageID}-${request}`;
        await until(`${jobId} completes or fails`, async () =>
          ["completed", "failed"].includes(await queue.getJobState(jobId)),
        );
        const job = await queue.getJob(jobId);
        if (await job.isFailed()) failed.set(PackageID, job.failedReason);
      }
      return failed;
    },
    clear: async () => {
      killAllWorkers();
      await redis.stop();
      queue.disconnect();
      await server.close();
    },
  };
}

/** Waits until the condition is true. Throws after one minute. */
export async function until(what, condition) {
  const endsAt = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > endsAt) throw new Error(`not true within a minute: ${what}`);
    await sleep(100);
  }
}

export function expect(isTrue, what) {
  if (!isTrue) throw new Error(`expected: ${what}`);
}
