import { describe, expect, it } from "vitest";
import { referencedPackages } from "../../src/operations/referenced-packages.js";
import { refreshReferencedPackages } from "../../src/operations/refresh-referenced-packages.js";
import { fail } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

function sequence(PackageID: string, references: readonly string[], more: Record<string, string> = {}) {
  return {
    className: "SMS_TaskSequencePackage",
    PackageID,
    References: references.map((Package) => ({
      __CLASS: "SMS_TaskSequence_Reference",
      Package,
      Program: "*",
      Type: Package.startsWith("ScopeId") ? 1 : 0,
    })),
    ...more,
  };
}

/** A site whose task sequences are P0100010, P0100001, and no more. */
function sequences(root: WmiObject, nested?: WmiObject): FakeSite {
  const __CLASS = "SMS_TaskSequencePackage";
  return new FakeSite([
    { __CLASS, PackageID: "P0100010", ...root },
    ...(nested === undefined ? [] : [{ __CLASS, PackageID: "P0100001", ...nested }]),
  ]);
}

const packages = [
  { className: "SMS_Package", PackageID: "P0100001" },
  { className: "SMS_DriverPackage", PackageID: "P0100002" },
  { className: "SMS_OperatingSystemInstallPackage", PackageID: "P0100003" },
  { className: "SMS_BootImagePackage", PackageID: "P0100004" },
  { className: "SMS_ImagePackage", PackageID: "P0100005" },
];

describe("referencedPackages", () => {
  it("finds references and boot image by their concrete class, each once", async () => {
    await using opened = await openSite({
      packages: [
        ...packages,
        sequence("P0100010", ["P0100001", "P0100002", "P0100001", "ScopeId_1/Application_2"], {
          BootImageID: "P0100004",
        }),
      ],
    });
    expect(await referencedPackages(opened.transport, "p0100010")).toEqual({
      ok: true,
      value: {
        packages: [
          { className: "SMS_Package", PackageID: "P0100001" },
          { className: "SMS_DriverPackage", PackageID: "P0100002" },
          { className: "SMS_BootImagePackage", PackageID: "P0100004" },
        ],
        applications: ["ScopeId_1/Application_2"],
        nestedTaskSequences: [],
        missing: [],
      },
    });
  });

  it("follows nested task sequences, and cycles only once", async () => {
    await using opened = await openSite({
      packages: [
        ...packages,
        sequence("P0100010", ["P0100001", "P0100011"]),
        sequence("P0100011", ["P0100012", "P0100002"]),
        sequence("P0100012", ["P0100010", "P0100011", "P0100003"]),
      ],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result).toMatchObject({ ok: true, value: { nestedTaskSequences: ["P0100011", "P0100012"], missing: [] } });
    expect(result.ok && result.value.packages.map(({ PackageID }) => PackageID)).toEqual([
      "P0100001",
      "P0100002",
      "P0100003",
    ]);
  });

  it("reports what is missing or was lost on import, and never asks for the lost one", async () => {
    await using opened = await openSite({
      packages: [...packages, sequence("P0100010", ["P0100099", "00000000", "P0100001"])],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result).toMatchObject({ ok: true, value: { missing: ["P0100099", "00000000"] } });
    expect(opened.site.log.join("\n")).not.toContain("00000000");
  });

  it("passes over references that name nothing", async () => {
    const lost = { __CLASS: "SMS_TaskSequence_Reference", Package: null, Program: "*" };
    const References = [0, 1].map((Type) => ({ ...lost, Type }));
    await using opened = await openSite({
      packages: [{ className: "SMS_TaskSequencePackage", PackageID: "P0100010", References }],
    });
    const nothing = { packages: [], applications: [], nestedTaskSequences: [], missing: [] };
    expect(await referencedPackages(opened.transport, "P0100010")).toEqual({ ok: true, value: nothing });
  });

  it("looks many references up in a few queries", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      className: "SMS_Package",
      PackageID: `P02000${String(index).padStart(2, "0")}`,
    }));
    await using opened = await openSite({
      packages: [
        ...many,
        sequence(
          "P0100010",
          many.map(({ PackageID }) => PackageID),
        ),
      ],
    });
    const result = await referencedPackages(opened.transport, "P0100010");
    expect(result.ok && result.value.packages).toHaveLength(40);
    expect(opened.requests).toHaveLength(4);
  });

  it("takes references however they are written, from a site that gives none, and none of a class without one", async () => {
    const transport = sequences(
      { References: [{ Package: " p0100001 ", Type: 0 }, { Package: "P0100007" }], BootImageID: null },
      { References: null, BootImageID: " p0100004 " },
    );
    transport.serve("SMS_PackageBaseclass", [
      { PackageID: "p0100001", PackageType: 4 },
      { PackageID: "P0100004", PackageType: 258 },
      { PackageID: "P0100007", PackageType: 7 },
    ]);
    expect(await referencedPackages(transport, "P0100010")).toEqual({
      ok: true,
      value: {
        packages: [{ className: "SMS_BootImagePackage", PackageID: "P0100004" }],
        applications: [],
        nestedTaskSequences: ["P0100001"],
        missing: ["P0100007"],
      },
    });
  });

  it("names a nested task sequence that is gone by now as missing", async () => {
    const transport = sequences({ References: [{ Package: "P0100011", Type: 0 }] });
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100011", PackageType: 4 }]);
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      ok: true,
      value: { nestedTaskSequences: ["P0100011"], missing: ["P0100011"] },
    });
  });

  it("fails when a nested task sequence can't be read, or the classes can't", async () => {
    const transport = sequences({ References: [{ Package: "P0100011", Type: 0 }] });
    transport.serve("SMS_PackageBaseclass", [{ PackageID: "P0100011", PackageType: 4 }]);
    const read = transport.getObject.bind(transport);
    transport.getObject = (path, options) =>
      path.keys["PackageID"] === "P0100011"
        ? Promise.resolve(fail(failure("access-denied", path.className)))
        : read(path, options);
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({ failure: { kind: "access-denied" } });

    const classes = sequences({ References: [{ Package: "P0100001", Type: 0 }] });
    classes.serve("SMS_PackageBaseclass", failure("unavailable", "SMS_PackageBaseclass"));
    expect(await referencedPackages(classes, "P0100010")).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("fails where a reference is not what its class says, and says which", async () => {
    const transport = sequences({ References: [{ Package: "P0100001" }, { Package: 7 }] });
    expect(await referencedPackages(transport, "P0100010")).toMatchObject({
      failure: {
        kind: "invalid-response",
        operation: { className: "SMS_TaskSequencePackage", PackageID: "P0100010" },
        message: expect.stringMatching(/^SMS_TaskSequencePackage: References\.1\.Package /) as string,
      },
    });
  });

  it("fails when the task sequence itself is not there", async () => {
    await using opened = await openSite({ packages });
    expect(await referencedPackages(opened.transport, "P0100010")).toMatchObject({
      ok: false,
      failure: { kind: "not-found" },
    });
    expect(await referencedPackages(opened.transport, "P01")).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "PackageID",
        operation: { className: "SMS_TaskSequencePackage" },
      },
    });
  });
});

describe("refreshReferencedPackages", () => {
  const seed = [
    ...packages,
    sequence("P0100010", ["P0100001", "P0100002", "P0100011", "P0100099", "ScopeId_1/Application_2"], {
      BootImageID: "P0100004",
    }),
    sequence("P0100011", ["P0100003"]),
  ];

  it("refreshes what is included, each on its own class, and says why the rest was not", async () => {
    await using opened = await openSite({ packages: seed });
    const include = ["SMS_Package", "SMS_DriverPackage"] as const;
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include });
    expect(opened.site.calls.map(({ className, PackageID }) => `${className} ${PackageID}`).sort()).toEqual([
      "SMS_DriverPackage P0100002",
      "SMS_Package P0100001",
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        refreshed: [{ phase: "accepted" }, { phase: "accepted" }],
        notRefreshed: [
          { reason: "not-included", target: { className: "SMS_BootImagePackage", PackageID: "P0100004" } },
          { reason: "not-included", target: { PackageID: "P0100003" } },
          { reason: "task-sequence", target: { className: "SMS_TaskSequencePackage", PackageID: "P0100011" } },
          { reason: "application", modelName: "ScopeId_1/Application_2" },
          { reason: "missing", PackageID: "P0100099" },
        ],
      },
    });
  });

  it("never refreshes a task sequence, not even when its class is included", async () => {
    await using opened = await openSite({ packages: seed });
    const include = ["SMS_TaskSequencePackage"] as const;
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include });
    expect(opened.site.calls).toEqual([]);
    expect(result).toMatchObject({ ok: true, value: { refreshed: [] } });
  });

  it("says what was not started because the caller gave up", async () => {
    const references = ["P0100001", "P0100002"].map((Package) => ({ Package, Type: 0 }));
    const transport = sequences({ References: references });
    transport.serve("SMS_PackageBaseclass", [
      { PackageID: "P0100001", PackageType: 0 },
      { PackageID: "P0100002", PackageType: 0 },
    ]);
    const controller = new AbortController();
    const { signal } = controller;
    transport.onMethod = () => {
      controller.abort();
      return fail({ ...failure("access-denied", "SMS_Package"), kind: "aborted", execution: "not-executed" });
    };
    const include = ["SMS_Package"] as const;
    const result = await refreshReferencedPackages(transport, "P0100010", { include, signal, concurrency: 1 });
    expect(transport.calls).toHaveLength(1);
    expect(result).toEqual({
      ok: true,
      value: {
        refreshed: [],
        notRefreshed: ["P0100001", "P0100002"].map((PackageID) => ({
          reason: "not-started",
          target: { className: "SMS_Package", PackageID },
        })),
      },
    });
  });

  it("fails when the task sequence can't be read", async () => {
    const result = await refreshReferencedPackages(new FakeSite(), "P0100010", { include: ["SMS_Package"] });
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-found" } });
  });

  it("keeps the failure of each package that could not be refreshed", async () => {
    await using opened = await openSite({ packages: seed, behavior: { returnValue: 1 } });
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include: ["SMS_Package"] });
    expect(result.ok && result.value.notRefreshed[0]).toMatchObject({
      reason: "failed",
      target: { PackageID: "P0100001" },
      failure: { kind: "method-failed", returnValue: 1 },
    });
  });

  it("refuses a class that is none", async () => {
    await using opened = await openSite({ packages: seed });
    // @ts-expect-error what JavaScript may pass
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include: ["sms_package"] });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "include",
        operation: { className: "SMS_TaskSequencePackage", PackageID: "P0100010" },
        message: expect.stringContaining("package classes") as string,
      },
    });
    expect(opened.requests).toEqual([]);
  });
});
