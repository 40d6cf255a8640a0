import v8 from "node:v8";
import { describe, expect, it, vi } from "vitest";
import { parseJson } from "../../src/transport/admin-service/odata/json.js";
import { withClassNames } from "../../src/transport/admin-service/odata/wmi-json.js";

const offsets = Array.from({ length: 33 }, (_, offset) => " ".repeat(offset));

describe("the JSON of a response", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["18446744073709551615", "18446744073709551615"],
    ["1.2345678901234567", 1.2345678901234567],
    ["123456789012345", 123456789012345],
    ["1e308", 1e308],
    ["-5e-324", -5e-324],
    ["0e-400", 0],
    ["-0.0", -0],
    ["1.5e+3", 1500],
    ['"18446744073709551615"', "18446744073709551615"],
    ['"\\\\"', "\\"],
    ['"a \\"18446744073709551615\\" b"', 'a "18446744073709551615" b'],
  ])("a number in JSON is kept exactly, or as text, at each position: %s", (written, value) => {
    for (const space of offsets) {
      expect(parseJson(`{"A":${space}${written}}`)).toEqual({ is: "json", value: { A: value } });
      expect(parseJson(`${space}${written}`)).toEqual({ is: "json", value });
    }
  });

  it.each([
    ["", "empty"],
    ["\uFEFF \r\n", "empty"],
    ["<html>", "other"],
    ['{"A":', "other"],
    ["12345678901234567890]", "other"],
    ["00000000000000001", "other"],
    ["-01234567890123456789", "other"],
    ["{12345678901234567:1}", "other"],
    ['{"A":1,-12345678901234567 \n\t\r:1}', "other"],
    ["1e400", "other"],
    ['{"A":[1,-1e400]}', "other"],
    ["-1e-400", "other"],
    [`0.${"0".repeat(400)}1`, "other"],
    [`{"A":1${"0".repeat(400)}.0}`, "other"],
  ])("text that is not JSON, or not JSON of a site, is not read: %j", (text, is) => {
    expect(parseJson(text)).toEqual({ is });
  });

  it("texts between many large integers are kept whole", () => {
    const items = Array.from({ length: 25_000 }, (_, index) => [
      "x".repeat(index % 250),
      `1234567890123456${index % 10}9`,
    ]);
    const text = `[${items.map(([long, integer]) => `"${long}\\"",${integer}`).join(",")}]`;
    expect(parseJson(text)).toEqual({ is: "json", value: items.flatMap(([long, integer]) => [`${long}"`, integer]) });
  });

  it("JSON is read although it has more quotes than a regular expression can match", () => {
    const parsed = parseJson(`[${'"",'.repeat(2 ** 24 + 10)}12345678901234567]`);
    expect(parsed.is === "json" && Array.isArray(parsed.value) && parsed.value.at(-1)).toBe("12345678901234567");
  }, 60_000);

  it.each(["[", '{"a":'])("JSON is refused if it is nested too deep to be parsed: %s", (open) => {
    expect(parseJson(open.repeat(1_000_000))).toEqual({
      is: "refused",
      why: expect.stringContaining("100 levels") as string,
    });
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("JSON is read with 100 levels of %s, and refused with 101 levels", (_what, open, close) => {
    const nested = (levels: number) => `${open.repeat(levels)}0${close.repeat(levels)}`;
    expect(parseJson(nested(100))).toEqual({ is: "json", value: JSON.parse(nested(100)) as unknown });
    expect(parseJson(nested(101))).toEqual({ is: "refused", why: expect.stringContaining("100 levels") as string });
  });

  it("JSON is refused if it needs more memory than the process has left", () => {
    const free = vi.spyOn(v8, "getHeapStatistics").mockReturnValue({ ...v8.getHeapStatistics(), heap_size_limit: 0 });
    try {
      expect(parseJson(`[${"{},".repeat(100_000)}{}]`)).toEqual({
        is: "refused",
        why: "needs more memory than this process has left",
      });
      expect(parseJson("[{},{}]")).toEqual({ is: "json", value: [{}, {}] });
    } finally {
      free.mockRestore();
    }
  });
});

describe("the types of entities", () => {
  it.each([
    ["in an object", { "@odata.type": "#AdminService.SMS_X", A: 1 }, { __CLASS: "SMS_X", A: 1 }],
    ["in a list", [{ "@odata.type": "#AdminService.SMS_X" }], [{ __CLASS: "SMS_X" }]],
    ["a type of another namespace does not", { "@odata.type": "#Edm.String" }, { "@odata.type": "#Edm.String" }],
    [
      "the type of a member does not",
      { "A@odata.type": "#AdminService.SMS_X" },
      { "A@odata.type": "#AdminService.SMS_X" },
    ],
    [
      "a type inside a text does not",
      { A: '"@odata.type":"#AdminService.SMS_X"' },
      { A: '"@odata.type":"#AdminService.SMS_X"' },
    ],
  ])("@odata.type becomes __CLASS only for a type of AdminService in an object: %s", (_where, body, named) => {
    expect(JSON.parse(withClassNames(JSON.stringify(body)))).toEqual(named);
  });
});
