import { expect, it } from "vitest";
import { runCampaign } from "./run-campaign.js";

it("300 calls with random network faults never contradict the site's call log, are never sent twice, and are `unknown` only after they were sent", async () => {
  const report = await runCampaign({ seed: 7, calls: 300 });
  expect(report.complaints).toEqual([]);
  expect(report).toMatchObject({ calls: 300, wrongClaims: 0, repeatedCalls: 0, unknownUnwritten: 0 });
  // Some faults were applied, and not every result is unknown.
  expect(report.unknown).toBeGreaterThan(30);
  expect(report.unknown).toBeLessThan(200);
}, 60_000);
