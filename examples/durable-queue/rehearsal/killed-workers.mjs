// Refreshes thirty packages. Workers are killed while they call the site.
import { setTimeout as sleep } from "node:timers/promises";
import { expect, idOf, idsOf, until } from "./stage.mjs";

export async function killedWorkers({ site, callOf, callsFor, startWorker, queue, finish }) {
  const PackageIDs = idsOf(0, 30);
  const [beforeTheCall, afterTheCall, responseLost] = [idOf(5), idOf(11), idOf(17)];
  site.addFault({ match: callOf(beforeTheCall), effect: { hang: "before" }, times: 1 });
  site.addFault({ match: callOf(afterTheCall), effect: { hang: "after-execution" }, times: 1 });
  site.addFault({ match: callOf(responseLost), effect: { reset: "after-execution" }, times: 1 });

  // For each of these packages: when to kill the worker that calls the site for it. The workers of the last three packages
  // are
  // killed at once, so the site might or might not receive the call.
  const killWhen = new Map([
    [beforeTheCall, () => sleep(500)],
    [afterTheCall, () => until("the site runs the call", () => callsFor(afterTheCall) === 1)],
    ...[idOf(14), idOf(20), idOf(26)].map((PackageID) => [PackageID, () => undefined]),
  ]);
  const kills = [];
  const workers = new Set();
  const start = () => {
    const worker = startWorker((line) => {
      const PackageID = /^(\w{8})-first: calling/.exec(line)?.[1];
      const when = killWhen.get(PackageID);
      if (when === undefined) return;
      killWhen.delete(PackageID);
      kills.push(replace(when));
    });
    const replace = async (when) => {
      await when();
      await worker.kill();
      workers.delete(worker);
      start();
    };
    workers.add(worker);
  };
  start();
  start();

  await queue(PackageIDs, "first");
  await queue(PackageIDs, "first");
  const unknown = await finish(PackageIDs, "first");
  await Promise.all(kills);
  expect(kills.length === 5, "five workers were killed");
  expect(unknown.has(beforeTheCall), `${beforeTheCall} is reported`);
  for (const [PackageID, why] of unknown) expect(why.startsWith("unknown: "), `${PackageID} is unknown, not: ${why}`);

  // Queues the same request again: no job calls the site a second time, not even an unknown one.
  const callsSoFar = site.calls.length;
  await queue(PackageIDs, "first");
  const stillUnknown = [...(await finish(PackageIDs, "first")).keys()];
  expect(site.calls.length === callsSoFar, "the same request causes no second call");

  // Now do what a person would do: read the site's log, and queue the packages that the site did not refresh with another
  // request.
  const notCalled = stillUnknown.filter((PackageID) => callsFor(PackageID) === 0);
  expect(notCalled.length === stillUnknown.length, "the site did not run the calls that stay unknown");
  await queue(notCalled, "checked");
  expect((await finish(notCalled, "checked")).size === 0, "these packages are refreshed");
  for (const worker of workers) await worker.kill();

  const calls = PackageIDs.map(callsFor);
  expect(
    calls.every((count) => count === 1),
    `one call for each package, not ${calls.join(" ")}`,
  );
  return (
    `${PackageIDs.length} packages, ${kills.length} workers killed: ${PackageIDs.length - notCalled.length} refreshed without help, ` +
    `${notCalled.length} reported as unknown and queued again by a person; calls of each: ${calls.join(" ")}`
  );
}
