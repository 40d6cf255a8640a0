import { afterEach, beforeEach, describe, vi } from "vitest";

const offsets = { UTC: 0, "Asia/Tokyo": -540, "America/New_York": 300 };

/** Runs the tests in time zones east and west of Greenwich, because test machines often run in UTC. */
export function describeInEachTimeZone(tests: () => void): void {
  describe.each(Object.entries(offsets))("on a computer in the time zone %s", (zone, offset) => {
    beforeEach(() => {
      vi.stubEnv("TZ", zone);
      // Without this check, the tests could pass although the time zone did not change.
      if (new Date("2026-01-05T00:00Z").getTimezoneOffset() !== offset) throw new Error(`TZ=${zone} has no effect`);
    });
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    tests();
  });
}
