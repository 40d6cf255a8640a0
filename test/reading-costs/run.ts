// Compares the cost of reading a response body with the cost of JSON.parse, and looks for texts that end the process.
// Each text is read in separate processes with a heap of 1 GiB. The results are ratios, so that they do not depend on the speed of the machine.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { texts } from "./texts.js";

interface Cost {
  readonly is: string;
  readonly cpuMs: number;
  readonly bytes: number;
}

const MiB = 1024 * 1024;
const maxRatio = 3;
/** Memory that both ways of reading need before they read anything. */
const noiseBytes = 16 * MiB;

const folder = mkdtempSync(join(tmpdir(), "reading-costs-"));
try {
  const wanted = Object.entries(texts).filter(([name]) => name.includes(process.argv[2] ?? ""));
  const rows = wanted.map(([name, make]) => {
    const compared = write(make(20 * MiB));
    const plain = cheapest("plain", compared);
    const library = cheapest("library", compared);
    const largest = read("library", write(make(63 * MiB)));
    const row = {
      text: name,
      "20 MiB": library?.is ?? "process ended",
      time: ratio(library?.cpuMs, plain?.cpuMs),
      memory: ratio((library?.bytes ?? NaN) + noiseBytes, (plain?.bytes ?? NaN) + noiseBytes),
      "63 MiB": largest?.is ?? "process ended",
    };
    console.log(JSON.stringify(row));
    return row;
  });
  const isBad = rows.some(
    (row) => row.time > maxRatio || row.memory > maxRatio || Object.values(row).includes("process ended"),
  );
  process.exitCode = isBad ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function write(text: string): string {
  const file = join(folder, "text.json");
  writeFileSync(file, text, "latin1");
  return file;
}

function cheapest(how: "plain" | "library", file: string): Cost | undefined {
  const costs = Array.from({ length: 3 }, () => read(how, file)).filter((cost) => cost !== undefined);
  return costs.sort((a, b) => a.cpuMs - b.cpuMs)[0];
}

/** `undefined` if the process ended before it printed its costs. */
function read(how: "plain" | "library", file: string): Cost | undefined {
  const program = new URL("read-one.ts", import.meta.url).pathname;
  const options = ["--max-old-space-size=1024", "--import", "tsx", program, how, file];
  try {
    return JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8", stdio: "pipe" })) as Cost;
  } catch {
    return undefined;
  }
}

function ratio(a = NaN, b = NaN): number {
  return Math.round((10 * a) / b) / 10;
}
