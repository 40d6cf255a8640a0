import { describe, expect, test } from "vitest";
import { SMS_DriverPackage } from "../../src/package-classes/sms-driver-package.js";
import { SMS_PackageBaseclass } from "../../src/package-classes/sms-package-baseclass.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { isSafeTarget } from "../../src/operations/site/task-sequence-acknowledgement.js";
import { orThrow } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";

describe("SMS_PackageBaseclass.list", () => {
  const rows = [
    { __CLASS: "SMS_DriverPackage", PackageID: "P0100001", PackageType: 3 },
    { PackageID: "P0100002", PackageType: 0, Name: "Agent" },
    { PackageID: "P0100003", PackageType: 7, Name: "Virtual application" },
    { PackageID: "P0100004", Name: "without a type" },
  ];

  test("SMS_PackageBaseclass.list uses the class name of a row, then its PackageType; an unknown type stays a base object", async () => {
    const list = orThrow(await SMS_PackageBaseclass.list(new FakeSite().serve("SMS_PackageBaseclass", rows)));
    expect(list.map(({ className }) => className)).toEqual([
      "SMS_DriverPackage",
      "SMS_Package",
      "SMS_PackageBaseclass",
      "SMS_PackageBaseclass",
    ]);
    expect(list.every((each) => each instanceof SMS_PackageBaseclass)).toBe(true);
    expect(list[2]).toMatchObject({ Name: "Virtual application" });
    for (const name of ["refreshPkgSource", "setSourceSite", "update"]) expect(list[2]).not.toHaveProperty(name);
    expect(list.filter(isSafeTarget).map(({ PackageID }) => PackageID)).toEqual(["P0100001", "P0100002"]);
  });

  test("objects of SMS_PackageBaseclass.list have a load that reads the complete object of the concrete class", async () => {
    const transport = new FakeSite([
      { __CLASS: "SMS_DriverPackage", PackageID: "P0100001", ISVData: "AQ==" },
      { __CLASS: "SMS_PackageBaseclass", PackageID: "P0100003", PackageType: 7, ISVData: "Ag==" },
    ]).serve("SMS_PackageBaseclass", rows);
    const [driver, , unknown] = orThrow(await SMS_PackageBaseclass.list(transport));
    const loaded = await driver?.load();
    if (loaded?.ok !== true) return expect.unreachable();
    expect(loaded.value).toBeInstanceOf(SMS_DriverPackage);
    expect(loaded.value.ISVData).toEqual(new Uint8Array([1]));
    expect(await unknown?.load()).toMatchObject({ ok: true, value: { className: "SMS_PackageBaseclass" } });
  });

  test("SMS_PackageBaseclass.list with select requests PackageType too, because selected rows have no class name", async () => {
    const transport = new FakeSite().serve("SMS_PackageBaseclass", rows);
    orThrow(await SMS_PackageBaseclass.list(transport, { select: ["Name"] }));
    expect(transport.queries).toMatchObject([{ select: ["PackageID", "PackageType", "Name"] }]);
  });
});

describe("a subclass of a package class", () => {
  class Mine extends SMS_Package {
    label = "mine";

    describe(): string {
      return `${this.PackageID}: ${this.Name ?? ""}`;
    }
  }
  const row = { __CLASS: "SMS_Package", PackageID: "P0100012", Name: "Agent", Description: "old" };

  test("a subclass of a package class returns its own objects from get, load and update", async () => {
    const transport = new FakeSite([row]);
    const mine = orThrow(await Mine.get(transport, "P0100012"));
    expect([mine.describe(), mine.label]).toEqual(["P0100012: Agent", "mine"]);
    expect(orThrow(await mine.load())).toBeInstanceOf(Mine);
    expect(orThrow(await mine.update({ Description: "new" })).updated).toBeInstanceOf(Mine);
  });

  test("listed objects of a subclass have its methods, and their load returns objects of the subclass", async () => {
    const [listed] = orThrow(await Mine.list(new FakeSite([row])));
    expect(listed?.describe()).toBe("P0100012: Agent");
    expect(listed).not.toBeInstanceOf(Mine);
    expect(orThrow((await listed?.load()) ?? expect.unreachable())).toBeInstanceOf(Mine);
  });

  test("a subclass can be used in one loop with other package classes", async () => {
    const transport = new FakeSite([row, { __CLASS: "SMS_DriverPackage", PackageID: "P0100013" }]);
    const found: string[] = [];
    for (const Class of [Mine, SMS_DriverPackage]) {
      found.push(...orThrow(await Class.list(transport)).map(({ className }) => className));
    }
    expect(found).toEqual(["SMS_Package", "SMS_DriverPackage"]);
  });
});

test("schema.safeParse reads a row, and refuses a row without a PackageID", () => {
  const row = { PackageID: "P0100012", SourceDate: "2024-08-30T20:55:06Z", SourceVersion: "many" };
  expect(SMS_Package.schema.safeParse(row)).toEqual({
    success: true,
    data: {
      PackageID: "P0100012",
      SourceDate: new Date("2024-08-30T20:55:06Z"),
      additionalProperties: { SourceVersion: "many" },
    },
  });
  for (const value of [{ Name: "Agent" }, null, "P0100012"]) {
    expect(SMS_Package.schema.safeParse(value)).toMatchObject({ success: false });
  }
});
