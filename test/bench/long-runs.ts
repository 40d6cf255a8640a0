import * as z from "zod";
import { median } from "./interleave.js";
import { runProgram, startService } from "./processes.js";

const rounds = 5;
const serverMs = 20;
const concurrency = 8;

// With a large heap, V8 collects little garbage: the memory of bare node:https also grows by a fifth over 100,000 requests
// (measured). With a small heap, V8 collects all unused memory, so the peak is the memory that the run needs.
const smallHeap = ["--optimize-for-size"];

const report = z.object({ peakKB: z.number(), durationMs: z.number().default(Number.NaN) });

/** Measures the peak memory of a loop over 100,000 packages, relative to a loop over 10,000. */
export async function measureStream(): Promise<Record<string, number>> {
  using few = await startService({ total: 10_000 });
  using many = await startService({ total: 100_000 });
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ofFew = report.parse(await runProgram("iterate-packages", [few.baseUrl, few.ca, 10_000]));
    const ofMany = report.parse(await runProgram("iterate-packages", [many.baseUrl, many.ca, 100_000]));
    ratios.push(ofMany.peakKB / ofFew.peakKB);
  }
  return { "stream.peakMemory": median(ratios) };
}

/** Measures the speed of refreshAll relative to the speed of its server, and how its memory grows with the number of targets. */
export async function measureRefreshAll(): Promise<Record<string, number>> {
  using slow = await startService({ delayMs: serverMs });
  using fast = await startService();
  const targets = 2000;
  const efficiencies: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const run = report.parse(await runProgram("refresh-many", [slow.baseUrl, slow.ca, targets]));
    efficiencies.push((await slow.busyMs()) / concurrency / run.durationMs);
    const ofFew = report.parse(await runProgram("refresh-many", [fast.baseUrl, fast.ca, 1000], smallHeap));
    const ofMany = report.parse(await runProgram("refresh-many", [fast.baseUrl, fast.ca, 100_000], smallHeap));
    ratios.push(ofMany.peakKB / ofFew.peakKB);
  }
  return { "refreshAll.efficiency": median(efficiencies), "refreshAll.memory": median(ratios) };
}
