import { describe, expect, it } from "vitest";
import {
  packageClassNames,
  packageTarget,
  refreshPkgSource,
  setSourceSite,
  type AcknowledgedRefreshOptions,
} from "../../src/index.js";
import { succeed } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";

const PackageID = "P0100012";
const acknowledged: AcknowledgedRefreshOptions = { acknowledgeInoperable: true };

/** A value that a JavaScript caller can pass. */
function unchecked(value: unknown): never {
  return value as never;
}

describe("refreshPkgSource of a task sequence", () => {
  const target = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;

  it.each([
    ["no options", undefined],
    ["empty options", {}],
    ["false", { acknowledgeInoperable: false }],
    ["the text true", { acknowledgeInoperable: "true" }],
    ["1", { acknowledgeInoperable: 1 }],
    ["null", { acknowledgeInoperable: null }],
    ["an object", { acknowledgeInoperable: {} }],
    ["another spelling", { acknowledgeinoperable: true }],
  ])(
    "refreshPkgSource of a task sequence fails with `not-acknowledged` and sends nothing if acknowledgeInoperable is not true: %s",
    async (_name, options) => {
      const transport = new FakeSite();
      const result = await refreshPkgSource(transport, target, unchecked(options));
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "not-acknowledged",
          execution: "not-executed",
          operation: { ...target, methodName: "RefreshPkgSource" },
          message: expect.stringMatching(/RefreshPkgSource.*P010001F.*unusable/) as string,
          advice: expect.stringMatching(/packages.*acknowledgeInoperable/) as string,
        },
      });
      expect([...transport.calls, ...transport.queries, ...transport.options]).toEqual([]);
    },
  );

  it("refreshPkgSource and setSourceSite refuse an invalid PackageID, with the method name in the failure", async () => {
    const transport = new FakeSite();
    const wrong = { className: "SMS_Package", PackageID: "P01" } as const;
    const refused = (methodName: string) => ({
      failure: { kind: "invalid-argument", operation: { className: "SMS_Package", methodName } },
    });
    expect(await refreshPkgSource(transport, wrong)).toMatchObject(refused("RefreshPkgSource"));
    expect(await setSourceSite(transport, wrong, "P02")).toMatchObject(refused("SetSourceSite"));
    expect(transport.calls).toEqual([]);
  });

  it("refreshPkgSource sends nothing if className is a task sequence at the first read and another class later", async () => {
    const names = ["SMS_TaskSequencePackage"];
    const shifting = {
      PackageID: "P010001F",
      get className() {
        return names.pop() ?? "SMS_Package";
      },
    };
    const transport = new FakeSite();
    expect(await refreshPkgSource(transport, unchecked(shifting), unchecked(undefined))).toMatchObject({
      failure: { kind: "not-acknowledged" },
    });
    expect(transport.calls).toEqual([]);
  });

  it("refreshPkgSource of a task sequence calls the method once if it is acknowledged", async () => {
    const transport = new FakeSite();
    const result = await refreshPkgSource(transport, target, acknowledged);
    expect(result).toEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
    expect(transport.calls).toHaveLength(1);
  });

  it("refreshPkgSource refuses a target with PackageType 4 (task sequence) under another class name", async () => {
    const transport = new FakeSite();
    const disguised = { className: "SMS_Package", PackageID, PackageType: 4 } as const;
    const result = await refreshPkgSource(transport, disguised);
    expect(result).toMatchObject({ failure: { kind: "not-acknowledged" } });
    expect(transport.calls).toEqual([]);
  });
});

describe("refreshPkgSource", () => {
  it.each(packageClassNames)(
    "refreshPkgSource calls RefreshPkgSource on the class of the target: %s",
    async (className) => {
      const transport = new FakeSite();
      const result = await refreshPkgSource(transport, { className, PackageID }, acknowledged);
      expect(result).toEqual({
        ok: true,
        value: { phase: "accepted", returnValue: 0, target: { className, PackageID } },
      });
      expect(transport.calls).toEqual([
        { className, methodName: "RefreshPkgSource", path: { className, keys: { PackageID } } },
      ]);
    },
  );

  it("refreshPkgSource of an object with PackageType 0 compiles without acknowledgement, and calls the method", async () => {
    const transport = new FakeSite();
    const read = { className: "SMS_Package", PackageID, PackageType: 0 } as const;
    expect(await refreshPkgSource(transport, read)).toMatchObject({ ok: true, value: { phase: "accepted" } });
    expect(transport.calls).toHaveLength(1);
  });

  it("refreshPkgSource returns an outcome without returnValue if the site returned no ReturnValue", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: undefined, outParameters: {} });
    const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID });
    expect(result).toStrictEqual({
      ok: true,
      value: { phase: "accepted", target: { className: "SMS_Package", PackageID } },
    });
  });

  it("refreshPkgSource fails with method-failed and the decoded code if ReturnValue is not 0", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: -2147217405, outParameters: {} });
    const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID });
    expect(result).toMatchObject({
      failure: {
        kind: "method-failed",
        execution: "executed",
        returnValue: -2147217405,
        status: { hex: "0x80041003", name: "WBEM_E_ACCESS_DENIED", source: "wbem" },
      },
    });
  });

  it("refreshPkgSource of a boot image sends contextID, and its default timeoutMs is 30 minutes", async () => {
    const transport = new FakeSite();
    const target = { className: "SMS_BootImagePackage", PackageID } as const;
    await refreshPkgSource(transport, target, { contextID: "abc" });
    expect(transport.calls[0]?.inParameters).toEqual({ ContextID: "abc" });
    expect(transport.options[0]?.timeoutMs).toBe(30 * 60_000);
    await refreshPkgSource(transport, target, { timeoutMs: 5000 });
    expect(transport.options[1]?.timeoutMs).toBe(5000);
    await refreshPkgSource(transport, { className: "SMS_ImagePackage", PackageID });
    expect(transport.options[2]?.timeoutMs).toBeUndefined();
  });

  it.each([
    ["for a class other than SMS_BootImagePackage", "SMS_Package", "abc"],
    ["that is not a text", "SMS_BootImagePackage", 7],
  ] as const)("refreshPkgSource refuses a contextID %s, and sends nothing", async (_name, className, contextID) => {
    const transport = new FakeSite();
    const result = await refreshPkgSource(transport, { className, PackageID }, unchecked({ contextID }));
    expect(result).toMatchObject({
      failure: {
        kind: "invalid-argument",
        parameter: "contextID",
        operation: { className, methodName: "RefreshPkgSource", PackageID },
        message: expect.stringMatching(/text.*SMS_BootImagePackage/) as string,
      },
    });
    expect(transport.calls).toEqual([]);
  });
});

describe("the target of refreshPkgSource", () => {
  it("packageTarget returns the PackageID in upper case", () => {
    expect(packageTarget({ className: "SMS_Package", PackageID: "p010001f" })).toEqual({
      ok: true,
      value: { className: "SMS_Package", PackageID: "P010001F" },
    });
  });

  it.each([
    ["too short", "P010001"],
    ["too long", "P0100012X"],
    ["a quote", "P01'0001"],
    ["a slash", "P01/0001"],
    ["a line break at the end", "P0100012\n"],
    ["white space", " P010001"],
    ["a sharp s, whose upper case has two letters", "P01000ß"],
    ["a dotless i", "P010001ı"],
    ["full-width letters", "Ｐ0100012"],
    ["a number", 12345678],
    ["a list of one", ["P0100012"]],
    ["no options", undefined],
    ["null", null],
  ])("refreshPkgSource refuses an invalid PackageID, and sends nothing: %s", async (_name, id) => {
    const target = unchecked({ className: "SMS_Package", PackageID: id });
    const transport = new FakeSite();
    const refused = {
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "PackageID",
        operation: { className: "SMS_Package" },
        message: expect.stringMatching(/\b8\b.*A-Z.*0-9/) as string,
      },
    };
    expect(packageTarget(target)).toMatchObject(refused);
    expect(await refreshPkgSource(transport, target, unchecked(undefined))).toMatchObject(refused);
    expect(await setSourceSite(transport, target, "P02")).toMatchObject(refused);
    expect(transport.calls).toEqual([]);
  });

  it.each(["sms_package", "SMS_Package ", "SMS_PackageBaseclass", "SMS_Application", "constructor", "", 7, undefined])(
    "refreshPkgSource refuses a className that is not the exact name of a package class, and sends nothing: %s",
    async (className) => {
      const target = unchecked({ className, PackageID });
      const transport = new FakeSite();
      expect(await refreshPkgSource(transport, target, unchecked(undefined))).toMatchObject({
        failure: {
          kind: "invalid-argument",
          parameter: "className",
          operation: { className: typeof className === "string" ? className : "", methodName: "RefreshPkgSource" },
          message: expect.stringContaining("SMS_Package, SMS_DriverPackage, ") as string,
        },
      });
      expect(transport.calls).toEqual([]);
    },
  );

  it.each([null, undefined, "P0100012", 7])("packageTarget refuses %s, because it is not an object", (value) => {
    expect(packageTarget(value)).toMatchObject({
      failure: {
        kind: "invalid-argument",
        parameter: "target",
        operation: { className: "" },
        message: expect.stringMatching(/className.*PackageID/) as string,
      },
    });
  });

  it.each([{}, { className: "SMS_Package" }])(
    "packageTarget refuses an object without className or PackageID: %j",
    (value) => {
      const parameter = "className" in value ? "PackageID" : "className";
      expect(packageTarget(value)).toMatchObject({ failure: { kind: "invalid-argument", parameter } });
    },
  );

  it("the failure for a wrong className contains at most 100 characters of it", () => {
    expect(packageTarget({ className: "x".repeat(1000), PackageID })).toMatchObject({
      failure: { operation: { className: "x".repeat(100) } },
    });
  });
});

describe("setSourceSite", () => {
  const target = { className: "SMS_TaskSequencePackage", PackageID } as const;

  it("setSourceSite of a task sequence needs no acknowledgement, and returns the new owner", async () => {
    const transport = new FakeSite();
    const result = await setSourceSite(transport, target, "P02");
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", returnValue: 0, target, SourceSite: "P02" } });
    expect(transport.calls).toMatchObject([
      {
        className: target.className,
        methodName: "SetSourceSite",
        path: { keys: { PackageID } },
        inParameters: { SourceSite: "P02" },
      },
    ]);
  });

  it.each([
    "P0",
    "P012",
    "P-2",
    "p02",
    "P0\n",
    "",
    "AUX",
    "CON",
    "ENV",
    "NUL",
    "PRN",
    "SMS",
    "aux",
    "P0Ä",
    undefined,
    null,
    102,
    ["P02"],
  ])(
    "setSourceSite refuses an invalid site code with a message about valid ones, and sends nothing: %s",
    async (siteCode) => {
      const transport = new FakeSite();
      expect(await setSourceSite(transport, target, unchecked(siteCode))).toMatchObject({
        failure: {
          kind: "invalid-argument",
          parameter: "siteCode",
          execution: "not-executed",
          operation: { ...target, methodName: "SetSourceSite" },
          message: expect.stringMatching(/three.*SMS/) as string,
        },
      });
      expect(transport.calls).toEqual([]);
    },
  );
});
