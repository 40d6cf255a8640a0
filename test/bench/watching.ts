import { taskSequenceReadiness } from "../../src/operations/task-sequence-readiness.js";
import { watchDistribution, watchDistributions } from "../../src/operations/watch-distribution.js";
import { createSimulatedSite, type PackageSeed } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { manualClock } from "../support/fake-site.js";
import { packageID } from "./packages.js";

const points = 400;

/** Measures the requests of watches and of taskSequenceReadiness on a simulated site with many distribution points. */
export async function measureWatching(): Promise<Record<string, number>> {
  return {
    "watch.requestsPerPoll": await requestsPerPoll(),
    "watch.requestsPerPollOf200": await requestsPerPollOf(200),
    "readiness.requests": await requestsOfReadiness(60),
  };
}

async function requestsPerPoll(): Promise<number> {
  await using site = await openSite(points, packagesOf(1));
  let requestsOfThree = 0;
  let polls = 0;
  // The package never has version 1000, so the watch does not end.
  const options = { sourceVersion: 1000, clock: manualClock() };
  for await (const poll of watchDistribution(site.transport, packageID(0), options)) {
    if (!poll.ok) throw new Error(poll.failure.message);
    if (poll.value.total !== points) throw new Error(`${poll.value.total} of ${points} points were seen`);
    polls += 1;
    if (polls === 3) requestsOfThree = site.requests();
    if (polls === 13) break;
  }
  if (polls !== 13) throw new Error(`the watch ended after ${polls} polls`);
  return (site.requests() - requestsOfThree) / 10;
}

/** Returns the largest number of requests in one poll, the first poll included. */
async function requestsPerPollOf(count: number): Promise<number> {
  await using site = await openSite(2, packagesOf(count));
  const packages = Array.from({ length: count }, (_, index) => {
    // Half of the packages already have version 1 on their distribution points, so their watches end. The others wait forever.
    return { PackageID: packageID(index), sourceVersion: index % 2 === 0 ? 1 : 1000 };
  });
  let [maxRequests, before, polls] = [0, 0, 0];
  for await (const poll of watchDistributions(site.transport, packages, { clock: manualClock() })) {
    if (!poll.ok) throw new Error(poll.failure.message);
    maxRequests = Math.max(maxRequests, site.requests() - before);
    before = site.requests();
    polls += 1;
    if (polls === 20) {
      if (poll.value.packagesInProgress !== count / 2) throw new Error("not all distributed packages have ended");
      return maxRequests;
    }
  }
  throw new Error(`the watch ended after ${polls} polls`);
}

async function requestsOfReadiness(count: number): Promise<number> {
  const packages = packagesOf(count);
  const References = packages.map(({ PackageID }) => ({ Package: PackageID, Program: "*", Type: 0 }));
  const sequence: PackageSeed = { className: "SMS_TaskSequencePackage", PackageID: "P010FFFF", References };
  await using site = await openSite(points, [...packages, sequence]);
  const readiness = await taskSequenceReadiness(site.transport, sequence.PackageID);
  if (!readiness.ok) throw new Error(readiness.failure.message);
  const { value } = readiness;
  if (value.packages.length !== count || value.points.length !== points) throw new Error("not all content was seen");
  return site.requests();
}

function packagesOf(count: number): PackageSeed[] {
  return Array.from({ length: count }, (_, index) => ({ className: "SMS_Package", PackageID: packageID(index) }));
}

async function openSite(pointCount: number, packages: readonly PackageSeed[]) {
  const distributionPoints = Array.from({ length: pointCount }, (_, index) => ({
    name: `DP${String(index + 1).padStart(3, "0")}.contoso.com`,
    siteCode: "P01",
  }));
  const server = await createSimulatedSite({ siteCode: "P01", distributionPoints, packages }).listen({ port: 0 });
  let requests = 0;
  const onEvent = () => {
    requests += 1;
  };
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, onEvent });
  return {
    transport,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      await transport.close();
      await server.close();
    },
  };
}
