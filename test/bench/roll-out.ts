import * as z from "zod";
import { runProgram } from "./processes.js";

const packages = 1_000;

const report = z.object({ extraRequestsPerPoll: z.number(), urlLength: z.number(), peakKB: z.number() });

/** Requests of a roll-out of many packages: above one request for each 200 packages, in one poll; and the longest URL. */
export async function measureRollOut(): Promise<Record<string, number>> {
  const { extraRequestsPerPoll, urlLength } = report.parse(await runProgram("roll-out", [packages, 2]));
  return { "rollOut.extraRequestsPerPoll": extraRequestsPerPoll, "rollOut.urlLength": urlLength };
}

/** Peak memory of a roll-out to many distribution points, in MB. */
export async function measureRollOutMemory(): Promise<Record<string, number>> {
  const { peakKB } = report.parse(await runProgram("roll-out", [packages, 100]));
  return { "rollOut.memory": peakKB / 1024 };
}
