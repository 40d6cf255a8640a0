import { expect, it } from "vitest";
import { runCampaign } from "./run-campaign.js";

it("never claims what the site's ledger contradicts, never repeats a call, and doubts only what was written", async () => {
  const report = await runCampaign({ seed: 7, calls: 300 });
  expect(report.complaints).toEqual([]);
  expect(report).toMatchObject({ calls: 300, wrongClaims: 0, repeatedCalls: 0, unknownUnwritten: 0 });
  // The faults did strike, and not all of them were doubted.
  expect(report.unknown).toBeGreaterThan(30);
  expect(report.unknown).toBeLessThan(200);
}, 60_000);
