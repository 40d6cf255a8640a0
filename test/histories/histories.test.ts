import { expect, it } from "vitest";
import { runHistories } from "./run-histories.js";

it("300 random histories of a site: no watch reports an outcome or an execution that is not true", async () => {
  const { claims, complaints } = await runHistories({ seed: 7, count: 300 });
  expect(complaints).toEqual([]);
  // The histories are useful only if watches end with each outcome.
  for (const observer of ["watchAlone", "watchTogether", "refresh"]) {
    for (const claimed of ["done", "failed", "no-targets", "package-gone"]) {
      expect(claims).toHaveProperty([`${observer}: ${claimed}`], expect.any(Number));
    }
  }
}, 120_000);
