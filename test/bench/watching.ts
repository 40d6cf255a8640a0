import { watchDistribution } from "../../src/operations/watch-distribution.js";
import { createSimulatedSite } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";

const points = 400;

/** Requests that one more look at a package costs, on a simulated site with many distribution points. */
export async function measureWatching(): Promise<Record<string, number>> {
  const few = await requestsOf(3);
  const many = await requestsOf(13);
  return { "watch.requestsPerPoll": (many - few) / 10 };
}

async function requestsOf(looks: number): Promise<number> {
  const distributionPoints = Array.from({ length: points }, (_, index) => ({
    name: `DP${String(index + 1).padStart(3, "0")}.contoso.com`,
    siteCode: "P01",
  }));
  const site = createSimulatedSite({
    siteCode: "P01",
    distributionPoints,
    packages: [{ className: "SMS_Package", PackageID: "P0100012", Name: "Tools" }],
  });
  const server = await site.listen({ port: 0 });
  let requests = 0;
  const onEvent = () => {
    requests += 1;
  };
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, onEvent });
  let seen = 0;
  // A version that never comes: the watch goes on for as long as it is asked.
  const options = { sourceVersion: 1000, clock: clockWithoutWaiting() };
  for await (const look of watchDistribution(transport, "P0100012", options)) {
    if (!look.ok) throw new Error(look.failure.message);
    if (look.value.total !== points) throw new Error(`${look.value.total} of ${points} points were seen`);
    if (++seen === looks) break;
  }
  if (seen !== looks) throw new Error(`the watch ended after ${seen} looks`);
  await transport.close();
  await server.close();
  return requests;
}

function clockWithoutWaiting() {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: (ms: number) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
}
