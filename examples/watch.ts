// Watches a refresh arrive on the points, and sends it again to one that failed: npx tsx examples/watch.ts
import { redistribute, refreshPkgSource, watchDistribution } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const { transport, close } = await openSimulatedSite({
  contentScripts: { P0100012: { points: { "DP03.contoso.com": "fails" } } },
});

// Quick looks, since minutes of this site pass in a moment. A real one is asked every ten seconds, which is the default.
const limits = { intervalMs: 100, timeoutMs: 60_000 };
const refreshed = await refreshPkgSource(transport, target, { confirm: limits });
if (!refreshed.ok || refreshed.value.confirmed === undefined) {
  console.error(refreshed.ok ? "accepted, but the version has not risen" : refreshed.failure.message);
  process.exitCode = 1;
} else {
  const { SourceVersion } = refreshed.value.confirmed.after;
  console.log(`version ${SourceVersion} is made`);
  for await (const look of watchDistribution(transport, target.PackageID, {
    sourceVersion: SourceVersion,
    ...limits,
  })) {
    if (!look.ok) {
      console.error(look.failure.message);
      process.exitCode = 1;
      break;
    }
    const { outcome, installed, failed, total, points } = look.value;
    console.log(`${outcome}: ${installed} of ${total} installed, ${failed} failed`);
    for (const point of points.filter(({ reason }) => reason !== undefined)) {
      console.log(`${point.name}: ${point.state}, message ${point.reason?.messageID ?? ""}`);
      const again = await redistribute(transport, target.PackageID, point);
      console.log(`${point.name}: ${again.ok ? "will be sent again" : again.failure.message}`);
      if (!again.ok) process.exitCode = 1;
    }
  }
}
await close();
