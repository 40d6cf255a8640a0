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
  // Some of these come from JavaScript: the compiler would have refused them.
  return queryRequest({ className, ...options });
}

describe("a request that is refused before it is sent", () => {
  it.each([
    ["a class name", () => getRequest({ className: "SMS Package", keys: {} }), "className", "name of a WMI class"],
    ["a class name of a query", () => queryRequest({ className: "SMS_Package/" }), "className", "name of a WMI class"],
    [
      "a class name of a call",
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
    ["a key property", () => getRequest(keyed({ "Package ID": 1 })), "keys", "names of key properties"],
    ["a key's value", () => getRequest(keyed({ PackageID: "a/b" })), "PackageID", "without slash, backslash"],
    ["a long key", () => getRequest(keyed({ Name: "x".repeat(12_001) })), "keys", "over 12000 characters"],
    [
      "a long selection",
      () => query({ select: ["x".repeat(200), ...Array<string>(60).fill("y".repeat(200))] }),
      "select",
      "over 12000 characters",
    ],
    [
      "a key property of several",
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
      "no text in one of several keys",
      () => writeRequest(keyed({ A: 1, C: "" }), { Name: "x" }, "post-collection"),
      "C",
      "whole number",
    ],
    ["text for a filter", () => query({ where: "1 eq 1" }), "where", "where`...` template"],
    ["U+0000 in a filter", () => query({ where: where`Name eq ${"\0"}` }), "where", "U+0000"],
    ["a long filter", () => query({ where: where`Name eq ${"x".repeat(12_001)}` }), "where", "over 12000 characters"],
    ["no property in a selection", () => query({ select: [] }), "select", "list of property names"],
    ["an expression in a selection", () => query({ select: ["Name", "a b"] }), "select", "list of property names"],
    ["an order without a name", () => query({ orderBy: "" }), "orderBy", "property name"],
    ["a direction that is none", () => query({ orderBy: "Name down" }), "orderBy", '"Name desc"'],
    ["half of an order", () => query({ orderBy: "Name desc," }), "orderBy", "property name"],
    ["something in front of an order", () => query({ orderBy: "&Name" }), "orderBy", "property name"],
    ["a number of rows", () => query({ top: 2 ** 53 }), "top", "whole number"],
    ["null in a write", () => writeRequest(path, { Name: null }, "post-collection"), "Name", "null or empty"],
  ])("names what is wrong and what would be right: %s", (_what, ask, parameter, requirement) => {
    const result = ask();
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", execution: "not-executed", parameter },
    });
    expect(result).toHaveProperty("failure.message", expect.stringContaining(requirement));
    expect(result).toHaveProperty("failure.message", expect.stringMatching(new RegExp(`: ${parameter} `)));
  });

  it("names the operation", () => {
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
    ["a number that JSON does not have", { N: Number.NaN }, "NaN"],
    [
      "nesting that no object has",
      JSON.parse(`{"a":${"[".repeat(200)}${"]".repeat(200)}}`) as object,
      "deeper than 100",
    ],
  ])("holds what can't be sent: %s", (_what, values, why) => {
    for (const [parameter, result] of [
      ["inParameters", methodRequest({ className, methodName: "M", inParameters: { ...values } })],
      ["changes", writeRequest(path, { ...values }, "post-keyed")],
    ] as const) {
      expect(result).toMatchObject({ failure: { kind: "invalid-argument", parameter } });
      expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
    }
  });
});

describe("a request at the edge of what is taken", () => {
  it("has a URL of 12,000 characters", () => {
    const around = "/wmi/SMS_Package('')".length;
    expect(getRequest(keyed({ Name: "x".repeat(12_000 - around) }))).toMatchObject({ ok: true });
    expect(getRequest(keyed({ Name: "x".repeat(12_001 - around) }))).toMatchObject({ ok: false });
  });

  it.each(["Name", "Name asc", "Name desc", "Name, SourceDate", "Name desc,SourceDate asc, _x1"])(
    "has an order: %s",
    (orderBy) => {
      expect(query({ orderBy })).toMatchObject({
        value: { pathAndQuery: `/wmi/SMS_Package?$orderby=${encodeURIComponent(orderBy)}` },
      });
    },
  );

  it("asks for no rows, which is not the same as for all", () => {
    expect(query({ top: 0 })).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$top=0" } });
    expect(query({})).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package" } });
  });

  it("asks for a range of rows, in place of top", () => {
    const ask = (skip: number) => queryRequest({ className, orderBy: "Name", top: 5000 }, { skip, count: 1000 });
    expect(ask(0)).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$orderby=Name&$top=1000" } });
    expect(ask(1000)).toMatchObject({ value: { pathAndQuery: "/wmi/SMS_Package?$orderby=Name&$top=1000&$skip=1000" } });
  });

  it("names an object with several keys in the URL, or in the body if the caller chose post-collection", () => {
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

  it("asks for $metadata as XML", () => {
    expect(metadataRequest).toEqual({ method: "GET", pathAndQuery: "/wmi/$metadata", accept: "application/xml" });
  });
});
