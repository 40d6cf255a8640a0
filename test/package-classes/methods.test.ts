import { describe, expect, test } from "vitest";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { orThrow, succeed } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";

describe("a method", () => {
  test("a method fails with method-failed if its ReturnValue is not 0", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_Package", PackageID: "P0100012" }]);
    transport.onMethod = () => succeed({ returnValue: -2147217407, outParameters: {} });
    const pkg = orThrow(await SMS_Package.get(transport, "P0100012"));
    expect(await pkg.unlock()).toMatchObject({
      ok: false,
      failure: {
        kind: "method-failed",
        execution: "executed",
        operation: { className: "SMS_Package", methodName: "Unlock", PackageID: "P0100012" },
        status: { hex: "0x80041001" },
      },
    });
  });

  test("a method returns PacakgeIds, the spelling error of the product, as PackageIds too", async () => {
    const transport = new FakeSite();
    transport.onMethod = () =>
      succeed({ returnValue: 0, outParameters: { PacakgeIds: ["P0100012"], PackageNames: ["Agent"] } });
    const found = await SMS_TaskSequencePackage.checkReferencesShareType(transport, { PackageID: "p010001f" });
    expect(orThrow(found)).toEqual({
      returnValue: 0,
      PacakgeIds: ["P0100012"],
      PackageIds: ["P0100012"],
      PackageNames: ["Agent"],
    });
    expect(transport.calls[0]?.inParameters).toEqual({ PackageID: "P010001F" });
  });

  test("a method has no returnValue if the transport accepted a response without one", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: undefined, outParameters: { Hash: "AB" } });
    const hash = await SMS_TaskSequencePackage.getContentHash(transport, { ContentID: 1, HashAlgID: 2 });
    expect(orThrow(hash)).toEqual({ Hash: "AB" });
  });

  test("if an out parameter is not of its type, the failure of the method names it without its value, which can be secret", async () => {
    const transport = new FakeSite();
    transport.onMethod = () =>
      succeed({ returnValue: 0, outParameters: { PolicyXmls: "<secret/>", PolicyAssignmentXmls: [] } });
    const result = await SMS_TaskSequencePackage.getClientConfigPolicies(transport);
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "unknown" } });
    expect(JSON.stringify(result)).toContain("PolicyXmls");
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  test("a method refuses an invalid in parameter before anything is sent, and names the parameter", async () => {
    const transport = new FakeSite();
    const result = await SMS_TaskSequencePackage.getPackageHash(transport, { PackageID: "P01/0012", SourceVersion: 1 });
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "PackageID" } });
    const version = await SMS_TaskSequencePackage.getPackageHash(transport, {
      PackageID: "P0100012",
      SourceVersion: -1,
    });
    expect(version).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "SourceVersion" } });
    expect(transport.calls).toEqual([]);
  });

  test("a method sends a complete object as an embedded instance, without nulls and empty arrays", async () => {
    const row = { __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F", Name: "Windows", Category: null };
    const transport = new FakeSite([{ ...row, SourceDate: "2024-08-30T20:55:06Z", References: [], New: 1 }]);
    const sequence = orThrow(await SMS_TaskSequencePackage.get(transport, "P010001F"));
    orThrow(await SMS_TaskSequencePackage.getSequence(transport, { TaskSequencePackage: sequence }));
    expect(transport.calls[0]?.inParameters).toEqual({
      TaskSequencePackage: {
        __CLASS: "SMS_TaskSequencePackage",
        PackageID: "P010001F",
        Name: "Windows",
        SourceDate: "2024-08-30T20:55:06.000Z",
        New: 1,
      },
    });
  });

  test("a method refuses a listed object as an embedded instance, because the provider would treat its lazy properties as empty", async () => {
    const transport = new FakeSite([{ __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F" }]);
    const [listed] = orThrow(await SMS_TaskSequencePackage.list(transport));
    if (listed === undefined) return expect.unreachable();
    // @ts-expect-error a listed object is not complete
    const result = await SMS_TaskSequencePackage.getSequence(transport, { TaskSequencePackage: listed });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "TaskSequencePackage" },
    });
    expect(transport.calls).toEqual([]);
  });
});

test("refreshPkgSource of a task sequence object fails with not-acknowledged if JavaScript omits the acknowledgement", async () => {
  const transport = new FakeSite([{ __CLASS: "SMS_TaskSequencePackage", PackageID: "P010001F" }]);
  const sequence: object = orThrow(await SMS_TaskSequencePackage.get(transport, "P010001F"));
  const refresh: unknown = Reflect.get(sequence, "refreshPkgSource");
  if (typeof refresh !== "function") return expect.unreachable();
  for (const options of [undefined, {}, { acknowledgeInoperable: "true" }, { acknowledgeInoperable: 1 }]) {
    const result: unknown = await Reflect.apply(refresh, sequence, [options]);
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-acknowledged" } });
  }
  expect(transport.calls).toEqual([]);
});
