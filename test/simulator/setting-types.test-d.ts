import { describe, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import type { behaviorSchema } from "../../src/simulator/settings/behavior.js";
import type { faultSchema, Fault, FaultEffect } from "../../src/simulator/settings/faults.js";
import type { seedSchema } from "../../src/simulator/settings/seed.js";
import type { Behavior, SiteSeed } from "../../src/simulator/settings/setting-types.js";

// In src, `satisfies` makes the compiler refuse a schema that accepts more values than its type. These tests refuse a type
// that allows more values than its schema: users would find a value in the type that the site refuses.
describe("the schema accepts each member and each value that the type declares", () => {
  it("the schema of the settings accepts each member and each value that the type Behavior declares", () => {
    expectTypeOf<Behavior>().toExtend<z.output<typeof behaviorSchema>>();
    expectTypeOf<keyof Behavior>().toEqualTypeOf<keyof typeof behaviorSchema.shape>();
  });

  it("the schema of a seed accepts each member and each value that the type SiteSeed declares", () => {
    expectTypeOf<SiteSeed>().toExtend<z.output<typeof seedSchema>>();
    expectTypeOf<keyof SiteSeed>().toEqualTypeOf<keyof typeof seedSchema.shape>();
  });

  it("the schema of a fault accepts each member and each effect that the type Fault declares", () => {
    expectTypeOf<FaultEffect>().toExtend<z.output<typeof faultSchema>["effect"]>();
    expectTypeOf<keyof Fault>().toEqualTypeOf<keyof typeof faultSchema.shape>();
  });
});
