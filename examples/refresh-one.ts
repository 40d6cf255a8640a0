// Queues a refresh of one package: npx tsx examples/refresh-one.ts [PackageID]
import { refreshPkgSource } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const { transport, close } = await openSimulatedSite();
const PackageID = process.argv[2] ?? "P0100012";

const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID });
if (result.ok) {
  console.log(`${PackageID}: ${result.value.phase}; nothing is copied yet`);
} else {
  const { kind, execution, message, advice } = result.failure;
  console.error(`${PackageID}: ${kind} (${execution}): ${message}. ${advice ?? ""}`);
  process.exitCode = 1;
}
await close();
