// The queue on a real Redis and a simulated site: npm run rehearse
import console from "node:console";
import process from "node:process";
import { Queue, QueueEvents } from "bullmq";
import { AdminServiceTransport } from "configmgr-sdk";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { readSourceVersion, runRefreshJob } from "./refresh-job.mjs";
import { jobIdOf, jobOptions, queueName, startWorker } from "./worker.mjs";

const connection = { host: "127.0.0.1", port: Number(process.env["REDIS_PORT"] ?? 6379) };
const targets = Array.from({ length: 12 }, (_, index) => {
  return { className: "SMS_Package", PackageID: `P01000${String(index).padStart(2, "0")}` };
});

const site = createSimulatedSite({
  packages: targets.map((target) => ({ ...target, SourceVersion: 1 })),
  distributionPoints: ["DP01.contoso.com"],
  speed: 20_000,
  // The site runs it, and the answer is lost.
  faults: [{ match: { urlIncludes: "P0100003')/AdminService" }, effect: { reset: "after-execution" } }],
});
const server = await site.listen();
const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });

const queue = new Queue(queueName("P01"), { connection });
const events = new QueueEvents(queueName("P01"), { connection });
queue.setMaxListeners(100); // one for each job that is waited for
await queue.obliterate({ force: true });
const jobs = [];
for (const target of [...targets, ...targets]) {
  const version = await readSourceVersion(transport, target);
  if (!version.ok) throw new Error(version.failure.message);
  const data = { target, sourceVersion: version.value, maybeSent: false };
  jobs.push(await queue.add("refresh", data, { ...jobOptions, jobId: jobIdOf(data) }));
}

// The first worker is closed in the middle; the second one takes up what it left.
const first = startWorker("P01", transport, { connection, concurrency: 1, lookAgainMs: 200 });
await jobs[2].waitUntilFinished(events);
await first.close();
const second = startWorker("P01", transport, { connection, concurrency: 1, lookAgainMs: 200 });
await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
// And once more as they were queued, as if Redis had been restored from a backup.
const again = await Promise.all(jobs.map((job) => runRefreshJob(transport, job.data, () => Promise.resolve())));

const counts = targets.map(({ PackageID }) => site.calls.filter((call) => call.PackageID === PackageID).length);
const isOnce = counts.every((count) => count === 1) && again.every(({ next }) => next === "done");
console.log(`${jobs.length} jobs for ${targets.length} packages; refreshes of each: ${counts.join(" ")}`);
process.exitCode = isOnce ? 0 : 1;

await second.close();
await events.close();
await queue.obliterate({ force: true });
await queue.close();
await transport.close();
await server.close();
