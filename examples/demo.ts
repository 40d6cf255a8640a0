/**
 * The main job against a simulated site, over real HTTPS: `npm run demo`. Exits with 1 if any step is not as told.
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
const deployment = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;

const site = createSimulatedSite({
  siteCode: "P01",
  release: "2509",
  packages: [
    { ...tools, Name: "Deployment Tools", SourceVersion: 3 },
    { ...deployment, Name: "Windows 11 Deployment" },
  ],
  distributionPoints: [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }],
});
const server = await site.listen({ port: 0 });
const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });

title(`A simulated site, release 2509, at ${server.baseUrl}`);

title("1. A package is refreshed");
const before = await SMS_Package.get(transport, tools.PackageID);
tell(before.ok, before.ok && `read ${before.value.Name} (${tools.PackageID}), version ${before.value.SourceVersion}`);
const refreshed = await refreshPkgSource(transport, tools);
tell(refreshed.ok, refreshed.ok && `${refreshed.value.phase}: queued, nothing is copied yet`);
const queued = await sourceVersion();
tell(queued === 3, `still version ${queued}`);
const processed = await nextVersion();
tell(processed === 4, `the site took its snapshot: version ${processed}`);

title("2. A task sequence is not broken by accident");
// @ts-expect-error Does not compile without the acknowledgement; from JavaScript it comes to this:
const refused = await refreshPkgSource(transport, deployment);
tell(!refused.ok && refused.failure.kind === "not-acknowledged", !refused.ok && refused.failure.message);
tell(callsOn(deployment.PackageID) === 0, "the site was not called");
const acknowledged = await refreshPkgSource(transport, deployment, { acknowledgeInoperable: true });
tell(acknowledged.ok && callsOn(deployment.PackageID) === 1, "with acknowledgeInoperable: true it was, once");

title("3. First the owner, then the refresh");
const moved = await inOrder([
  { name: "owner", run: () => setSourceSite(transport, tools, "P02") },
  { name: "refresh", run: () => refreshPkgSource(transport, tools) },
]);
tell(
  moved.ok,
  moved.ok && `${moved.value.owner.SourceSite} is to own it, and the refresh is ${moved.value.refresh.phase}`,
);
const [owner, refresh] = site.calls.slice(-2).map(({ methodName }) => methodName);
tell(owner === "SetSourceSite" && refresh === "RefreshPkgSource", `the site's ledger says: ${owner}, ${refresh}`);

title("4. A failure is data");
const missing = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P01FFFFF" });
tell(!missing.ok && missing.failure.kind === "not-found", !missing.ok && shown(missing.failure));

await transport.close();
await server.close();

function shown({ kind, execution, message, advice }: Failure): string {
  return JSON.stringify({ kind, execution, message, advice }, null, 2).replaceAll("\n", "\n   ");
}

function title(text: string): void {
  console.log(`\n${text}`);
}

function tell(asExpected: boolean, text: string | false): void {
  if (!asExpected) process.exitCode = 1;
  console.log(asExpected ? `   ${text}` : `   NOT AS TOLD: ${text}`);
}

function callsOn(PackageID: string): number {
  return site.calls.filter((call) => call.PackageID === PackageID).length;
}

async function sourceVersion(): Promise<number | null | undefined> {
  const result = await SMS_Package.get(transport, tools.PackageID);
  return result.ok ? result.value.SourceVersion : undefined;
}

// The site's clock is moved on a minute at a time; a real site takes as long as it takes.
async function nextVersion(): Promise<number | null | undefined> {
  for (let minute = 0; minute < 60; minute += 1) {
    const version = await sourceVersion();
    if (version !== queued) return version;
    site.advance(60_000);
    await pause(1);
  }
  return queued;
}
