import { describe, expect, it } from "vitest";
import { fromWmiObject, isJsonObject, toWmiObject } from "../../src/transport/admin-service/odata/wmi-json.js";
import type { WmiObject } from "../../src/transport/transport.js";

function nested(levels: number, open: string, close: string): Readonly<Record<string, unknown>> {
  return JSON.parse(`{"a":${open.repeat(levels)}0${close.repeat(levels)}}`) as Record<string, unknown>;
}

describe("toWmiObject", () => {
  it.each([
    ["the type of an object as __CLASS", { "@odata.type": "#AdminService.SMS_X", A: 1 }, { __CLASS: "SMS_X", A: 1 }],
    [
      "the type of another namespace unchanged as __CLASS",
      { "@odata.type": "#Other.SMS_X", A: 1 },
      { __CLASS: "#Other.SMS_X", A: 1 },
    ],
    ["no class if the type is not a text", { "@odata.type": 5, A: 1 }, { A: 1 }],
    [
      "a __CLASS that the object already has",
      { "@odata.type": "#AdminService.SMS_X", __CLASS: "SMS_Y" },
      { __CLASS: "SMS_Y" },
    ],
    ["no other annotation", { "@odata.etag": "e", "A@odata.type": "#Int64", A: "1" }, { A: "1" }],
    ["lists of plain values", { A: [1, "b", true, null] }, { A: [1, "b", true, null] }],
    ["false, 0 and empty text", { A: false, B: 0, C: "", D: null }, { A: false, B: 0, C: "", D: null }],
    [
      "embedded objects, each with its class",
      { A: [{ "@odata.type": "#AdminService.SMS_X", "@odata.id": "i", B: [{ C: 1 }] }] },
      { A: [{ __CLASS: "SMS_X", B: [{ C: 1 }] }] },
    ],
    [
      "its own class beside embedded objects",
      { "@odata.type": "#AdminService.SMS_X", A: { "@odata.type": 5, B: 1 } },
      { __CLASS: "SMS_X", A: { B: 1 } },
    ],
  ])("toWmiObject keeps %s", (_what, entity, object) => {
    expect(toWmiObject(entity)).toEqual(object);
  });

  // A copy of each object would double the time for a list of 10,000 objects.
  it("toWmiObject returns the same object if it has no annotations and no embedded objects", () => {
    const flat = { A: "a", B: 1, C: true, D: null, E: ["a", 1, false, null], F: [] };
    expect(toWmiObject(flat)).toBe(flat);
  });

  it.each([{ A: 1, "B@odata.type": "#Int64" }, { A: {} }, { A: [1, {}] }, { A: [[]] }])(
    "toWmiObject returns a new object and does not change the response: %j",
    (entity) => {
      expect(toWmiObject(entity)).not.toBe(entity);
    },
  );

  it("toWmiObject keeps a property named __proto__, also in an embedded object", () => {
    const object = toWmiObject(JSON.parse('{"A":{"__proto__":{"B":1}},"__proto__":"x"}') as Record<string, unknown>);
    expect(JSON.stringify(object)).toBe('{"A":{"__proto__":{"B":1}},"__proto__":"x"}');
    expect(Object.keys(object)).toEqual(["A", "__proto__"]);
  });
});

describe("fromWmiObject", () => {
  it("fromWmiObject removes the object's own system members, and writes the type of each embedded object", () => {
    const object: WmiObject = {
      __CLASS: "SMS_X",
      __LAZYPROPERTIES: ["Icon"],
      A: { __CLASS: "SMS_Y", __PATH: "p", B: 1 },
      C: { B: 1 },
      D: [null, "d", false],
    };
    expect(JSON.stringify(fromWmiObject(object))).toBe(
      '{"A":{"@odata.type":"#AdminService.SMS_Y","B":1},"C":{"B":1},"D":[null,"d",false]}',
    );
  });

  it.each([
    ["lists", "[", "]", 99],
    ["objects", '{"a":', "}", 99],
  ])(
    "fromWmiObject accepts %s that are nested 100 levels deep, and throws a RangeError for 101 levels",
    (_what, open, close, deepest) => {
      expect(fromWmiObject(nested(deepest, open, close) as WmiObject)).toEqual(nested(deepest, open, close));
      expect(() => fromWmiObject(nested(deepest + 1, open, close) as WmiObject)).toThrow(RangeError);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    "fromWmiObject throws a RangeError for %d, because JSON would write null",
    (number) => {
      const write = () => fromWmiObject({ A: [number] });
      expect(write).toThrow(RangeError);
      expect(write).toThrow(new RegExp(`^${number} .*JSON`));
    },
  );
});

describe("fromWmiObject with values from JavaScript", () => {
  it.each<[unknown, string]>([
    [new Date(0), "an object of a class"],
    [new Map(), "an object of a class"],
    [5n, "bigint"],
    [() => 5, "function"],
    [[undefined], "undefined"],
  ])("fromWmiObject throws a RangeError for a value that JSON does not have: %s", (value, kind) => {
    const write = () => fromWmiObject({ A: { B: value as string } });
    expect(write).toThrow(RangeError);
    expect(write).toThrow(new RegExp(`^${kind} .*JSON`));
  });

  it("fromWmiObject omits undefined members, and accepts an object without a prototype", () => {
    const bare = Object.assign(Object.create(null) as object, { B: 1 });
    expect(fromWmiObject({ A: undefined as never, C: bare })).toEqual({ C: { B: 1 } });
    expect(fromWmiObject({ A: undefined as never })).not.toHaveProperty("A");
  });
});

describe("isJsonObject", () => {
  it.each([{}, { a: 1 }])("isJsonObject is true for %j", (value) => {
    expect(isJsonObject(value)).toBe(true);
  });

  it.each([null, undefined, [], "text", 5])("isJsonObject is false for %j", (value) => {
    expect(isJsonObject(value)).toBe(false);
  });
});
