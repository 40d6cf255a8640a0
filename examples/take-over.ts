/**
 * Makes another site the owner of a package and refreshes it there. Rolls the owner back only if the refresh certainly did not
 * run. Uses a simulated site: `npx tsx examples/take-over.ts`. Exits with 1 if a scenario has another result than expected.
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

// An accepted change of owner is not replicated yet. `required` makes it a failure if the new owner is not seen in time.
const confirm = { timeoutMs: 10_000, intervalMs: 20, required: true };

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
  // `execution` is that of the failed step.
  if (failure.execution !== "not-executed") return "stopped: check the package first";
  if (failedStep === "owner") return "nothing was changed";
  const back = await setSourceSite(transport, target, oldOwner, { confirm });
  return back.ok ? "rolled back" : "stopped: check the package first";
}

async function scenario(title: string, expected: Ending, faults: readonly Fault[]): Promise<void> {
  const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
  // The site's clock runs fast: a change of owner takes a while to replicate.
  const site = createSimulatedSite({ siteCode: "P01", otherSites: ["P02"], packages: [target], faults, speed: 500 });
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

await scenario("All goes well", "taken over", []);
await scenario("The account may not refresh", "rolled back", [{ match: refresh, effect: denied }]);
await scenario("The reply to the refresh is lost", "stopped: check the package first", [
  { match: refresh, effect: { reset: "after-execution" } },
]);
await scenario("The account may not change the owner", "nothing was changed", [
  { match: { method: "POST", urlIncludes: "SetSourceSite" }, effect: denied },
]);
