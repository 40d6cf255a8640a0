import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { PropertySchema } from "../../src/package-classes/model/row-schema.js";
import { SMS_BootImagePackage } from "../../src/package-classes/sms-boot-image-package.js";
import { orThrow } from "../../src/result.js";
import { judgeObject } from "../../src/transport/admin-service/judge/judge.js";
import type { WmiValue } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";

const shape: Readonly<Record<string, PropertySchema>> = SMS_BootImagePackage.schema.shape;

const date = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((value) => value.toISOString());
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  String: fc.string({ unit: "binary" }),
  UInt32: fc.integer({ min: 0, max: 0xffff_ffff }),
  SInt32: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  Boolean: fc.boolean(),
  DateTime: date,
  UInt8: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")),
  SMS_Driver_Details: fc.record({ __CLASS: fc.constant("SMS_Driver_Details"), ID: fc.integer() }),
};

function valueOf({ wmi }: PropertySchema): fc.Arbitrary<unknown> {
  const one = values[wmi.cimType] ?? fc.constant(null);
  const value = wmi.array && wmi.cimType !== "UInt8" && wmi.cimType in values ? fc.array(one) : one;
  return fc.option(value, { nil: null });
}

const properties = Object.entries(shape).filter(([name]) => name !== "PackageID");
const known = fc.record(Object.fromEntries(properties.map(([name, property]) => [name, valueOf(property)])), {
  requiredKeys: [],
});
const names = new Set(properties.map(([name]) => name.toLowerCase()));
const unknown = fc.dictionary(
  fc
    .string({ minLength: 1 })
    .filter((name) => !/^__|@/.test(name) && !/^packageid$/i.test(name) && !names.has(name.toLowerCase())),
  fc.jsonValue(),
);

// Accepts each value unchanged, because z.json() would omit a member named __proto__.
const anyValue = z.custom<WmiValue>();

describe("JSON.stringify of an object that get returned", () => {
  test("JSON.stringify of an object has every value that the site sends except null, unchanged", async () => {
    await fc.assert(
      fc.asyncProperty(known, unknown, async (properties, additional) => {
        const sent = z.record(z.string(), anyValue).parse({ ...properties, ...additional });
        const row = { ...sent, __CLASS: "SMS_BootImagePackage", PackageID: "P0100012" };
        const found = orThrow(await SMS_BootImagePackage.get(new FakeSite([row]), "P0100012"));
        expect(JSON.parse(JSON.stringify(found))).toEqual(
          JSON.parse(
            JSON.stringify({
              className: "SMS_BootImagePackage",
              PackageID: "P0100012",
              ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
              additionalProperties: additional,
            }),
          ),
        );
      }),
    );
  });

  test("JSON.stringify of an object keeps 64-bit integers, which JSON.parse would round", async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), async (large) => {
        const text = `{"value":[{"__CLASS":"SMS_BootImagePackage","PackageID":"P0100012","Large":${large}}]}`;
        const transport = new FakeSite();
        transport.getObject = () =>
          Promise.resolve(
            judgeObject(
              { status: 200, headers: {}, text, bytes: text.length },
              { operation: { className: "SMS_BootImagePackage" }, runs: "nothing", throughGateway: false },
            ),
          );
        const found = orThrow(await SMS_BootImagePackage.get(transport, "P0100012"));
        expect(JSON.stringify(found.additionalProperties["Large"]).replaceAll('"', "")).toBe(String(large));
      }),
    );
  });
});
