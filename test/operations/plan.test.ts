import { describe, expect, it } from "vitest";
import { planRefreshPkgSource } from "../../src/operations/plan-refresh-pkg-source.js";
import { FakeSite } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = {
  ...target,
  PkgSourceFlag: 2,
  PkgSourcePath: "\\\\files\\tools",
  PackageSize: 2048,
  SourceSite: "P01",
};
const distributionPoints = [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }];

describe("planRefreshPkgSource", () => {
  it("says what would be sent, where it would go and what it would cost, and calls nothing", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const plan = await planRefreshPkgSource(opened.transport, target);
    expect(plan).toEqual({
      ok: true,
      value: {
        phase: "planned",
        ready: true,
        checks: [
          { name: "exists", ok: true, found: "SMS_Package" },
          { name: "task-sequence", ok: true, found: "SMS_Package" },
          { name: "source", ok: true, found: "\\\\files\\tools" },
          { name: "owner", ok: true, found: "P01" },
          { name: "points", ok: true, found: "2" },
        ],
        request: {
          className: "SMS_Package",
          methodName: "RefreshPkgSource",
          path: { className: "SMS_Package", keys: { PackageID: "P0100012" } },
        },
        targets: [
          { name: "DP01.CONTOSO.COM", siteCode: "P01" },
          { name: "DP02.CONTOSO.COM", siteCode: "P01" },
        ],
        PackageSize: 2048,
      },
    });
    expect(opened.site.calls).toEqual([]);
  });

  it.each([
    ["has no source", { ...tools, PkgSourceFlag: 1, PkgSourcePath: "" }, "source"],
    ["is on no point", { ...tools, distributionPoints: [] }, "points"],
  ])("is not ready when the package %s", async (_, seed, name) => {
    await using opened = await openSite({ packages: [seed], distributionPoints });
    const plan = await planRefreshPkgSource(opened.transport, target);
    expect(plan).toMatchObject({ ok: true, value: { ready: false } });
    expect(plan.ok && plan.value.checks.filter(({ ok }) => !ok).map((check) => check.name)).toEqual([name]);
  });

  it("is not ready for a package that is not there, and names the class that it has", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const plan = await planRefreshPkgSource(opened.transport, { ...target, className: "SMS_DriverPackage" });
    expect(plan).toMatchObject({ ok: true, value: { ready: false, targets: [], PackageSize: 0 } });
    expect(plan.ok && plan.value.checks[0]?.found).toContain("SMS_Package");
  });

  it("plans a task sequence without acknowledgement, and does not call it ready", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    await using opened = await openSite({ packages: [sequence] });
    const plan = await planRefreshPkgSource(opened.transport, sequence);
    expect(plan).toMatchObject({ ok: true, value: { phase: "planned", ready: false } });
  });

  it("refuses PackageType 4 under another class' name", async () => {
    const site = new FakeSite().serve("SMS_Package", [{ PackageID: target.PackageID, PackageType: 4 }]);
    expect(await planRefreshPkgSource(site, target)).toMatchObject({
      ok: false,
      failure: { kind: "not-acknowledged", execution: "not-executed" },
    });
  });

  it("reads no key and only what it needs", async () => {
    const site = new FakeSite().serve("SMS_Package", [{ PackageID: target.PackageID, PackageType: 0 }]);
    await planRefreshPkgSource(site, target);
    expect(site.queries.map(({ className, select }) => [className, select?.length])).toEqual([
      ["SMS_Package", 6],
      ["SMS_DistributionPoint", 2],
    ]);
  });
});
