import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packageClassNames, type PackageTarget } from "../../src/operations/site/package-target.js";
import { TargetLedger, type TargetState } from "../../src/operations/batch/target-ledger.js";

const characters = fc.integer({ min: 0, max: 35 }).map((digit) => digit.toString(36).toUpperCase());
const packageID = fc.string({ unit: characters, minLength: 8, maxLength: 8 });
const target = fc.record({ className: fc.constantFrom(...packageClassNames), PackageID: packageID });
const state = fc.constantFrom<TargetState>("not-started", "running", "done", "failed", "unknown");

describe("TargetLedger", () => {
  it("remembers each package with its class and its last state, as a map would", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(target, state), { maxLength: 3_000 }), (notes) => {
        const ledger = new TargetLedger();
        const model = new Map<string, { target: PackageTarget; state: TargetState }>();
        for (const [each, next] of notes) {
          expect(ledger.add(each)).toBe(!model.has(each.PackageID));
          model.set(each.PackageID, { target: model.get(each.PackageID)?.target ?? each, state: next });
          ledger.set(each, next);
        }
        for (const wanted of ["not-started", "running", "done", "failed", "unknown"] as const) {
          const known = [...model.values()].filter((entry) => entry.state === wanted).map((entry) => entry.target);
          expect(ledger.targetsIn(wanted)).toEqual(known.sort((a, b) => (a.PackageID < b.PackageID ? -1 : 1)));
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(["00000000", "ZZZZZZZZ", "0000000A", "P0100012"])("holds %s", (PackageID) => {
    const ledger = new TargetLedger();
    expect(ledger.add({ className: "SMS_VhdPackage", PackageID })).toBe(true);
    expect(ledger.targetsIn("not-started")).toEqual([{ className: "SMS_VhdPackage", PackageID }]);
  });
});
