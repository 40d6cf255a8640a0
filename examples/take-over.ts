/**
 * Makes site P02 the owner of a package of site P01, and refreshes the package at P02. Gives the package back to P01 only if
 * the refresh certainly did not run. Uses a simulated site: `npx tsx examples/take-over.ts`. Exits with 1 if a scenario has
 * another result than expected.
 */
import {
  AdminServiceTransport,
  inOrder,
  refreshPkgSource,
  setSourceSite,
  SMS_Package,
  type PackageTarget,
  type Transport,
} from "configmgr-sdk";
import { createSimulatedSite, type Fault } from "configmgr-sdk/simulator";

type Ending = "taken over" | "rolled back" | "nothing was changed" | "stopped: check the package first";

// After the site has accepted a change of the owner, the change replicates. With `required`, the step fails if SourceSite
// does
// not have the new code in time.
const confirm = { timeoutMs: 10_000, intervalMs: 20, required: true };

// `transport` leads to the new owner: another site returns 0 for a refresh, but SourceVersion never increases (seen).
async function takeOver(transport: Transport, target: PackageTarget<"SMS_Package">, siteCode: string): Promise<Ending> {
  const old = await SMS_Package.get(transport, target.PackageID);
  if (!old.ok || typeof old.value.SourceSite !== "string") return "nothing was changed";
  const oldOwner = old.value.SourceSite;

  const result = await inOrder([
    { name: "owner", run: () => setSourceSite(transport, target, siteCode, { confirm }) },
    { name: "refresh", run: () => refreshPkgSource(transport, target) },
  ]);
  if (result.ok) return "taken over";

  const { failedStep, failure } = result;
  console.log(`   ${failedStep}: ${failure.kind}, ${failure.execution}: ${failure.message}`);
  // `execution` describes the failed step only.
  if (failure.execution !== "not-executed") return "stopped: check the package first";
  if (failedStep === "owner") return "nothing was changed";
  const back = await setSourceSite(transport, target, oldOwner, { confirm });
  return back.ok ? "rolled back" : "stopped: check the package first";
}

async function scenario(title: string, expected: Ending, faults: readonly Fault[]): Promise<void> {
  const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
  const packages = [{ ...target, SourceSite: "P01" }];
  // The clock of this site runs fast, because a change of the owner takes a while to replicate.
  const site = createSimulatedSite({ siteCode: "P02", otherSites: ["P01"], packages, faults, speed: 500 });
  const server = await site.listen();
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  console.log(`\n${title}`);
  const ending = await takeOver(transport, target, "P02");
  const now = await SMS_Package.get(transport, target.PackageID);
  console.log(`   ${ending}; the owner is ${now.ok ? String(now.value.SourceSite) : "not known"}`);
  if (ending !== expected) process.exitCode = 1;
  await transport.close();
  await server.close();
}

const refresh = { method: "POST", urlIncludes: "RefreshPkgSource" };
const denied = { status: 403, body: '{"error":{"code":"403","message":"Insufficient rights"}}' };

await scenario("Both calls succeed", "taken over", []);
await scenario("The account does not have permission to refresh", "rolled back", [{ match: refresh, effect: denied }]);
await scenario("The response to the refresh is lost", "stopped: check the package first", [
  { match: refresh, effect: { reset: "after-execution" } },
]);
await scenario("The account does not have permission to change the owner", "nothing was changed", [
  { match: { method: "POST", urlIncludes: "SetSourceSite" }, effect: denied },
]);
