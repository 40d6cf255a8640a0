import { parseArgs } from "node:util";
import { runCampaign } from "./run-campaign.js";
import { tableOf } from "./report.js";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, calls: { type: "string", default: "2000" } },
});
const report = await runCampaign({ seed: Number(values.seed), calls: Number(values.calls) });
console.log(tableOf(report));
console.log(JSON.stringify({ ...report, complaints: report.complaints.length }));
process.exitCode = report.wrongClaims + report.repeatedCalls + report.unknownUnwritten === 0 ? 0 : 1;
