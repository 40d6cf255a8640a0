/**
 * Shows the main functions of the library on a simulated site, over real HTTPS: `npm run demo`. Exits with 1 if a step has
 * another result than expected.
 */
import { setTimeout as pause } from "node:timers/promises";
import {
  AdminServiceTransport,
  inOrder,
  refreshPkgSource,
  setSourceSite,
  SMS_Package,
  type Failure,
} from "configmgr-sdk";
import { createSimulatedSite } from "configmgr-sdk/simulator";

const tools = { className: "SMS_Package", PackageID: "P0100012" } as const;
const drivers = { className: "SMS_DriverPackage", PackageID: "P0200013" } as const;
const deployment = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;

const site = createSimulatedSite({
  siteCode: "P01",
  otherSites: ["P02"],
  release: "2509",
  packages: [
    { ...tools, Name: "Deployment Tools", SourceVersion: 3 },
    { ...drivers, Name: "Contoso Book 5 Drivers", SourceSite: "P02" },
    { ...deployment, Name: "Windows 11 Deployment" },
  ],
  distributionPoints: [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }],
});
const server = await site.listen({ port: 0 });
const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });

title(`A simulated site, release 2509, at ${server.baseUrl}`);

title("1. A package is refreshed");
const before = await SMS_Package.get(transport, tools.PackageID);
check(before.ok, before.ok && `read ${before.value.Name} (${tools.PackageID}), version ${before.value.SourceVersion}`);
const refreshed = await refreshPkgSource(transport, tools);
check(refreshed.ok, refreshed.ok && `${refreshed.value.phase}: queued, nothing is copied yet`);
const queued = await sourceVersion();
check(queued === 3, `still version ${queued}`);
const processed = await nextVersion();
check(processed === 4, `the site has read the source files: version ${processed}`);

title("2. A task sequence is not broken by accident");
// @ts-expect-error Does not compile without `acknowledgeInoperable`. A JavaScript caller gets the failure that is printed
// below.
const refused = await refreshPkgSource(transport, deployment);
check(!refused.ok && refused.failure.kind === "not-acknowledged", !refused.ok && refused.failure.message);
check(callsOn(deployment.PackageID) === 0, "the site ran no call");
const acknowledged = await refreshPkgSource(transport, deployment, { acknowledgeInoperable: true });
check(
  acknowledged.ok && callsOn(deployment.PackageID) === 1,
  "with acknowledgeInoperable: true, the site ran the call once",
);

title("3. First the owner, then the refresh");
const moved = await inOrder([
  { name: "owner", run: () => setSourceSite(transport, drivers, "P01") },
  { name: "refresh", run: () => refreshPkgSource(transport, drivers) },
]);
check(
  moved.ok,
  moved.ok &&
    `${moved.value.owner.SourceSite} becomes the owner of ${drivers.PackageID}, and the refresh is ${moved.value.refresh.phase}`,
);
const [owner, refresh] = site.calls.slice(-2).map(({ methodName }) => methodName);
check(owner === "SetSourceSite" && refresh === "RefreshPkgSource", `the site ran: ${owner}, ${refresh}`);

title("4. A failure is data");
const missing = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P01FFFFF" });
check(!missing.ok && missing.failure.kind === "not-found", !missing.ok && shown(missing.failure));

await transport.close();
await server.close();

function shown({ kind, execution, message, advice }: Failure): string {
  return JSON.stringify({ kind, execution, message, advice }, null, 2).replaceAll("\n", "\n   ");
}

function title(text: string): void {
  console.log(`\n${text}`);
}

function check(asExpected: boolean, text: string | false): void {
  if (!asExpected) process.exitCode = 1;
  console.log(asExpected ? `   ${text}` : `   NOT AS EXPECTED: ${text}`);
}

function callsOn(PackageID: string): number {
  return site.calls.filter((call) => call.PackageID === PackageID).length;
}

async function sourceVersion(): Promise<number | null | undefined> {
  const result = await SMS_Package.get(transport, tools.PackageID);
  return result.ok ? result.value.SourceVersion : undefined;
}

// Advances the clock of the simulated site by one minute at a time. A real site needs minutes or hours for this.
async function nextVersion(): Promise<number | null | undefined> {
  for (let minute = 0; minute < 60; minute += 1) {
    const version = await sourceVersion();
    if (version !== queued) return version;
    site.advance(60_000);
    await pause(1);
  }
  return queued;
}
