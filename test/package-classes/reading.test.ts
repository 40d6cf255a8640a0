import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { findPackage } from "../../src/package-classes/find-package.js";
import { SMS_DriverPackage } from "../../src/package-classes/sms-driver-package.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_PackageBaseclass } from "../../src/package-classes/sms-package-baseclass.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { orThrow, succeed } from "../../src/result.js";
import { where } from "../../src/transport/filter.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";
import { describeInEachTimeZone } from "../support/time-zones.js";

const key = { __CLASS: "SMS_Package", PackageID: "P0100012" };

function read(members: WmiObject) {
  return SMS_Package.get(new FakeSite([{ ...key, ...members }]), "P0100012");
}

describe("get", () => {
  test("get returns an object of the class, whose properties are own members of the object", async () => {
    const found = orThrow(await read({ Name: "Agent", PkgFlags: 0x0100_0000 }));
    expect(found).toBeInstanceOf(SMS_Package);
    expect(found).toBeInstanceOf(SMS_PackageBaseclass);
    expect(Object.keys(found).toSorted()).toEqual([
      "Name",
      "PackageID",
      "PkgFlags",
      "additionalProperties",
      "className",
    ]);
    expect(found.className).toBe("SMS_Package");
  });

  test("get accepts a PackageID in lower case, and refuses an invalid PackageID before anything is sent", async () => {
    const transport = new FakeSite([key]);
    expect(orThrow(await SMS_Package.get(transport, "p0100012")).PackageID).toBe("P0100012");
    const refused = await SMS_Package.get(transport, "P01/0012");
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "PackageID" } });
    expect(transport.options).toHaveLength(1);
  });

  test("get passes signal and timeoutMs to the transport", async () => {
    const transport = new FakeSite([key]);
    const { signal } = new AbortController();
    await SMS_Package.get(transport, "P0100012", { signal, timeoutMs: 5 });
    expect(transport.options).toEqual([{ signal, timeoutMs: 5 }]);
  });

  test("get reads dates, base64 and numbers that are written as text", async () => {
    const found = orThrow(
      await read({ SourceDate: "2024-08-30T20:55:06Z", ISVData: "AAH/", SourceVersion: "4294967295" }),
    );
    expect(found.SourceDate).toEqual(new Date(Date.UTC(2024, 7, 30, 20, 55, 6)));
    expect(found.ISVData).toEqual(new Uint8Array([0, 1, 255]));
    expect(found.SourceVersion).toBe(4_294_967_295);
  });

  test.each(["1970-01-01T00:00:00Z", "1980-01-01T06:00:00Z", "1980-01-01T00:00:00-06:00"])(
    "get omits a date that means never: %s",
    async (SourceDate) => {
      expect(orThrow(await read({ SourceDate }))).not.toHaveProperty("SourceDate");
    },
  );

  describeInEachTimeZone(() => {
    test.each([
      ["2024-08-30T20:55:06.1234567Z", "2024-08-30T20:55:06.123Z"],
      ["2024-08-30T20:55:06+02:00", "2024-08-30T18:55:06.000Z"],
      ["2024-08-30T20:55:06", "2024-08-30T20:55:06.000Z"],
    ])("get reads the date %s as %s", async (SourceDate, expected) => {
      expect(orThrow(await read({ SourceDate })).SourceDate?.toISOString()).toBe(expected);
    });
  });

  test("get omits a property that is null", async () => {
    const found = orThrow(await read({ Description: null, New: null }));
    expect(found).not.toHaveProperty("Description");
    expect(found.additionalProperties).toEqual({ New: null });
  });

  test("get reads 1970-01-01 in a schedule token as a date", async () => {
    const token = { __CLASS: "SMS_ST_RecurInterval", StartTime: "1970-01-01T00:00:00Z", DaySpan: 7 };
    const found = orThrow(await read({ RefreshSchedule: [token] }));
    expect(found.RefreshSchedule?.[0]).toMatchObject({ StartTime: new Date(0), DaySpan: 7 });
  });

  test.each([
    ["of an unknown class", { __CLASS: "SMS_ST_RecurYearly", Day: 1 }],
    ["without a class", { DaySpan: 7 }],
    ["with a number out of range", { __CLASS: "SMS_ST_RecurInterval", DaySpan: 99 }],
    ["that is text", "daily"],
  ])(
    "get reads a package that has a schedule token %s, and update sends the token back unchanged",
    async (_what, object) => {
      const weekly = { __CLASS: "SMS_ST_RecurInterval", StartTime: "2026-01-05T22:00:00Z", DaySpan: 7 };
      const transport = new FakeSite([{ ...key, Name: "Agent", RefreshSchedule: [object, weekly] }]);
      const found = orThrow(await SMS_Package.get(transport, "P0100012"));
      expect(found.Name).toBe("Agent");
      expect(found.RefreshSchedule).toMatchObject([{ unread: object }, { DaySpan: 7 }]);
      orThrow(await found.update({ RefreshSchedule: found.RefreshSchedule?.slice(0, 1) ?? [] }));
      expect(transport.puts[0]?.changes).toMatchObject({ RefreshSchedule: [object] });
    },
  );

  test("get adds the class of an embedded object if the site omits it", async () => {
    const row = { __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F", References: [{ Package: "P0100012" }] };
    const found = orThrow(await SMS_TaskSequencePackage.get(new FakeSite([row]), "P010001F"));
    expect(found.References).toEqual([{ __CLASS: "SMS_TaskSequence_Reference", Package: "P0100012" }]);
  });

  test("get keeps unknown members in additionalProperties, without system members", async () => {
    const row: WmiObject = { ...key, NewIn2030: { a: [1] }, __GENUS: 2, constructor: 1, update: "text" };
    Object.defineProperty(row, "__proto__", { value: { polluted: true }, enumerable: true });
    const transport = new FakeSite();
    transport.getObject = () => Promise.resolve(succeed(row));
    const found = orThrow(await SMS_Package.get(transport, "P0100012"));
    expect(found.additionalProperties).toEqual({ NewIn2030: { a: [1] }, constructor: 1, update: "text" });
    expect(found).not.toHaveProperty("polluted");
    expect(await found.update({})).toMatchObject({ ok: true });
  });

  test("get reads a property that the site spells in another case", async () => {
    expect(orThrow(await read({ sourceversion: 4 })).SourceVersion).toBe(4);
    const both = orThrow(await read({ SourceVersion: 5, sourceversion: 4 }));
    expect([both.SourceVersion, both.additionalProperties]).toEqual([5, { sourceversion: 4 }]);
    const twice = orThrow(await read({ SOURCEVERSION: 6, sourceversion: 4 }));
    expect([twice.SourceVersion, twice.additionalProperties]).toEqual([6, { sourceversion: 4 }]);
  });

  test("get returns no property of an object that was read before", async () => {
    const dated = { Name: "A", SourceDate: "2026-01-02T03:04:05Z" };
    const undated = { Name: "B", SourceDate: "1970-01-01T00:00:00Z" };
    const rows: WmiObject[] = [
      dated,
      undated,
      dated,
      undated,
      { Name: "C" },
      { New: 1, Name: "D" },
      { New: 2, Name: "E" },
    ];
    const listed = orThrow(await SMS_Package.list(new FakeSite(rows.map((row) => ({ ...key, ...row })))));
    const own = listed.map(({ className, PackageID, additionalProperties, ...others }) => {
      expect([className, PackageID]).toEqual(["SMS_Package", "P0100012"]);
      return { ...others, ...additionalProperties };
    });
    const date = new Date("2026-01-02T03:04:05Z");
    const expected = [
      { Name: "A", SourceDate: date },
      { Name: "B" },
      { Name: "A", SourceDate: date },
      { Name: "B" },
      { Name: "C" },
      { New: 1, Name: "D" },
      { New: 2, Name: "E" },
    ];
    // toStrictEqual fails if a missing property exists with the value undefined.
    expect(own).toStrictEqual(expected);
  });

  test("calls of a listed object use the transport of its query", async () => {
    const sites = [1, 2].map((SourceVersion) => new FakeSite([{ ...key, SourceVersion }]));
    const listed = await Promise.all(sites.map(async (site) => orThrow(await SMS_Package.list(site))));
    const complete = await Promise.all(listed.flat().map(async (object) => orThrow(await object.load())));
    expect(complete.map(({ SourceVersion }) => SourceVersion)).toEqual([1, 2]);
    await Promise.all(listed.flat().map((object) => object.refreshPkgSource()));
    expect(sites.map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  test.each([
    ["SourceVersion", -1],
    ["SourceVersion", 4_294_967_296],
    ["SourceVersion", 1.5],
    ["DefaultImageFlags", 2_147_483_648],
    ["Name", 5],
    ["SourceDate", "yesterday"],
    ["ISVData", "***"],
    ["SecuredScopeNames", "Default"],
    ["SecuredScopeNames", ["Default", 7]],
    ["RefreshSchedule", "daily"],
  ])("get keeps %s in additionalProperties if its value does not fit its type: %j", async (name, value) => {
    const found = orThrow(await read({ [name]: value, Description: "x" }));
    expect(found).not.toHaveProperty(name);
    expect(found).toMatchObject({ Description: "x", additionalProperties: { [name]: value } });
  });

  test("get keeps an embedded object unchanged if a member has another type than documented", async () => {
    const references = [
      { __CLASS: "SMS_TaskSequence_Reference", Package: 7 },
      { Package: "P0100012", Type: "1", New: 1 },
    ];
    const row = { __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F", References: references };
    const found = orThrow(await SMS_TaskSequencePackage.get(new FakeSite([row]), "P010001F"));
    expect(found.References).toMatchObject([
      { unread: references[0] },
      { __CLASS: "SMS_TaskSequence_Reference", Package: "P0100012", Type: 1, New: 1 },
    ]);
  });

  test("get fails with invalid-response if the response is about another object", async () => {
    const transport = new FakeSite([]);
    transport.getObject = () => Promise.resolve({ ok: true, value: { ...key, PackageID: "P0100099" } });
    const result = await SMS_Package.get(transport, "P0100012");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
  });

  test("util.inspect and JSON.stringify of an object do not show its transport", async () => {
    const found = orThrow(await read({ Name: "Agent" }));
    expect(inspect(found, { showHidden: true, depth: 9 })).not.toContain("FakeSite");
    expect(JSON.stringify(found)).not.toContain("queries");
  });
});

describe("query", () => {
  const rows = ["P0100001", "P0100002", "P0100003"].map((PackageID) => ({
    __CLASS: "SMS_Package",
    PackageID,
    Name: `Package ${PackageID}`,
    ISVData: null,
    RefreshPkgSourceFlag: false,
  }));

  test("query returns objects without lazy properties and without update", async () => {
    const [first] = orThrow(await SMS_Package.list(new FakeSite(rows)));
    expect(first).toMatchObject({ className: "SMS_Package", Name: "Package P0100001" });
    expect(first).not.toHaveProperty("ISVData");
    expect(first).not.toHaveProperty("RefreshPkgSourceFlag");
    expect(first).not.toHaveProperty("update");
    expect(first).toBeInstanceOf(SMS_PackageBaseclass);
  });

  test("load of a listed object returns the complete object, and methods can be called on a listed object", async () => {
    const transport = new FakeSite([{ ...rows[0], ISVData: "AQ==" }]);
    const [first] = orThrow(await SMS_Package.list(transport));
    const complete = orThrow(await (first?.load() ?? expect.unreachable()));
    expect(complete).toBeInstanceOf(SMS_Package);
    expect(complete.ISVData).toEqual(new Uint8Array([1]));
    expect(await first?.refreshPkgSource()).toMatchObject({ ok: true, value: { phase: "accepted" } });
    expect(await first?.setSourceSite("P02")).toMatchObject({ ok: true });
    expect(transport.calls.map(({ methodName }) => methodName)).toEqual(["RefreshPkgSource", "SetSourceSite"]);
  });

  test("query passes where, orderBy, top and select to the transport, and adds PackageID to select", async () => {
    const transport = new FakeSite(rows);
    const condition = where`Name eq ${"it's"}`;
    await SMS_Package.list(transport, {
      where: condition,
      orderBy: ["Name desc", "PackageID"],
      top: 2,
      select: ["Name"],
    });
    expect(transport.queries).toEqual([
      {
        className: "SMS_Package",
        where: condition,
        orderBy: "Name desc,PackageID",
        top: 2,
        select: ["PackageID", "Name"],
      },
    ]);
  });

  test.each([
    ["top", { top: -1 }],
    ["top", { top: 1.5 }],
    ["orderBy", { orderBy: "Name; drop" }],
    ["select", { select: ["Name,ISVData"] }],
    ["select", { select: ["ISVData"] }],
    ["where", { where: "Name eq 'x'" }],
  ])("query refuses an invalid %s before anything is sent: %j", async (parameter, query) => {
    const transport = new FakeSite(rows);
    const list: unknown = Reflect.get(SMS_Package, "list");
    if (typeof list !== "function") return expect.unreachable();
    const result: unknown = await Reflect.apply(list, SMS_Package, [transport, query]);
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter } });
    expect(transport.queries).toEqual([]);
  });

  test("query accepts the name constructor in select, although every JavaScript object inherits that name", async () => {
    const transport = new FakeSite(rows);
    const list: unknown = Reflect.get(SMS_Package, "list");
    if (typeof list !== "function") return expect.unreachable();
    await Reflect.apply(list, SMS_Package, [transport, { select: ["constructor"] }]);
    expect(transport.queries).toMatchObject([{ select: ["PackageID", "constructor"] }]);
  });

  test("if the caller's loop ends early, query closes the query of the transport", async () => {
    const transport = new FakeSite(rows);
    for await (const row of SMS_Package.query(transport)) {
      expect(row.ok).toBe(true);
      break;
    }
    expect(transport.closedQueries).toBe(1);
  });

  test("query returns a failure for a row without a PackageID and continues; list returns the failure", async () => {
    const transport = new FakeSite(rows.map((row, index) => (index === 1 ? { ...row, PackageID: 7 } : row)));
    const seen: boolean[] = [];
    for await (const row of SMS_Package.query(transport)) seen.push(row.ok);
    expect(seen).toEqual([true, false, true]);
    expect(await SMS_Package.list(transport)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-response", operation: { className: "SMS_Package" } },
    });
  });

  test("query returns for each row only the properties of that row", async () => {
    const transport = new FakeSite([rows[0] ?? {}, { __CLASS: "SMS_Package", PackageID: "P0100009" }]);
    const [, second] = orThrow(await SMS_Package.list(transport));
    expect(second).not.toHaveProperty("Name");
  });
});

describe("findPackage", () => {
  test("findPackage returns an object of the class that the site names", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_DriverPackage", PackageID: "P0100012", PackageType: 3 }]);
    expect(orThrow(await findPackage(transport, "p0100012"))).toBeInstanceOf(SMS_DriverPackage);
  });

  test.each([3, "3"])("findPackage uses PackageType if the row has no class name: %j", async (PackageType) => {
    const transport = new FakeSite([{ __CLASS: "SMS_DriverPackage", PackageID: "P0100012" }]);
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100012", PackageType }]);
    expect(orThrow(await findPackage(transport, "P0100012")).className).toBe("SMS_DriverPackage");
  });

  test("findPackage fails with not-found for a missing package, unsupported for an unknown class, invalid-argument for an invalid ID", async () => {
    const kinds = async (rows: WmiObject[], id = "P0100012") => {
      const result = await findPackage(new FakeSite(rows), id);
      return result.ok ? "" : result.failure.kind;
    };
    expect(await kinds([])).toBe("not-found");
    expect(await kinds([{ __CLASS: "SMS_NewPackage", PackageID: "P0100012", PackageType: 7 }])).toBe("unsupported");
    expect(await kinds([], "x")).toBe("invalid-argument");
  });
});
