import * as z from "zod";
import { runProgram } from "./processes.js";

const packages = 1_000;

const report = z.object({ extraRequestsPerPoll: z.number(), urlLength: z.number(), peakKB: z.number() });

/** Measures a roll-out of many packages: requests of one poll in addition to one for each 200 packages, and the longest URL. */
export async function measureRollOut(): Promise<Record<string, number>> {
  const { extraRequestsPerPoll, urlLength } = report.parse(await runProgram("roll-out", [packages, 2]));
  return { "rollOut.extraRequestsPerPoll": extraRequestsPerPoll, "rollOut.urlLength": urlLength };
}

/** Measures the peak memory of a roll-out to many distribution points, in MB. */
export async function measureRollOutMemory(): Promise<Record<string, number>> {
  const { peakKB } = report.parse(await runProgram("roll-out", [packages, 100]));
  return { "rollOut.memory": peakKB / 1024 };
}
