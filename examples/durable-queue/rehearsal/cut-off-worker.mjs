// Workers that are cut off from Redis for longer than their lock on the job.
import { layCable } from "./cable.mjs";
import { expect, idOf, until } from "./stage.mjs";

/** Matches the Redis command that writes the note of a job. */
const noteOf = (PackageID) => new RegExp(`\r\nset\r\n.*call:${PackageID}-first`, "is");

/** A worker is cut off from Redis before it writes its note. In the meantime, another worker calls the site. */
export async function cutOffBeforeNote({ redis, readNote, callsFor, startWorker, queue, finish }) {
  const PackageID = idOf(41);
  const cable = await layCable(redis.port);
  cable.cutAt("before", noteOf(PackageID));
  const cutOff = startWorker(undefined, cable.port);
  await queue([PackageID], "first");
  await until("the first worker wants to write its note", () => cable.isCut());

  const other = startWorker();
  expect((await finish([PackageID], "first")).size === 0, "the other worker refreshes the package");
  const note = await readNote(PackageID, "first");
  const linesSoFar = cutOff.lines.length;
  cable.mend();
  await until("the first worker finds that it no longer has the job", () =>
    cutOff.lines.slice(linesSoFar).some((line) => /missing (lock|key) for job/i.test(line)),
  );
  await Promise.all([cutOff.kill(), other.kill()]);
  cable.close();
  expect((await readNote(PackageID, "first")) === note, "the first worker left the other worker's note as it was");
  expect(callsFor(PackageID) === 1, `one call, not ${callsFor(PackageID)}`);
  return "worker cut off from Redis before its note: another worker called the site, the first one did not; 1 call";
}

/** A worker is cut off from Redis between its note and its call. The job is unknown until a person queues another one. */
export async function cutOffAfterNote({ redis, callsFor, startWorker, queue, finish }) {
  const PackageID = idOf(42);
  const cable = await layCable(redis.port);
  cable.cutAt("after", noteOf(PackageID));
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
  const lineOf = () => cutOff.lines.find((line) => line.startsWith(`${PackageID}-first: `));
  await until("the first worker continues", () => lineOf() !== undefined);
  expect(
    lineOf().includes("lost the lock, does not call the site"),
    `the first worker does not call, not: ${lineOf()}`,
  );
  await Promise.all([cutOff.kill(), other.kill()]);
  cable.close();
  expect(callsFor(PackageID) === 1, `one call, not ${callsFor(PackageID)}`);
  return "worker cut off between its note and its call: reported as unknown, it woke up and did not call; 1 call for the second request";
}
