import { describe, expect, it } from "vitest";
import { filterText } from "../../src/transport/admin-service/odata/url-parts.js";
import { anyOf, Filter, where, type FilterValue } from "../../src/transport/filter.js";

describe("a condition", () => {
  it.each([
    ["text in quotes, with quotes in it doubled", () => where`Name eq ${"O'Brien's"}`, "Name eq 'O''Brien''s'"],
    ["empty text", () => where`Name eq ${""}`, "Name eq ''"],
    ["numbers", () => where`A gt ${-1.5} and B lt ${0}`, "A gt -1.5 and B lt 0"],
    ["integers above 2^53", () => where`A eq ${9007199254740993n}`, "A eq 9007199254740993"],
    ["booleans", () => where`A eq ${true} and B eq ${false}`, "A eq true and B eq false"],
    ["a date in UTC", () => where`A lt ${new Date("2024-08-30T22:55:06+02:00")}`, "A lt 2024-08-30T20:55:06.000Z"],
    [
      "another condition in brackets",
      () => where`${where`A eq ${1} or B eq ${2}`} and C eq ${3}`,
      "(A eq 1 or B eq 2) and C eq 3",
    ],
    ["text that the template itself quotes", () => where`A eq 'it''s' and B eq ''`, "A eq 'it''s' and B eq ''"],
  ])("a condition is written as OData with %s", (_what, make, text) => {
    expect(filterText(make())).toBe(text);
  });

  it("a condition keeps text and values apart, so that another language can quote the values", () => {
    const at = new Date(0);
    expect(where`A eq ${"it's"} and (${where`B lt ${at}`} or C eq 'O''Brien')`.parts).toEqual([
      { text: "A eq " },
      { value: "it's" },
      { text: " and (" },
      { text: "(" },
      { text: "B lt " },
      { value: at },
      { text: ")" },
      { text: " or C eq " },
      { value: "O'Brien" },
      { text: ")" },
    ]);
  });

  it("a condition copies a date, so that a later change of the date does not change the condition", () => {
    const at = new Date(0);
    const filter = where`A lt ${at}`;
    at.setTime(1);
    expect(filterText(filter)).toBe("A lt 1970-01-01T00:00:00.000Z");
  });

  it.each(["Name eq 'x'", ["Name eq 'x'"], undefined])(
    "where() throws a TypeError for text without a template: %j",
    (template) => {
      expect(() => where(template as unknown as TemplateStringsArray)).toThrow(TypeError);
    },
  );

  it.each([
    [1, "between quotes", () => where`Name eq '${"x"}'`],
    [1, "inside quoted text", () => where`Name eq 'a ${"x"} b'`],
    [2, "between quotes, after another", () => where`A eq ${1} and Name eq '${"x"}'`],
    [2, "inside quoted text, after another", () => where`A eq ${1} and Name eq 'a ${"x"} b'`],
    [1, "directly before a quote", () => where`Name eq ${"x"}'' and A eq 1`],
    [1, "directly after a quote", () => where`Name eq ''${"x"} and A eq 1`],
  ])("where throws a TypeError that names placeholder %i if it is %s", (position, _where, make) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(new RegExp(`placeholder ${position} .*quotes`));
  });

  it.each([
    ["without placeholders", () => where`Name eq 'a`],
    ["after a placeholder", () => where`A eq ${1} and Name eq 'a`],
  ])("where throws a TypeError for a quote that is not closed: %s", (_where, make) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/where: .*quote/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), null, undefined, {}, { text: "1 eq 1" }, ["a"]])(
    "where throws a TypeError for a value of another type: %s",
    (value) => {
      // JavaScript code can pass these values, or TypeScript code that does not check its data.
      const make = () => where`A eq ${1} and B eq ${value as FilterValue}`;
      expect(make).toThrow(TypeError);
      expect(make).toThrow(/placeholder 2 .*text.*number.*bigint.*boolean.*Date.*Filter/);
    },
  );
});

describe("Filter.isFilter", () => {
  it("`Filter.isFilter` is true for a filter built with `where`", () => {
    expect(Filter.isFilter(where`A eq ${1}`)).toBe(true);
  });

  it.each(["A eq 1", null, undefined, { text: "A eq 1" }, Object.create(Filter.prototype)])(
    "`Filter.isFilter` is false for any other value: %s",
    (value) => {
      expect(Filter.isFilter(value)).toBe(false);
    },
  );
});

describe("anyOf", () => {
  it.each([
    ["no condition", [], undefined],
    ["one condition", [where`A eq ${1}`], "A eq 1"],
    [
      "comparisons, without brackets",
      [where`A eq ${1}`, where`A eq ${2}`, where`B eq ${3}`],
      "A eq 1 or A eq 2 or B eq 3",
    ],
    ["others, in brackets", [where`A eq ${1} and B eq ${2}`, where`A gt ${2}`], "(A eq 1 and B eq 2) or (A gt 2)"],
  ] as const)("anyOf joins %s", (_what, conditions, text) => {
    const filter = anyOf(conditions);
    expect(filter === undefined ? undefined : filterText(filter)).toBe(text);
  });
});
