// npm run bench [-- --json] [-- --check] [-- call read ...]: measures all figures, or those of some groups.
import { measureCalls } from "./calls.js";
import { figures, holds } from "./figures.js";
import { measureImports } from "./imports.js";
import { measureRefreshAll, measureStream } from "./long-runs.js";
import { measureReading } from "./reading.js";
import { measureRollOut, measureRollOutMemory } from "./roll-out.js";
import { measureSizes } from "./sizes.js";
import { measureWatching } from "./watching.js";

const groups: Readonly<Record<string, () => Promise<Record<string, number>>>> = {
  call: measureCalls,
  read: measureReading,
  stream: measureStream,
  refreshAll: measureRefreshAll,
  import: measureImports,
  size: measureSizes,
  watch: measureWatching,
  rollOut: measureRollOut,
  rollOutMemory: measureRollOutMemory,
};

const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith("--"));
const unknown = wanted.find((name) => !Object.hasOwn(groups, name));
if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(groups).join(", ")}`);

const measured: Record<string, number> = {};
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  Object.assign(measured, await measure());
}

console.log(row("figure", "measured", "target", ""));
for (const [name, value] of Object.entries(measured)) {
  const figure = figures[name];
  if (figure === undefined) throw new Error(`no target is known for ${name}`);
  const sign = figure.better === "higher" ? "≥" : "≤";
  const verdict = holds(figure, value, figure.target) ? "reached" : "not reached";
  console.log(row(name, value.toFixed(2), `${sign} ${figure.target}`, verdict));
}
if (args.includes("--json")) console.log(JSON.stringify(measured));
if (args.includes("--check")) {
  const worse = Object.entries(measured).filter(([name, value]) => {
    const figure = figures[name];
    return figure !== undefined && !holds(figure, value, figure.limit);
  });
  for (const [name, value] of worse) console.error(`${name} is ${value.toFixed(2)}: worse than noise explains`);
  if (worse.length > 0) process.exitCode = 1;
}

function row(...[name, value, target, verdict]: readonly [string, string, string, string]): string {
  return `${name.padEnd(30)}${value.padStart(9)}${target.padStart(9)}  ${verdict}`.trimEnd();
}
