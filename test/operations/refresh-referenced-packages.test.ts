import { describe, expect, it } from "vitest";
import {
  refreshReferencedPackages,
  type RefreshReferencedOptions,
} from "../../src/operations/refresh-referenced-packages.js";
import { fail } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";
import { openSite } from "./open-site.js";
import { packages, sequence, sequences } from "./task-sequences.js";

describe("refreshReferencedPackages", () => {
  const seed = [
    ...packages,
    sequence("P0100010", ["P0100001", "P0100002", "P0100011", "P0100099", "ScopeId_1/Application_2"], {
      BootImageID: "P0100004",
    }),
    sequence("P0100011", ["P0100003"]),
  ];

  it("refreshReferencedPackages refreshes packages of the included classes, and returns the reason for each reference that it does not refresh", async () => {
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

  it("refreshReferencedPackages does not refresh a task sequence, also if its class is included", async () => {
    await using opened = await openSite({ packages: seed });
    const include = ["SMS_TaskSequencePackage"] as const;
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include });
    expect(opened.site.calls).toEqual([]);
    expect(result).toMatchObject({ ok: true, value: { refreshed: [] } });
  });

  it("after an abort, refreshReferencedPackages returns packages that were not called with the reason not-started", async () => {
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
      const operation = { className: "SMS_Package" };
      return fail({ kind: "aborted", execution: "not-executed", message: "aborted", operation });
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

  it("refreshReferencedPackages fails if the task sequence cannot be read", async () => {
    const result = await refreshReferencedPackages(new FakeSite(), "P0100010", { include: ["SMS_Package"] });
    expect(result).toMatchObject({ ok: false, failure: { kind: "not-found" } });
  });

  it("refreshReferencedPackages returns a separate failure for each package that could not be refreshed", async () => {
    await using opened = await openSite({ packages: seed, behavior: { returnValue: 1 } });
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include: ["SMS_Package"] });
    expect(result.ok && result.value.notRefreshed[0]).toMatchObject({
      reason: "failed",
      target: { PackageID: "P0100001" },
      failure: { kind: "method-failed", returnValue: 1 },
    });
  });

  it("refreshReferencedPackages refuses an unknown class in include, and sends no request", async () => {
    await using opened = await openSite({ packages: seed });
    const include = ["SMS_Package", "sms_package"] as const;
    // @ts-expect-error only JavaScript can pass this
    const result = await refreshReferencedPackages(opened.transport, "P0100010", { include });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "include",
        operation: { className: "SMS_TaskSequencePackage", PackageID: "P0100010" },
        message: expect.stringContaining("package class names") as string,
      },
    });
    expect(opened.requests).toEqual([]);
  });

  it.each([[undefined], [null], [{}], [{ include: "SMS_Package" }], [{ include: null }]])(
    "refreshReferencedPackages refuses %j as options, and sends nothing",
    async (options) => {
      const transport = new FakeSite();
      const misused = options as RefreshReferencedOptions;
      expect(await refreshReferencedPackages(transport, "P0100010", misused)).toMatchObject({
        ok: false,
        failure: { kind: "invalid-argument", parameter: "include", execution: "not-executed" },
      });
      expect(transport.options).toEqual([]);
    },
  );

  it("refreshReferencedPackages with wait returns each refreshed package with the phase distributed", async () => {
    await using opened = await openSite({ packages: seed, distributionPoints: [{ name: "DP01.CONTOSO.COM" }] });
    const { transport, clock } = opened;
    const result = await refreshReferencedPackages(transport, "P0100010", {
      include: ["SMS_Package", "SMS_DriverPackage"],
      wait: true,
      clock,
    });
    expect(result.ok && result.value.refreshed).toMatchObject(
      ["P0100001", "P0100002"].map((PackageID) => ({ phase: "distributed", target: { PackageID } })),
    );
  });
});
