import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { WqlTransport, wqlOf, type WmiResult, type WmiSession } from "../../examples/wql-transport.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { anyOf, where } from "../../src/transport/filter.js";
import { collect } from "../support/open-transport.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const row = { __CLASS: "SMS_Package", PackageID: "P0100012", Name: "Office", SourceVersion: 3 };

/** A session that returns one result for every call, and records the calls. */
function sessionOf(result: WmiResult<WmiObject>): { session: WmiSession; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const rows = "value" in result ? { value: [result.value] } : result;
  const session: WmiSession = {
    query: (wql) => (calls.push(["query", wql]), Promise.resolve(rows)),
    get: (path) => (calls.push(["get", path]), Promise.resolve(result)),
    put: (path, changes) => (
      calls.push(["put", path, changes]),
      Promise.resolve("value" in result ? { value: undefined } : result)
    ),
    invoke: (path, method, inParameters) => (
      calls.push(["invoke", path, method, inParameters]),
      Promise.resolve(result)
    ),
  };
  return { session, calls };
}

describe("the WQL transport of the guides", () => {
  it("the WQL transport reads, lists and refreshes packages with object paths and WQL", async () => {
    const { session, calls } = sessionOf({ value: { ...row, ReturnValue: 0 } });
    const transport = new WqlTransport(session);
    expect(await SMS_Package.get(transport, "P0100012")).toMatchObject({ ok: true, value: { Name: "Office" } });
    const [listed] = await collect(SMS_Package.query(transport, { where: where`Name eq ${"O'Neil"}` }));
    expect(listed).toMatchObject({ ok: true, value: { PackageID: "P0100012" } });
    expect(await refreshPkgSource(transport, target)).toMatchObject({ ok: true, value: { phase: "accepted" } });
    expect(calls).toEqual([
      ["get", 'SMS_Package.PackageID="P0100012"'],
      ["query", "SELECT * FROM SMS_Package WHERE Name = 'O\\'Neil'"],
      ["invoke", 'SMS_Package.PackageID="P0100012"', "RefreshPkgSource", {}],
    ]);
  });

  it("the WQL transport escapes quotes and backslashes in object paths", async () => {
    const { session, calls } = sessionOf({ value: row });
    await new WqlTransport(session).getObject({ className: "SMS_X", keys: { Path: '\\\\a\\"b', ID: 5 } });
    expect(calls).toEqual([["get", 'SMS_X.Path="\\\\\\\\a\\\\\\"b",ID=5']]);
  });

  it.each([
    [
      "comparisons with and, or and brackets",
      where`(A eq ${1} and B ne ${true}) or C ge ${"x"}`,
      "(A = 1 and B <> true) or C >= 'x'",
    ],
    ["a date", where`D lt ${new Date("2026-11-28T14:17:00.000Z")}`, "D < '20261128141700.000000+000'"],
    ["several conditions", anyOf([where`A eq ${"a"}`, where`A eq ${"b"}`]), "A = 'a' or A = 'b'"],
    ["a value that contains operators", where`A eq ${"x eq 'y' or 1 eq 1"}`, "A = 'x eq \\'y\\' or 1 eq 1'"],
  ])("the WQL transport writes a filter with %s as WQL", (_what, filter, condition) => {
    expect(wqlOf({ className: "SMS_X", where: filter })).toEqual({
      ok: true,
      value: `SELECT * FROM SMS_X WHERE ${condition}`,
    });
  });

  it("the WQL transport refuses a filter function or orderBy, and sends nothing", async () => {
    const { session, calls } = sessionOf({ value: row });
    const transport = new WqlTransport(session);
    for (const query of [{ where: where`startswith(Name, ${"a"})` }, { orderBy: "Name" }]) {
      expect(await collect(transport.execQuery({ className: "SMS_X", ...query }))).toMatchObject([
        { ok: false, failure: { kind: "unsupported", execution: "not-executed" } },
      ]);
    }
    expect(calls).toEqual([]);
  });

  it("the WQL transport returns a failure for a WBEM status code, with `not-executed` only if the code proves it", async () => {
    const failed = new WqlTransport(sessionOf({ status: 0x80041001 }).session);
    expect(await refreshPkgSource(failed, target)).toMatchObject({
      failure: { kind: "provider-error", execution: "unknown" },
    });
    expect(await SMS_Package.get(failed, "P0100012")).toMatchObject({ failure: { execution: "not-executed" } });
    const locked = new WqlTransport(sessionOf({ status: 0x40480732 }).session);
    expect(await refreshPkgSource(locked, target)).toMatchObject({
      failure: { kind: "locked", execution: "not-executed" },
    });
    const path = { className: "SMS_Package", keys: { PackageID: "P0100012" } };
    expect(await failed.putInstance(path, { Name: "x" })).toMatchObject({ failure: { execution: "unknown" } });
  });

  it("the WQL transport returns `returnValue` undefined, not 0, for a method without ReturnValue", async () => {
    const transport = new WqlTransport(sessionOf({ value: {} }).session);
    const output = await transport.execMethod({ className: "SMS_X", methodName: "M" });
    expect(output).toEqual({ ok: true, value: { returnValue: undefined, outParameters: {} } });
  });

  it("the WQL transport has fewer than 100 lines and is equal to the code in the guide", () => {
    const code = readFileSync(new URL("../../examples/wql-transport.ts", import.meta.url), "utf8");
    expect(code.trimEnd().split("\n").length).toBeLessThan(100);
    expect(readFileSync(new URL("../../docs/writing-a-transport.md", import.meta.url), "utf8")).toContain(code);
  });
});
