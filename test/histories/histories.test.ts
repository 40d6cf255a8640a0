import { expect, it } from "vitest";
import { runHistories } from "./run-histories.js";

it("never claims an outcome or an execution that was not true, in 300 random histories of a site", async () => {
  const { claims, complaints } = await runHistories({ seed: 7, count: 300 });
  expect(complaints).toEqual([]);
  // The histories are of use only if watches end in every way.
  for (const observer of ["watchAlone", "watchTogether", "refresh"]) {
    for (const claimed of ["done", "failed", "no-targets", "package-gone"]) {
      expect(claims).toHaveProperty([`${observer}: ${claimed}`], expect.any(Number));
    }
  }
}, 120_000);
