// Refreshes the packages that a task sequence needs, and waits until they are on every distribution point. Shows a progress
// bar for each package: npx tsx examples/roll-out.ts
import { MultiBar, Presets, type SingleBar } from "cli-progress";
import { refreshReferencedPackages } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const { transport, close } = await openSimulatedSite();
const table = new MultiBar(
  { format: "{id} {bar} {value} of {total} distribution points", hideCursor: true, noTTYOutput: true },
  Presets.shades_classic,
);
const bars = new Map<string, SingleBar>();

const result = await refreshReferencedPackages(transport, "P010001F", {
  include: ["SMS_Package", "SMS_DriverPackage", "SMS_BootImagePackage"],
  wait: { intervalMs: 100, timeoutMs: 60_000 },
  onProgress: (event) => {
    if (event.phase !== "distributing") return;
    const { PackageID: id, total, installed } = event.progress;
    const bar = bars.get(id) ?? table.create(total, 0, { id });
    bars.set(id, bar);
    bar.update(installed, { id });
  },
});
table.stop();

if (result.ok) {
  for (const { target, progress } of result.value.refreshed) {
    console.log(
      `${target.PackageID}: version ${progress.sourceVersion} is on ${progress.installed} distribution points`,
    );
  }
  for (const left of result.value.notRefreshed) console.log(`not refreshed: ${left.reason}`);
} else {
  console.error(result.failure.message, result.failure.advice ?? "");
  process.exitCode = 1;
}
await close();
