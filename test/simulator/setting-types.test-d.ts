import { describe, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import type { behaviorSchema } from "../../src/simulator/settings/behavior.js";
import type { faultSchema, Fault, FaultEffect } from "../../src/simulator/settings/faults.js";
import type { seedSchema } from "../../src/simulator/settings/seed.js";
import type { Behavior, SiteSeed } from "../../src/simulator/settings/setting-types.js";

// `satisfies` in src refuses a schema that accepts more than its type. These tests refuse a type that allows more than its
// schema: users would read a value that the site refuses.
describe("the schema accepts each member and each value that the type declares", () => {
  it("the type of the settings declares each member and each value of their schema", () => {
    expectTypeOf<Behavior>().toExtend<z.output<typeof behaviorSchema>>();
    expectTypeOf<keyof Behavior>().toEqualTypeOf<keyof typeof behaviorSchema.shape>();
  });

  it("the type of a seed declares each member and each value of its schema", () => {
    expectTypeOf<SiteSeed>().toExtend<z.output<typeof seedSchema>>();
    expectTypeOf<keyof SiteSeed>().toEqualTypeOf<keyof typeof seedSchema.shape>();
  });

  it("the type of a fault declares each member and each value of its schema", () => {
    expectTypeOf<FaultEffect>().toExtend<z.output<typeof faultSchema>["effect"]>();
    expectTypeOf<keyof Fault>().toEqualTypeOf<keyof typeof faultSchema.shape>();
  });
});
