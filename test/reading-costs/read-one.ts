// Reads one text in a separate process and prints the cost: `read-one.ts plain|library <file>`.
import { readFileSync } from "node:fs";
import { parseJson } from "../../src/transport/admin-service/odata/json.js";

const [, , how = "", file = ""] = process.argv;
const text = readFileSync(file, "latin1");
const rssBefore = process.memoryUsage.rss();
const cpuBefore = process.cpuUsage();
const outcome = how === "plain" ? readPlain(text) : parseJson(text);
const { user, system } = process.cpuUsage(cpuBefore);
const peak = process.resourceUsage().maxRSS * 1024;
const cost = { is: outcome.is, cpuMs: (user + system) / 1000, bytes: Math.max(0, peak - rssBefore) };
console.log(JSON.stringify(cost));

function readPlain(json: string): { is: string; value?: unknown } {
  try {
    const value: unknown = JSON.parse(json);
    return { is: "json", value };
  } catch {
    return { is: "other" };
  }
}
