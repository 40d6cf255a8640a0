// Iterates the packages of a service and prints the peak of this process' resident memory, in kB.
import { SMS_Package } from "../../../src/package-classes/sms-package.js";
import { AdminServiceTransport } from "../../../src/transport/admin-service/admin-service-transport.js";

const [baseUrl = "", ca = "", count = "0"] = process.argv.slice(2);

await using transport = new AdminServiceTransport({ baseUrl, tls: { ca } });
let seen = 0;
for await (const found of SMS_Package.query(transport, { orderBy: "PackageID" })) {
  if (!found.ok) throw new Error(found.failure.message);
  seen += 1;
}
if (seen !== Number(count)) throw new Error(`${seen} of ${count} packages came`);
console.log(JSON.stringify({ peakKB: process.resourceUsage().maxRSS }));
