// Refreshes packages from a generator and prints how long it took and the peak of this process' resident memory.
import { refreshAll, type SafeTarget } from "../../../src/operations/refresh-all.js";
import { AdminServiceTransport } from "../../../src/transport/admin-service/admin-service-transport.js";
import { packageID } from "../packages.js";

const [baseUrl = "", ca = "", countText = "0"] = process.argv.slice(2);
const count = Number(countText);

function* targets(): Generator<SafeTarget> {
  for (let number = 0; number < count; number += 1) yield { className: "SMS_Package", PackageID: packageID(number) };
}

await using transport = new AdminServiceTransport({ baseUrl, tls: { ca } });
const startedAt = performance.now();
let done = 0;
for await (const { result } of refreshAll(transport, targets(), { concurrency: 8 })) if (result.ok) done += 1;
if (done !== count) throw new Error(`${done} of ${count} packages were refreshed`);
console.log(JSON.stringify({ durationMs: performance.now() - startedAt, peakKB: process.resourceUsage().maxRSS }));
