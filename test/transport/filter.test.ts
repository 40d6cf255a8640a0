import { describe, expect, it } from "vitest";
import { Filter, where, type FilterValue } from "../../src/transport/filter.js";

describe("a condition", () => {
  it.each([
    ["text in quotes, with quotes in it doubled", () => where`Name eq ${"O'Brien's"}`, "Name eq 'O''Brien''s'"],
    ["empty text", () => where`Name eq ${""}`, "Name eq ''"],
    ["numbers", () => where`A gt ${-1.5} and B lt ${0}`, "A gt -1.5 and B lt 0"],
    ["numbers that no number can hold", () => where`A eq ${9007199254740993n}`, "A eq 9007199254740993"],
    ["booleans", () => where`A eq ${true} and B eq ${false}`, "A eq true and B eq false"],
    ["a date in UTC", () => where`A lt ${new Date("2024-08-30T22:55:06+02:00")}`, "A lt 2024-08-30T20:55:06.000Z"],
    [
      "another condition in brackets",
      () => where`${where`A eq ${1} or B eq ${2}`} and C eq ${3}`,
      "(A eq 1 or B eq 2) and C eq 3",
    ],
    ["text that the template itself quotes", () => where`A eq 'it''s' and B eq ${"b"}`, "A eq 'it''s' and B eq 'b'"],
  ])("holds %s", (_what, make, text) => {
    const filter = make();
    expect(filter.text).toBe(text);
    expect(String(filter)).toBe(text);
  });

  it.each([
    [1, "between quotes", () => where`Name eq '${"x"}'`],
    [1, "inside of quoted text", () => where`Name eq 'a ${"x"} b'`],
    [2, "between quotes, behind another", () => where`A eq ${1} and Name eq '${"x"}'`],
    [2, "inside of quoted text, behind another", () => where`A eq ${1} and Name eq 'a ${"x"} b'`],
    [1, "right in front of a quote", () => where`Name eq ${"x"}'' and A eq 1`],
    [1, "right behind a quote", () => where`Name eq ''${"x"} and A eq 1`],
  ])("takes no placeholder in quotes: the %i. stands %s", (position, _where, make) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`placeholder ${position} stands inside quotes`);
  });

  it.each([
    ["without placeholders", () => where`Name eq 'a`],
    ["behind a placeholder", () => where`A eq ${1} and Name eq 'a`],
  ])("takes no quote that is not closed: %s", (_where, make) => {
    expect(make).toThrow(new TypeError("where: a quote is not closed"));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), null, undefined, {}, { text: "1 eq 1" }, ["a"]])(
    "takes no other value: %s",
    (value) => {
      // From JavaScript, or from data that was never checked.
      const make = () => where`A eq ${1} and B eq ${value as FilterValue}`;
      expect(make).toThrow(TypeError);
      expect(make).toThrow("placeholder 2 is not text, a finite number, a bigint, a boolean, a valid Date or a Filter");
    },
  );
});

describe("Filter.isFilter", () => {
  it("knows what where made", () => {
    expect(Filter.isFilter(where`A eq ${1}`)).toBe(true);
  });

  it.each(["A eq 1", null, undefined, { text: "A eq 1" }, Object.create(Filter.prototype)])(
    "is not fooled by what looks alike: %s",
    (value) => {
      expect(Filter.isFilter(value)).toBe(false);
    },
  );
});
