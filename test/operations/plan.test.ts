import { describe, expect, it } from "vitest";
import {
  planRefreshPkgSource,
  type RefreshCheck,
  type RefreshPlan,
} from "../../src/operations/plan-refresh-pkg-source.js";
import type { Result } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, nalPath } from "../support/fake-site.js";
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

function failedChecks(plan: Result<RefreshPlan>): RefreshCheck[] | false {
  return plan.ok && plan.value.checks.filter(({ ok }) => !ok);
}

describe("planRefreshPkgSource", () => {
  it("planRefreshPkgSource returns the checks, the request, the distribution points and the size, and calls nothing", async () => {
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

  it("the plan is not ready if the package is assigned to no distribution point", async () => {
    await using opened = await openSite({ packages: [{ ...tools, distributionPoints: [] }], distributionPoints });
    const plan = await planRefreshPkgSource(opened.transport, target);
    expect(plan).toMatchObject({ ok: true, value: { ready: false } });
    expect(failedChecks(plan)).toEqual([{ name: "points", ok: false, found: "0" }]);
  });

  const { PkgSourcePath: path, ...pathless } = tools;

  it.each<[string, WmiObject, RefreshCheck[]]>([
    ["an empty path: source", { ...tools, PkgSourcePath: "" }, [{ name: "source", ok: false, found: null }]],
    ["no path: source", pathless, [{ name: "source", ok: false, found: null }]],
    [
      "PkgSourceFlag 0 (not yet specified): source",
      { ...tools, PkgSourceFlag: 0 },
      [{ name: "source", ok: false, found: path }],
    ],
    [
      "PkgSourceFlag 1 (no source): source",
      { ...tools, PkgSourceFlag: 1 },
      [{ name: "source", ok: false, found: path }],
    ],
    ["a path and no PkgSourceFlag: none", { ...target, PkgSourcePath: path, SourceSite: "P01" }, []],
    ["no owner: owner", { ...tools, SourceSite: null }, [{ name: "owner", ok: false, found: null }]],
  ])("planRefreshPkgSource returns the failed checks of a package with %s", async (_name, row, faults) => {
    const site = new FakeSite()
      .serve("SMS_Package", [row])
      .serve("SMS_DistributionPoint", [
        { PackageID: target.PackageID, ServerNALPath: nalPath("DP01"), SiteCode: "P01" },
      ]);
    const plan = await planRefreshPkgSource(site, target);
    expect(failedChecks(plan)).toEqual(faults);
    expect(plan.ok && plan.value.ready).toBe(faults.length === 0);
  });

  it("the plan is not ready and names both sites if another site owns the package", async () => {
    await using opened = await openSite({
      packages: [{ ...tools, SourceSite: "P02" }],
      otherSites: ["P02"],
      distributionPoints,
    });
    const plan = await planRefreshPkgSource(opened.transport, target);
    expect(plan).toMatchObject({ ok: true, value: { ready: false } });
    expect(failedChecks(plan)).toMatchObject([
      { name: "owner", ok: false, found: expect.stringMatching(/P02.*P01/) as string },
    ]);
  });

  it.each<[string, readonly WmiObject[], boolean]>([
    ["refuses a package of another site if the hierarchy has one site", [{ SiteCode: "P01" }], false],
    ["accepts the owner if it is the only site of the hierarchy", [{ SiteCode: "p02" }], true],
    [
      "accepts any owner if the hierarchy has several sites, because the client does not know which site responds",
      [{ SiteCode: "P01" }, { SiteCode: "P02" }],
      true,
    ],
  ])("planRefreshPkgSource without SMS_ProviderLocation %s", async (_, sites, ok) => {
    const site = new FakeSite()
      .serve("SMS_Package", [{ ...tools, SourceSite: "P02" }])
      .serve("SMS_ProviderLocation", failure("unsupported", "SMS_ProviderLocation"))
      .serve("SMS_Site", sites);
    const plan = await planRefreshPkgSource(site, target);
    expect(plan.ok && plan.value.checks.find(({ name }) => name === "owner")?.ok).toBe(ok);
  });

  it("the plan uses only the row of its package if the site returns other rows too", async () => {
    const rows = [
      { PackageID: "P0100099", SourceSite: "P99" },
      { PackageID: "p0100012", SourceSite: "P02" },
    ];
    const plan = await planRefreshPkgSource(new FakeSite().serve("SMS_Package", rows), target);
    expect(plan.ok && plan.value.checks.find(({ name }) => name === "owner")?.found).toBe("P02");
  });

  it.each(["SMS_Package", "SMS_DistributionPoint"])(
    "planRefreshPkgSource fails if %s cannot be read",
    async (className) => {
      const site = new FakeSite()
        .serve("SMS_Package", [{ ...tools }])
        .serve("SMS_PackageBaseclass", [{ PackageID: target.PackageID, PackageType: 3 }])
        .serve(className, failure("access-denied", className));
      expect(await planRefreshPkgSource(site, target)).toMatchObject({
        ok: false,
        failure: { kind: "access-denied", operation: { className, PackageID: target.PackageID } },
      });
    },
  );

  it("planRefreshPkgSource fails and names the property if a property does not have its documented type", async () => {
    const site = new FakeSite().serve("SMS_Package", [{ ...tools, PackageSize: -1, SourceSite: 1 }]);
    const plan = await planRefreshPkgSource(site, target);
    expect(plan).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-response",
        execution: "not-executed",
        operation: { className: "SMS_Package" },
        message: expect.stringMatching(/SMS_Package P0100012: PackageSize, SourceSite\b/) as string,
      },
    });
  });

  it("planRefreshPkgSource refuses an invalid target, and sends no query", async () => {
    const site = new FakeSite();
    const plan = await planRefreshPkgSource(site, { ...target, PackageID: "P01" });
    expect(plan).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "PackageID" } });
    expect(site.queries).toEqual([]);
  });

  it("the plan is not ready and names the package's real class if the package has another class than the target", async () => {
    await using opened = await openSite({ packages: [tools], distributionPoints });
    const plan = await planRefreshPkgSource(opened.transport, { ...target, className: "SMS_DriverPackage" });
    expect(plan).toMatchObject({ ok: true, value: { ready: false, targets: [], PackageSize: 0 } });
    expect(failedChecks(plan)).toMatchObject([
      { name: "exists", found: expect.stringContaining("SMS_Package") as string },
      { name: "source", found: null },
      { name: "owner", found: null },
      { name: "points", found: "0" },
    ]);
  });

  it.each<[string, WmiObject[]]>([
    ["anywhere", []],
    ["in its class, but has the PackageType of this class", [{ PackageID: target.PackageID, PackageType: 0 }]],
    ["and its PackageType is not documented", [{ PackageID: target.PackageID, PackageType: 7 }]],
  ])(
    "the plan names class, PackageID and security scopes to check if the package is not found %s",
    async (_name, rows) => {
      const plan = await planRefreshPkgSource(new FakeSite().serve("SMS_PackageBaseclass", rows), target);
      expect(plan.ok && plan.value.checks[0]?.found).toMatch(/class.*PackageID.*security scopes/);
    },
  );

  it("planRefreshPkgSource of a task sequence needs no acknowledgement, and the plan is not ready", async () => {
    const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
    await using opened = await openSite({ packages: [sequence] });
    const plan = await planRefreshPkgSource(opened.transport, sequence);
    expect(plan).toMatchObject({ ok: true, value: { phase: "planned", ready: false } });
    expect(failedChecks(plan)).toContainEqual({
      name: "task-sequence",
      ok: false,
      found: "SMS_TaskSequencePackage",
    });
  });

  it("planRefreshPkgSource of a task sequence under another class name fails with `not-acknowledged`", async () => {
    const site = new FakeSite().serve("SMS_Package", [{ PackageID: target.PackageID, PackageType: 4 }]);
    expect(await planRefreshPkgSource(site, target)).toMatchObject({
      ok: false,
      failure: { kind: "not-acknowledged", execution: "not-executed" },
    });
  });

  it("planRefreshPkgSource sends no keyed read, and selects only the properties that it uses", async () => {
    const site = new FakeSite().serve("SMS_Package", [{ PackageID: target.PackageID, PackageType: 0 }]);
    await planRefreshPkgSource(site, target);
    expect(site.queries.map(({ className, select }) => [className, select?.length])).toEqual([
      ["SMS_Package", 6],
      ["SMS_DistributionPoint", 4],
    ]);
  });
});
