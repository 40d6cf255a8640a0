import { describe, expect, it } from "vitest";
import {
  getRequest,
  metadataRequest,
  methodRequest,
  queryRequest,
  writeRequest,
} from "../../src/transport/admin-service/odata/requests.js";
import { where } from "../../src/transport/filter.js";
import type { ObjectPath } from "../../src/transport/transport.js";

const className = "SMS_Package";
const keyed = (keys: ObjectPath["keys"]) => ({ className, keys });
const path = keyed({ PackageID: "P0100012" });

function query(options: object) {
  // Some of these options can come only from JavaScript: they do not compile in TypeScript.
  return queryRequest({ className, ...options });
}

describe("a request that is refused before it is sent", () => {
  it.each([
    ["a class name", () => getRequest({ className: "SMS Package", keys: {} }), "className", "name of a WMI class"],
    [
      "the class name of a query",
      () => queryRequest({ className: "SMS_Package/" }),
      "className",
      "name of a WMI class",
    ],
    [
      "the class name of a method call",
      () => methodRequest({ className: "1", methodName: "M" }),
      "className",
      "name of a WMI class",
    ],
    ["a method name", () => methodRequest({ className, methodName: "M()" }), "methodName", "name of a method"],
    [
      "an object of another class",
      () => methodRequest({ className: "SMS_Site", methodName: "M", path }),
      "path",
      "SMS_Site",
    ],
    ["a path without keys", () => getRequest(keyed({})), "keys", "value of each key"],
    ["the name of a key property", () => getRequest(keyed({ "Package ID": 1 })), "keys", "names of key properties"],
    ["the value of a key", () => getRequest(keyed({ PackageID: "a/b" })), "PackageID", "without slash, backslash"],
    ["a long key", () => getRequest(keyed({ Name: "x".repeat(12_001) })), "keys", "over 12000 characters"],
    [
      "a long select",
      () => query({ select: ["x".repeat(200), ...Array<string>(60).fill("y".repeat(200))] }),
      "select",
      "over 12000 characters",
    ],
    [
      "the name of one of several key properties",
      () => writeRequest(keyed({ "A B": 1, C: 2 }), { Name: "x" }, "post-collection"),
      "keys",
      "names of key properties",
    ],
    [
      "a number in one of several keys",
      () => writeRequest(keyed({ A: Number.NaN, C: 2 }), { Name: "x" }, "post-collection"),
      "A",
      "whole number",
    ],
    [
      "empty text in one of several keys",
      () => writeRequest(keyed({ A: 1, C: "" }), { Name: "x" }, "post-collection"),
      "C",
      "whole number",
    ],
    ["plain text instead of a filter", () => query({ where: "1 eq 1" }), "where", "where`...` template"],
    ["U+0000 in a filter", () => query({ where: where`Name eq ${"\0"}` }), "where", "U+0000"],
    [
      "half a surrogate pair in a filter",
      () => query({ where: where`Name eq ${"\uDC00"}` }),
      "where",
      "surrogate pair",
    ],
    ["a long filter", () => query({ where: where`Name eq ${"x".repeat(12_001)}` }), "where", "over 12000 characters"],
    ["an empty list in select", () => query({ select: [] }), "select", "list of property names"],
    ["a name with a space in select", () => query({ select: ["Name", "a b"] }), "select", "list of property names"],
    ["a comma in a name in select", () => query({ select: ["Name,Secret"] }), "select", "list of property names"],
    ["an empty orderBy", () => query({ orderBy: "" }), "orderBy", "property name"],
    ["an orderBy with an unknown direction", () => query({ orderBy: "Name down" }), "orderBy", '"Name desc"'],
    ["an orderBy that ends with a comma", () => query({ orderBy: "Name desc," }), "orderBy", "property name"],
    ["an orderBy that starts with &", () => query({ orderBy: "&Name" }), "orderBy", "property name"],
    ["an orderBy with a filter", () => query({ orderBy: "Name&$filter=1 eq 1" }), "orderBy", "property name"],
    ["a negative top", () => query({ top: -1 }), "top", "whole number"],
    ["a top of 1.5", () => query({ top: 1.5 }), "top", "whole number"],
    ["a top of 2 ** 53", () => query({ top: 2 ** 53 }), "top", "whole number"],
    ["an empty list in a write", () => writeRequest(path, { Name: [] }, "post-keyed"), "Name", "null or empty"],
    ["null in a write", () => writeRequest(path, { Name: null }, "post-collection"), "Name", "null or empty"],
  ])(
    "a request with an invalid value is refused, and the message names the parameter and a valid value: %s",
    (_what, ask, parameter, requirement) => {
      const result = ask();
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: "invalid-argument", execution: "not-executed", parameter },
      });
      expect(result).toHaveProperty("failure.message", expect.stringContaining(requirement));
      expect(result).toHaveProperty("failure.message", expect.stringMatching(new RegExp(`: ${parameter} `)));
    },
  );

  it("the failure of a refused request names the class, and for a method call also the method", () => {
    const bad = keyed({ PackageID: "" });
    expect(getRequest(bad)).toMatchObject({ failure: { operation: { className } } });
    expect(methodRequest({ className, methodName: "M", path: bad })).toHaveProperty("failure.operation", {
      className,
      methodName: "M",
    });
    expect(writeRequest(path, { Name: null }, "post-keyed")).toMatchObject({ failure: { operation: { className } } });
    const long = keyed({ PackageID: "x".repeat(12_001) });
    expect(methodRequest({ className, methodName: "M", path: long })).toHaveProperty("failure.operation", {
      className,
      methodName: "M",
    });
    expect(query({ top: -1 })).toHaveProperty("failure.operation", { className });
  });

  it.each([
    ["NaN, which JSON does not have", { N: Number.NaN }, "NaN"],
    [
      "nested deeper than 100 levels",
      JSON.parse(`{"a":${"[".repeat(200)}${"]".repeat(200)}}`) as object,
      "deeper than 100",
    ],
  ])("a method call and a write are refused if a value is %s", (_what, values, why) => {
    for (const [parameter, result] of [
      ["inParameters", methodRequest({ className, methodName: "M", inParameters: { ...values } })],
      ["changes", writeRequest(path, { ...values }, "post-keyed")],
    ] as const) {
      expect(result).toMatchObject({ failure: { kind: "invalid-argument", parameter } });
      expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
    }
  });
});

describe("a valid request", () => {
  it("a URL of 12,000 characters is accepted, and a URL of 12,001 characters is refused", () => {
    const around = "/wmi/SMS_Package('')".length;
    expect(getRequest(keyed({ Name: "x".repeat(12_000 - around) }))).toMatchObject({ ok: true });
    expect(getRequest(keyed({ Name: "x".repeat(12_001 - around) }))).toMatchObject({ ok: false });
  });

  it.each(["Name", "Name asc", "Name desc", "Name, SourceDate", "Name desc,SourceDate asc, _x1"])(
    "orderBy is accepted and encoded in the URL: %s",
    (orderBy) => {
      expect(query({ orderBy })).toMatchObject({
        value: { pathAndQuery: `/wmi/SMS_Package?$orderby=${encodeURIComponent(orderBy)}` },
      });
    },
  );

  it("a query with top 0 is sent with $top=0, and a query without top is sent without $top", () => {
    expect(query({ top: 0 })).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$top=0" } });
    expect(query({})).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package" } });
  });

  it("a range of rows is sent as $top and $skip, instead of the option top", () => {
    const ask = (skip: number) => queryRequest({ className, orderBy: "Name", top: 5000 }, { skip, count: 1000 });
    expect(ask(0)).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$orderby=Name&$top=1000" } });
    expect(ask(1000)).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$orderby=Name&$top=1000&$skip=1000" } });
  });

  it("a write to an object with several keys has the keys in the URL, and with post-collection in the body", () => {
    const composite = keyed({ PackageID: "P0100012", SiteCode: "P01", Number: 7 });
    const inUrl = "/wmi/SMS_Package(PackageID='P0100012',SiteCode='P01',Number=7)";
    for (const [form, method] of [
      ["post-keyed", "POST"],
      ["put-keyed", "PUT"],
      ["patch-keyed", "PATCH"],
    ] as const) {
      const value = { method, pathAndQuery: inUrl, body: '{"Name":"x"}' };
      expect(writeRequest(composite, { Name: "x" }, form)).toEqual({ ok: true, value });
    }
    expect(writeRequest(composite, { Name: "x" }, "post-collection")).toEqual({
      ok: true,
      value: {
        method: "POST",
        pathAndQuery: "/wmi/SMS_Package",
        body: '{"Name":"x","PackageID":"P0100012","SiteCode":"P01","Number":7}',
      },
    });
    expect(writeRequest({ ...composite, className: "../v1.0" }, { Name: "x" }, "post-keyed")).toMatchObject({
      failure: { parameter: "className" },
    });
  });

  it("$metadata is requested as XML", () => {
    expect(metadataRequest).toEqual({ method: "GET", pathAndQuery: "/wmi/$metadata", accept: "application/xml" });
  });
});
