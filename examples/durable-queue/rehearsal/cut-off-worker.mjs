// Workers that are cut off from Redis for longer than their lock on the job.
import { layCable } from "./cable.mjs";
import { expect, idOf, until } from "./stage.mjs";

/** Cut off before the note: another worker calls the site in the meantime. */
export async function cutOffBeforeNote({ site, redis, job, callsFor, startWorker, queue, finish }) {
  const PackageID = idOf(41);
  // The cable is cut while the worker reads the package.
  site.addFault({ match: { method: "GET", urlIncludes: PackageID }, effect: { delayMs: 2_000 }, times: 1 });
  const cable = await layCable(redis.port);
  const cutOff = startWorker(undefined, cable.port);
  await queue([PackageID], "first");
  await until("the worker has the job", async () => await (await job(PackageID, "first")).isActive());
  cable.cut();

  const other = startWorker();
  expect((await finish([PackageID], "first")).size === 0, "the other worker refreshes the package");
  const errorsSoFar = cutOff.lines.length;
  cable.mend();
  await until("the first worker finds that the job is not its own", () =>
    cutOff.lines.slice(errorsSoFar).some((line) => /missing (lock|key) for job/i.test(line)),
  );
  await Promise.all([cutOff.kill(), other.kill()]);
  cable.close();
  expect(callsFor(PackageID) === 1, `one call, not ${callsFor(PackageID)}`);
  return "worker cut off from Redis before its note: another worker called the site, the first one did not; 1 call";
}

/** Cut off between the note and the call: the job is unknown, until a person queues another one. */
export async function cutOffAfterNote({ redis, callsFor, startWorker, queue, finish }) {
  const PackageID = idOf(42);
  const cable = await layCable(redis.port);
  cable.cutAfter(new RegExp(`call:${PackageID}-first.*NX`, "s"));
  const cutOff = startWorker(undefined, cable.port);
  await queue([PackageID], "first");
  await until("the note is in Redis", () => cable.isCut());

  const other = startWorker();
  const why = (await finish([PackageID], "first")).get(PackageID);
  expect(why?.startsWith("unknown: "), `the job is unknown, not: ${why}`);
  expect(callsFor(PackageID) === 0, "no worker called the site");
  await queue([PackageID], "checked");
  expect((await finish([PackageID], "checked")).size === 0, "the second request refreshes the package");
  cable.mend();
  await until("the first worker finds that its lock is lost", () =>
    cutOff.lines.includes(`${PackageID}-first: lost the lock, does not call the site`),
  );
  await Promise.all([cutOff.kill(), other.kill()]);
  cable.close();
  expect(callsFor(PackageID) === 1, `one call, not ${callsFor(PackageID)}`);
  return "worker cut off between its note and its call: reported as unknown, it woke up and did not call; 1 call for the second request";
}
