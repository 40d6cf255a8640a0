import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as enumerations from "../../src/package-classes/enumerations.js";
import { hasFlag, withFlag, withoutFlag } from "../../src/package-classes/flags.js";
import { PkgFlags, ProgramFlags, TaskSequenceFlags } from "../../src/package-classes/pkg-flags.js";

const property = z.object({
  name: z.string(),
  bits: z.array(z.object({ bit: z.number(), name: z.string() })).default([]),
  values: z.array(z.object({ value: z.union([z.number(), z.string()]), name: z.string() })).default([]),
});
const file = z.object({ properties: z.array(property) });

const documented = new Map(
  file
    .parse(JSON.parse(readFileSync(new URL("../reference/sms-task-sequence-package.json", import.meta.url), "utf8")))
    .properties.map((found) => [found.name, found]),
);

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

test.each([
  ["PkgFlags", PkgFlags],
  ["ProgramFlags", ProgramFlags],
  ["TaskSequenceFlags", TaskSequenceFlags],
])("the flags of %s have the documented bits under their names", (name, flags) => {
  const bits = documented.get(name)?.bits.map((found) => [found.name, 2 ** found.bit]) ?? [];
  expect(bits).not.toEqual([]);
  expect(flags).toEqual(Object.fromEntries(bits));
});

test.each([
  "PackageType",
  "PkgSourceFlag",
  "ShareType",
  "Priority",
  "ActionInProgress",
  "PreferredAddressType",
] as const)("the values of %s have the documented numbers under their names", (name) => {
  const values = documented.get(name)?.values.map((found) => [found.name, found.value]) ?? [];
  expect(values).not.toEqual([]);
  expect(enumerations[name]).toEqual(Object.fromEntries(values));
});

test("Type has the documented values of Type", () => {
  const values = documented.get("Type")?.values.map((found) => [found.name, found.value]) ?? [];
  expect(enumerations.Type).toEqual(Object.fromEntries(values));
});

describe("flags", () => {
  test("withFlag and withoutFlag change one bit only, bit 31 included, and hasFlag reads it", () => {
    fc.assert(
      fc.property(uint32, fc.integer({ min: 0, max: 31 }), (value, bit) => {
        const flag = 2 ** bit;
        expect(hasFlag(withFlag(value, flag), flag)).toBe(true);
        expect(hasFlag(withoutFlag(value, flag), flag)).toBe(false);
        const changed = Math.abs(withFlag(value, flag) - withoutFlag(value, flag));
        expect(changed).toBe(flag);
        expect([withFlag(value, flag), withoutFlag(value, flag)]).toContain(value);
      }),
    );
  });

  test("hasFlag is true for a flag of several bits only if the number has all of them", () => {
    const both = PkgFlags.NO_PACKAGE | PkgFlags.DO_NOT_DOWNLOAD;
    expect(hasFlag(PkgFlags.NO_PACKAGE, both)).toBe(false);
    expect(hasFlag(0xffff_ffff, both)).toBe(true);
  });

  test("hasFlag is false for null and undefined", () => {
    expect(hasFlag(null, PkgFlags.NO_PACKAGE)).toBe(false);
    expect(hasFlag(undefined, PkgFlags.NO_PACKAGE)).toBe(false);
  });
});
