// Redis is killed. It starts again with the same files after the locks of the workers have expired.
import { expect, idsOf, until, workerOptions } from "./stage.mjs";

export async function redisRestart({ site, redis, callsFor, startWorker, queue, finish }) {
  const PackageIDs = idsOf(50, 10);
  const countCalls = () => PackageIDs.reduce((sum, PackageID) => sum + callsFor(PackageID), 0);
  // The responses are slow, so that Redis is killed while calls are in progress and others have not begun.
  site.addFault({ match: { method: "POST" }, effect: { delayMs: 1_000 } });
  const workers = [startWorker(), startWorker()];
  await queue(PackageIDs, "first");
  await until("the first calls", () => countCalls() >= 2);
  const callsBefore = countCalls();
  await redis.restart(workerOptions.lockMs + 1_000);
  expect(callsBefore < PackageIDs.length, "Redis stopped before the last call");

  const failed = await finish(PackageIDs, "first");
  for (const worker of workers) await worker.kill();
  expect(failed.size === 0, `all jobs completed, not: ${[...failed.values()].join("; ")}`);
  const calls = PackageIDs.map(callsFor);
  expect(
    calls.every((count) => count === 1),
    `one call for each package, not ${calls.join(" ")}`,
  );
  return `Redis killed and started again after ${callsBefore} of ${PackageIDs.length} calls: calls of each: ${calls.join(" ")}`;
}
