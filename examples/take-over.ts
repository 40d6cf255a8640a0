/**
 * Makes another site the owner of a package and refreshes it there; takes back only what is certain to be undone.
 * Against a simulated site: `npx tsx examples/take-over.ts`. Exits with 1 if a scenario does not end as told.
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

type Ending = "taken over" | "rolled back" | "nothing was changed" | "stopped: look before you go on";

const confirm = { timeoutMs: 10_000, intervalMs: 20 };

async function takeOver(transport: Transport, target: PackageTarget<"SMS_Package">, siteCode: string): Promise<Ending> {
  const old = await SMS_Package.get(transport, target.PackageID);
  if (!old.ok || typeof old.value.SourceSite !== "string") return "nothing was changed";
  const oldOwner = old.value.SourceSite;

  const result = await inOrder([
    { name: "owner", run: () => moveAndConfirm(transport, target, siteCode) },
    { name: "refresh", run: () => refreshPkgSource(transport, target) },
  ]);
  if (result.ok) return "taken over";

  const { failedStep, failure } = result;
  console.log(`   ${failedStep}: ${failure.kind}, ${failure.execution}: ${failure.message}`);
  // Only a call that certainly did not run leaves things as the step in front of it made them.
  if (failure.execution !== "not-executed") return "stopped: look before you go on";
  if (failedStep === "owner") return "nothing was changed";
  const back = await setSourceSite(transport, target, oldOwner, { confirm });
  return back.ok && back.value.confirmed !== undefined ? "rolled back" : "stopped: look before you go on";
}

// Accepted is not replicated: the new owner must know that it is one before it is told to refresh.
async function moveAndConfirm(transport: Transport, target: PackageTarget, siteCode: string) {
  const moved = await setSourceSite(transport, target, siteCode, { confirm });
  if (!moved.ok || moved.value.confirmed !== undefined) return moved;
  const operation = { className: target.className, methodName: "SetSourceSite", PackageID: target.PackageID };
  const message = `${siteCode} was not seen to own ${target.PackageID} in time`;
  return { ok: false, failure: { kind: "timeout", execution: "executed", message, operation } } as const;
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
await scenario("The reply to the refresh is lost", "stopped: look before you go on", [
  { match: refresh, effect: { reset: "after-execution" } },
]);
await scenario("The account may not change the owner", "nothing was changed", [
  { match: { method: "POST", urlIncludes: "SetSourceSite" }, effect: denied },
]);
