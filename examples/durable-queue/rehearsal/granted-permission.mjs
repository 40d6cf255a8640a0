// A job fails because a permission is missing. It is queued again after the permission was granted.
import { expect, idOf } from "./stage.mjs";

export async function grantedPermission({ site, callOf, callsFor, startWorker, queue, finish }) {
  const PackageID = idOf(40);
  const body = JSON.stringify({ error: { message: "The caller is not authorized to perform this operation." } });
  site.addFault({ match: callOf(PackageID), effect: { status: 403, body } });
  const worker = startWorker();
  await queue([PackageID], "first");
  const refused = (await finish([PackageID], "first")).get(PackageID);
  expect(refused !== undefined && callsFor(PackageID) === 0, "the job failed without a call");

  site.clearFaults();
  await queue([PackageID], "first");
  expect((await finish([PackageID], "first")).size === 0, "the job that was queued again completed");
  await worker.kill();
  expect(callsFor(PackageID) === 1, `one call, not ${callsFor(PackageID)}`);
  return `permission missing: failed without a call ("${refused}"); permission granted, queued again: refreshed, 1 call`;
}
