import { parseArgs } from "node:util";
import { findWrongClaim, runHistories } from "./run-histories.js";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "10000" } },
});
const [seed, count] = [Number(values.seed), Number(values.count)];
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(count) || count < 1) {
  throw new RangeError("usage: npm run histories -- --seed <number> --count <number>");
}
const report = await runHistories({ seed, count });
const { complaints, ...figures } = report;
console.log(JSON.stringify({ seed, ...figures }, undefined, 2));
if (complaints.length > 0) {
  console.error([...new Set(complaints)].join("\n"));
  console.error(await findWrongClaim(seed, count));
  process.exitCode = 1;
}
