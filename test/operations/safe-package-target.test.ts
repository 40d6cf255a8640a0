import { describe, expect, it } from "vitest";
import { safePackageTarget } from "../../src/index.js";

const PackageID = "P0100012";

describe("safePackageTarget", () => {
  it("safePackageTarget returns the class and the upper-case PackageID of a package that can be refreshed", () => {
    const row = { className: "SMS_Package", PackageID: "p0100012", note: "from a file" };
    expect(safePackageTarget(row)).toEqual({ ok: true, value: { className: "SMS_Package", PackageID } });
  });

  it.each([
    { className: "SMS_TaskSequencePackage", PackageID },
    { className: "SMS_Package", PackageID, PackageType: 4 },
    { className: "SMS_Package", PackageID, PackageType: "4" },
  ])("safePackageTarget refuses a task sequence: %j", (row) => {
    expect(safePackageTarget(row)).toMatchObject({
      ok: false,
      failure: { kind: "not-acknowledged", execution: "not-executed", operation: { PackageID } },
    });
  });

  it.each([
    ["target", null],
    ["className", { className: "SMS_Application", PackageID }],
    ["PackageID", { className: "SMS_Package", PackageID: "P01/0012" }],
  ])("safePackageTarget refuses a wrong %s: %j", (parameter, value) => {
    expect(safePackageTarget(value)).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter } });
  });
});
