import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { where } from "../../src/transport/filter.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { createSimulatedSite, type SimulatedSite } from "../../src/simulator/index.js";
import { collect, openTransport } from "../support/open-transport.js";

const values: [string, string][] = [
  ["a quote", "O'Brien"],
  ["quotes that would end the text and widen the filter", "x' or 1 eq 1 or Name eq 'y"],
  ["quotes that would end the key", "P0100001')/AdminService.RefreshPkgSource?x=('"],
  ["another key after a comma", "P0100001',PackageID='P0100002"],
  ["percent signs", "100%25 %27 %2F %00"],
  ["a slash", "P0100001/../P0100002"],
  ["an encoded slash", "..%2f..%2fSMS_Site"],
  ["a backslash", "..\\P0100002"],
  ["dots", ".."],
  ["a query", "P0100001')?$filter=x&y=1#z"],
  ["CR and LF", "P0100001\r\nHost: evil\r\n\r\nGET /"],
  ["U+0000", "P0100001\0"],
  ["half a surrogate pair", "P0100001\ud800"],
  ["the other half of a surrogate pair", "\udc00P0100001"],
  ["a character beyond the basic plane", "Päckchen 📦"],
  ["a full-width copy", "Ｐ０１００００１"],
  ["white space at the end", "P0100001 "],
  ["a byte order mark", "\uFEFFP0100001"],
  ["text that runs from right to left", "\u202eP0100001"],
  ["no characters", ""],
  ["10 MB", "x".repeat(10_000_000)],
  ["10 MB of quotes", "'".repeat(10_000_000)],
  ["__proto__", "__proto__"],
];

let site: SimulatedSite;
let transport: AdminServiceTransport;
let close: () => Promise<void>;

beforeAll(async () => {
  site = createSimulatedSite({
    packages: [
      { className: "SMS_Package", PackageID: "P0100001", Name: "first", Description: "untouched" },
      { className: "SMS_Package", PackageID: "P0100002", Name: "second", Description: "untouched" },
    ],
    behavior: { backslashInUrl: "accepted" },
  });
  const server = await site.listen();
  transport = openTransport(server, { retry: { attempts: 1 } });
  close = async () => {
    await transport.close();
    await server.close();
  };
});

afterAll(async () => {
  await close();
});

async function descriptions(): Promise<unknown> {
  const rows = await collect(transport.execQuery({ className: "SMS_Package", select: ["PackageID", "Description"] }));
  return rows.map((row) => (row.ok ? row.value["Description"] : row.failure.kind));
}

describe.each(values)("a value with %s", (_name, value) => {
  const path = { className: "SMS_Package", keys: { PackageID: value } };

  it("getObject with this value as key returns no object that has another key", async () => {
    const result = await transport.getObject(path);
    if (result.ok) expect(result.value["PackageID"]).toBe(value);
    else expect(result.failure.execution).toBe("not-executed");
  });

  it("execMethod with this value as key runs no method, and fails with not-executed", async () => {
    const result = await transport.execMethod({ className: "SMS_Package", methodName: "RefreshPkgSource", path });
    expect(result).toMatchObject({ ok: false, failure: { execution: "not-executed" } });
    expect(site.calls).toEqual([]);
  });

  it("putInstance with this value as key changes no object, and fails with not-executed", async () => {
    const result = await transport.putInstance(path, { Description: "touched" });
    expect(result).toMatchObject({ ok: false, failure: { execution: "not-executed" } });
    expect(await descriptions()).toEqual(["untouched", "untouched"]);
  });

  it("a filter with this value matches no object that has another text", async () => {
    const rows = await collect(transport.execQuery({ className: "SMS_Package", where: where`Name eq ${value}` }));
    for (const row of rows) expect(row).toMatchObject({ ok: false, failure: { execution: "not-executed" } });
  });

  it("this value as the name of a class, a method, a property or an order fails with invalid-argument, and no method runs", async () => {
    const results = [
      await transport.getObject({ className: value, keys: { PackageID: "P0100001" } }),
      await transport.getObject({ className: "SMS_Package", keys: { [value]: "P0100001", Name: "first" } }),
      await transport.execMethod({ className: value, methodName: "RefreshPkgSource" }),
      await transport.execMethod({ className: "SMS_Package", methodName: value }),
      await transport.putInstance({ className: value, keys: { PackageID: "P0100001" } }, {}),
      ...(await collect(transport.execQuery({ className: value }))),
      ...(await collect(transport.execQuery({ className: "SMS_Package", select: [value] }))),
      ...(await collect(transport.execQuery({ className: "SMS_Package", orderBy: value }))),
    ];
    // A value with only letters, digits and _ is a valid name. The library sends it, and the site decides.
    const kinds = results.map((result) => (result.ok ? "success" : result.failure.kind));
    if (!/^\w{1,200}$/.test(value)) expect(new Set(kinds)).toEqual(new Set(["invalid-argument"]));
    expect(site.calls).toEqual([]);
  });
});

describe("a value in a write", () => {
  it.each(values.filter(([, value]) => value !== "" && value.isWellFormed()))(
    "a text that putInstance writes is read back unchanged, and no other object changes: %s",
    async (_n, value) => {
      const path = { className: "SMS_Package", keys: { PackageID: "P0100001" } };
      expect(await transport.putInstance(path, { Name: value })).toMatchObject({ ok: true });
      const read = await transport.getObject(path);
      expect(read.ok && read.value["Name"] === value).toBe(true);
      expect(await descriptions()).toEqual(["untouched", "untouched"]);
    },
  );

  const deep = (levels: number): WmiObject => {
    let object: WmiObject = { end: true };
    for (let level = 0; level < levels; level += 1) object = { inner: object };
    return object;
  };
  const circle: Record<string, WmiObject> = {};
  circle["inner"] = circle;

  it.each([
    ["nested 100,000 levels", deep(100_000)],
    ["a circle", circle],
    ["NaN", { Priority: NaN }],
    ["Infinity", { list: [1, Infinity] }],
  ])("a value that cannot be written as JSON fails with invalid-argument: %s", async (_name, object) => {
    expect(
      await transport.execMethod({ className: "SMS_Package", methodName: "M", inParameters: object }),
    ).toMatchObject({ failure: { kind: "invalid-argument", parameter: "inParameters", execution: "not-executed" } });
    expect(
      await transport.putInstance({ className: "SMS_Package", keys: { PackageID: "P0100001" } }, object),
    ).toMatchObject({ failure: { kind: "invalid-argument", parameter: "changes" } });
  });

  it("putInstance does not change another object if the changes contain the key of that object", async () => {
    const server = await site.listen();
    for (const updateRequest of ["post-collection", "post-keyed", "put-keyed"] as const) {
      await using other = openTransport(server, { updateRequest });
      await other.putInstance(
        { className: "SMS_Package", keys: { PackageID: "P0100001" } },
        { PackageID: "P0100002", Version: "7" },
      );
    }
    await server.close();
    const second = await transport.getObject({ className: "SMS_Package", keys: { PackageID: "P0100002" } });
    expect(second).toMatchObject({ ok: true, value: { Version: "" } });
  });
});
