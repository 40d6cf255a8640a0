// Refreshes many packages and shows the progress. After Ctrl-C, it starts no more packages: npx tsx examples/batch.ts
// The command `configmgr refresh` also has a live table and a file to resume from.
import { refreshAll, type PackageTarget, type SafePackageClassName } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const count = 40;
const targets = Array.from({ length: count }, (_, index): PackageTarget<SafePackageClassName> => {
  const PackageID = `P0101${String(index).padStart(3, "0")}`;
  return { className: "SMS_Package", PackageID };
});
const { transport, close } = await openSimulatedSite({
  // The package with index 7 does not exist.
  packages: targets.filter((_, index) => index !== 7).map((target) => ({ ...target })),
  // The response to the refresh of P0101011 is lost.
  faults: [{ match: { urlIncludes: "P0101011" }, effect: { reset: "after-execution" } }],
});

const interrupted = new AbortController();
process.once("SIGINT", () => {
  interrupted.abort();
});

const run = refreshAll(transport, targets, {
  concurrency: 4,
  signal: interrupted.signal,
  stopOn: "access-denied",
  onProgress: ({ done, failed, unknown }) => {
    const settled = done + failed + unknown;
    if (settled % 10 === 0) console.log(`${settled} of ${count}`);
  },
});
for await (const { target, result } of run) {
  if (!result.ok) console.log(`${target.PackageID}: ${result.failure.kind} (${result.failure.execution})`);
}

const { done, failed, unknown, notStarted } = run.summary();
console.log(`queued ${done.length}, call again later ${failed.length + notStarted.length}`);
for (const { PackageID } of unknown) console.log(`check SourceVersion of ${PackageID} before you call again`);
await close();
