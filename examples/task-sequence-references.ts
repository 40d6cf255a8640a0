// Lists the packages that a task sequence needs, and refreshes its packages of two classes:
// npx tsx examples/task-sequence-references.ts [PackageID]
import { referencedPackages, refreshReferencedPackages } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const { transport, close } = await openSimulatedSite();
const PackageID = process.argv[2] ?? "P010001F";

const needs = await referencedPackages(transport, PackageID);
if (needs.ok) {
  for (const target of needs.value.packages) console.log(`needs ${target.className} ${target.PackageID}`);
  for (const lost of needs.value.missing) console.log(`needs ${lost}, which does not exist`);

  const result = await refreshReferencedPackages(transport, PackageID, {
    include: ["SMS_DriverPackage", "SMS_Package"],
  });
  if (result.ok) {
    for (const { target, phase } of result.value.refreshed) console.log(`${phase} ${target.PackageID}`);
    for (const left of result.value.notRefreshed) {
      const name = "target" in left ? left.target.PackageID : "PackageID" in left ? left.PackageID : left.modelName;
      console.log(`not refreshed ${name}: ${left.reason}`);
    }
    if (result.value.notRefreshed.some(({ reason }) => reason === "failed")) process.exitCode = 1;
  } else {
    console.error(result.failure.message);
    process.exitCode = 1;
  }
} else {
  console.error(needs.failure.message, needs.failure.advice ?? "");
  process.exitCode = 1;
}
await close();
