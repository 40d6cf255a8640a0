/** A published figure of the benchmarks: its target, and the limit that no change is allowed to exceed. */
export interface Figure {
  readonly better: "higher" | "lower";
  readonly target: number;
  /** Limit for the check of every change. It is so far from the target that only a real regression exceeds it, and not noise. */
  readonly limit: number;
}

const atLeast = (target: number, limit: number): Figure => ({ better: "higher", target, limit });
const atMost = (target: number, limit: number): Figure => ({ better: "lower", target, limit });

export const figures: Readonly<Record<string, Figure>> = {
  "call.sequential.vsAxios": atLeast(1.2, 0.8),
  "call.concurrent8.vsAxios": atLeast(1.4, 0.9),
  "call.sequential.vsNode": atLeast(0.8, 0.35),
  "call.concurrent8.vsNode": atLeast(0.6, 0.3),
  "read.vsJsonParse": atMost(3, 6),
  "read.vsODataClient": atMost(1, 1.5),
  "read.invalidObject": atMost(10, 40),
  "stream.peakMemory": atMost(1.2, 1.6),
  "refreshAll.efficiency": atLeast(0.95, 0.4),
  "refreshAll.memory": atMost(1.2, 2.5),
  "import.vsDependencies": atMost(1.25, 2),
  "size.core": atMost(25, 75),
  "size.decodeStatus": atMost(8, 20),
  "size.schedule": atMost(8, 8),
  "watch.requestsPerPoll": atMost(1, 1),
  "watch.requestsPerPollOf200": atMost(2, 2),
  "readiness.requests": atMost(8, 8),
  "rollOut.extraRequestsPerPoll": atMost(1, 1),
  "rollOut.urlLength": atMost(12_000, 12_000),
  "rollOut.memory": atMost(300, 300),
};

/** Returns whether a measured value is not worse than a target or limit. */
export function holds({ better }: Figure, value: number, bound: number): boolean {
  return better === "higher" ? value >= bound : value <= bound;
}
