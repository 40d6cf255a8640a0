// Watches a refresh until it is distributed, and sends it again to a distribution point that failed:
// npx tsx examples/watch.ts
import { redistribute, refreshPkgSource, watchDistribution } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const { transport, close } = await openSimulatedSite({
  contentScripts: { P0100012: { points: { "DP03.contoso.com": "fails" } } },
});

// Short pauses between polls, because the clock of this site runs fast. For a real site, use the default of 10 seconds.
const limits = { intervalMs: 100, timeoutMs: 60_000 };
const refreshed = await refreshPkgSource(transport, target, { confirm: limits });
if (!refreshed.ok || refreshed.value.confirmed === undefined) {
  console.error(refreshed.ok ? "accepted, but SourceVersion did not increase in time" : refreshed.failure.message);
  process.exitCode = 1;
} else {
  const { SourceVersion } = refreshed.value.confirmed.after;
  console.log(`SourceVersion increased: version ${SourceVersion}`);
  for await (const progress of watchDistribution(transport, target.PackageID, {
    sourceVersion: SourceVersion,
    ...limits,
  })) {
    if (!progress.ok) {
      console.error(progress.failure.message);
      process.exitCode = 1;
      break;
    }
    const { outcome, installed, failed, total, points } = progress.value;
    console.log(`${outcome}: ${installed} of ${total} installed, ${failed} failed`);
    for (const point of points.filter(({ reason }) => reason !== undefined)) {
      console.log(`${point.name}: ${point.state}, message ${point.reason?.messageID ?? ""}`);
      const again = await redistribute(transport, target.PackageID, point);
      console.log(`${point.name}: ${again.ok ? "the site will send the content again" : again.failure.message}`);
      if (!again.ok) process.exitCode = 1;
    }
  }
}
await close();
