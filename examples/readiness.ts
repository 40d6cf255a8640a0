// Shows whether a task sequence is ready, as a matrix of distribution points and packages:
// npx tsx examples/readiness.ts [PackageID of the task sequence]
import { AdminServiceTransport, taskSequenceReadiness } from "configmgr-sdk";
import { createSimulatedSite, defaultSeed } from "configmgr-sdk/simulator";

const server = await createSimulatedSite(defaultSeed()).listen();
const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });

const result = await taskSequenceReadiness(transport, process.argv[2] ?? "P0100023");
if (result.ok) {
  const { ready, points, packages, missing } = result.value;
  const ids = packages.map(({ target }) => target.PackageID);
  console.log(["".padEnd(24), ...ids.map((id) => id.padEnd(10))].join(" "));
  for (const point of points) {
    const cells = ids.map((id) => {
      const states = ["installed", "outdated", "pending", "failed", "missing"] as const;
      return (states.find((state) => point[state].includes(id)) ?? "").padEnd(10);
    });
    console.log([`${point.ready ? "ready" : "NOT  "} ${point.name}`.padEnd(24), ...cells].join(" "));
  }
  for (const lost of missing) console.log(`reference without a package: ${lost}`);
  console.log(ready ? "The task sequence is ready." : "The task sequence is not ready.");
  process.exitCode = ready ? 0 : 1;
} else {
  console.error(result.failure.message, result.failure.advice ?? "");
  process.exitCode = 1;
}
await transport.close();
await server.close();
