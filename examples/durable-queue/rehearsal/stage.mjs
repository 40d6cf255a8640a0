// What every part of the rehearsal uses: a simulated site, a Redis server, the queue and worker processes.
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { noteKey } from "../call-note.mjs";
import { queueName, queueRefresh } from "../queue.mjs";
import { startRedis } from "./redis.mjs";
import { killAllWorkers, spawnWorker } from "./workers.mjs";

/**
 * Short times, so that the rehearsal is short; `worker.mjs` has the times for a real site. One job at a time, so that the
 * kill of a worker meets the job that it is meant for.
 */
export const workerOptions = { concurrency: 1, lockMs: 2_000, pollMs: 300, waitMs: 8_000 };

/** PackageIDs of the simulated site, by number. */
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
  queue.on("error", () => undefined); // Redis is killed in one part, and the client connects again.

  return {
    site,
    redis,
    /** The URL of a package's call contains this text. */
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
    /** How often the site ran the call for a package, by the site's call log. */
    callsFor: (PackageID) => site.calls.filter((call) => call.PackageID === PackageID).length,
    readNote: async (PackageID, request) =>
      await (await queue.client).get(noteKey(queue.name, `${PackageID}-${request}`)),
    /** Waits until all jobs completed or failed, and returns the failed ones by PackageID. */
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

/** Waits for a condition; fails after a minute. */
export async function until(what, condition) {
  const endsAt = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > endsAt) throw new Error(`not seen within a minute: ${what}`);
    await sleep(100);
  }
}

export function expect(isTrue, what) {
  if (!isTrue) throw new Error(`not so: ${what}`);
}
