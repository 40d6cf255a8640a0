// A simulated site in a separate process. The process that started it advances the site's clock by messages.
import { createSimulatedSite } from "../../../src/simulator/index.js";
import { packageID } from "../packages.js";

const [packagesText = "0", pointsText = "0", unreadableText = "0"] = process.argv.slice(2);
const PackageIDs = Array.from({ length: Number(packagesText) }, (_, index) => packageID(index));
const unreadable = PackageIDs.slice(0, Number(unreadableText));

const site = createSimulatedSite({
  siteCode: "P01",
  distributionPoints: Array.from({ length: Number(pointsText) }, (_, index) => ({
    name: `DP${String(index + 1).padStart(3, "0")}.contoso.com`,
  })),
  packages: PackageIDs.map((PackageID) => ({ className: "SMS_Package", PackageID, SourceVersion: 3 })),
  contentScripts: Object.fromEntries(unreadable.map((PackageID) => [PackageID, { source: "missing" }])),
});
const { baseUrl, ca } = await site.listen({ port: 0 });
process.on("message", (ms: number) => {
  site.advance(ms);
  process.send?.("advanced");
});
process.once("disconnect", () => process.exit());
process.send?.({ baseUrl, ca });
