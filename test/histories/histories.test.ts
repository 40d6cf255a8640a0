import { expect, it } from "vitest";
import { runHistories } from "./run-histories.js";

it("watches of 300 random simulated distributions report no outcome and no `execution` that is not true", async () => {
  const { claims, complaints } = await runHistories({ seed: 7, count: 300 });
  expect(complaints).toEqual([]);
  // The histories are useful only if watches end with each outcome.
  for (const observer of ["watchAlone", "watchTogether", "refresh"]) {
    for (const claimed of ["done", "failed", "no-targets", "package-gone"]) {
      expect(claims).toHaveProperty([`${observer}: ${claimed}`], expect.any(Number));
    }
  }
}, 120_000);
