import { describe, expect, it } from "vitest";
import { createSimulatedSite, type SimulatedSite, type SimulatedSiteOptions } from "../../src/simulator/index.js";
import { fetchFrom, send } from "./site-requests.js";

const id = "P0100012";
const points = ["DP01.contoso.com", "DP02.contoso.com", "DP03.contoso.com"];

function siteWith(options: SimulatedSiteOptions = {}): SimulatedSite {
  const packages = [1, 2, 3, 4].map((number) => ({ className: "SMS_Package", PackageID: `P010001${number}` }));
  return createSimulatedSite({ packages, distributionPoints: points, ...options });
}

async function refresh(site: SimulatedSite, PackageID = id): Promise<void> {
  expect((await send(site, `SMS_Package('${PackageID}')/AdminService.RefreshPkgSource`)).status).toBe(201);
}

async function version(site: SimulatedSite, PackageID = id): Promise<unknown> {
  return (await fetchFrom(site, `SMS_Package('${PackageID}')?$select=SourceVersion`)).rows[0]?.["SourceVersion"];
}

async function states(site: SimulatedSite): Promise<string> {
  const { rows } = await fetchFrom(site, `SMS_PackageStatusDistPointsSummarizer?$filter=PackageID eq '${id}'`);
  return rows.map(({ State, SourceVersion }) => `${String(State)}@${String(SourceVersion)}`).join(" ");
}

async function messages(site: SimulatedSite): Promise<unknown[]> {
  return (await fetchFrom(site, "SMS_StatusMessage?$select=MessageID")).rows.map(({ MessageID }) => MessageID);
}

describe("a refresh", () => {
  it("after the call has returned, first SourceVersion increases, and then the distribution points receive the new version", async () => {
    const site = siteWith();
    await refresh(site);
    expect([await version(site), await states(site)]).toEqual([1, "0@1 0@1 0@1"]);
    site.advance(10_000);
    expect(await version(site)).toBe(1);
    site.advance(5_000);
    expect([await version(site), await states(site)]).toEqual([2, "7@1 7@1 7@1"]);
    site.advance(2_000);
    expect(await states(site)).toBe("1@1 1@1 1@1");
    site.advance(10_000);
    expect(await states(site)).toBe("0@2 1@1 1@1");
    site.advance(33_000);
    expect(await states(site)).toBe("0@2 0@2 0@2");
    const seen = await messages(site);
    expect(seen.filter((message) => [2300, 2376, 2311, 2301].includes(Number(message)))).toEqual([
      2300, 2376, 2311, 2301,
    ]);
    expect(seen.filter((message) => message === 2330)).toHaveLength(3);
  });

  it("a refresh sets SourceDate and LastRefreshTime to the time of the new version", async () => {
    const site = siteWith({ startTime: new Date("2026-01-01T00:00:00Z") });
    await refresh(site);
    site.advance(60_000);
    const { rows } = await fetchFrom(site, `SMS_Package('${id}')`);
    expect(rows[0]).toMatchObject({ SourceDate: "2026-01-01T00:00:15Z", LastRefreshTime: "2026-01-01T00:00:15Z" });
  });

  it("if four packages are refreshed, the fourth waits until the site has processed one of the first three", async () => {
    const site = siteWith();
    for (const number of [1, 2, 3, 4]) await refresh(site, `P010001${number}`);
    site.advance(15_000);
    expect(await Promise.all([1, 2, 3, 4].map((number) => version(site, `P010001${number}`)))).toEqual([2, 2, 2, 1]);
    site.advance(10_000);
    expect(await version(site, "P0100014")).toBe(2);
  });

  it.each([
    ["queued", 3],
    ["merged", 2],
  ] as const)(
    "with refreshWhileRunning %s, SourceVersion is %i after three refreshes of which two came during the first",
    async (refreshWhileRunning, expected) => {
      const site = siteWith({ behavior: { refreshWhileRunning } });
      await refresh(site);
      site.advance(8_000);
      await refresh(site);
      await refresh(site);
      site.advance(120_000);
      expect(await version(site)).toBe(expected);
    },
  );

  it("a boot image has its new SourceVersion when the call returns", async () => {
    const site = createSimulatedSite({ startTime: new Date("2026-01-01T00:00:00Z") });
    await send(site, "SMS_BootImagePackage('P0100002')/AdminService.RefreshPkgSource", { ContextID: "abc" });
    const { rows } = await fetchFrom(site, "SMS_BootImagePackage('P0100002')");
    expect(rows[0]).toMatchObject({ SourceVersion: 2, SourceDate: "2026-01-01T00:03:00Z" });
  });

  it.each([
    ["SMS_Package", "that another site owns", { SourceSite: "P02" }],
    ["SMS_BootImagePackage", "that another site owns", { SourceSite: "P02" }],
    ["SMS_Package", "without source files", { PkgSourceFlag: 1 }],
    ["SMS_TaskSequencePackage", "without source files", {}],
  ])(
    "RefreshPkgSource of an %s %s returns 0, and neither the SourceVersion nor the status messages change",
    async (className, _, properties) => {
      const site = siteWith({ packages: [{ className, PackageID: id, ...properties }] });
      const path = `${className}('${id}')`;
      const before = (await fetchFrom(site, path)).rows[0];
      const response = await send(site, `${path}/AdminService.RefreshPkgSource`);
      expect(response.json).toMatchObject({ ReturnValue: 0 });
      site.advance(120_000);
      expect((await fetchFrom(site, path)).rows[0]).toEqual(before);
      expect(await messages(site)).toEqual([]);
    },
  );

  it("a refresh increases the SourceVersion of a package after this site has become its owner", async () => {
    const site = siteWith({ packages: [{ className: "SMS_Package", PackageID: id, SourceSite: "P02" }] });
    await send(site, `SMS_Package('${id}')/AdminService.SetSourceSite`, { SourceSite: "P01" });
    site.advance(60_000);
    await refresh(site);
    site.advance(60_000);
    expect(await version(site)).toBe(2);
  });

  it("a refresh writes status message 2333 if a distribution point belongs to another site", async () => {
    const site = siteWith({
      distributionPoints: [{ name: "DP01.contoso.com" }, { name: "DP11.contoso.com", siteCode: "P02" }],
    });
    await refresh(site);
    site.advance(60_000);
    expect(await messages(site)).toContain(2333);
  });
});

describe("the result of a distribution", () => {
  it.each([
    ["succeeds", 60_000, "0@2 0@2 0@2"],
    ["one-retries", 40_000, "2@1 0@2 0@2"],
    ["one-retries", 60_000, "0@2 0@2 0@2"],
    ["one-fails", 60_000, "3@1 0@2 0@2"],
    ["source-missing", 60_000, "0@1 0@1 0@1"],
    ["never-finishes", 600_000, "1@1 1@1 1@1"],
  ] as const)(
    "with behavior.distribution %s, %i ms after a refresh, the State and SourceVersion (State@SourceVersion) of the three distribution points are %s",
    async (distribution, ms, expected) => {
      const site = siteWith({ behavior: { distribution } });
      await refresh(site);
      site.advance(ms);
      expect(await states(site)).toBe(expected);
    },
  );

  it("with behavior.distribution one-fails, the first distribution point fails, whatever method sends the content", async () => {
    const site = siteWith({
      packages: [{ className: "SMS_Package", PackageID: id, distributionPoints: [] }],
      distributionPointGroups: [{ name: "All", distributionPoints: points }],
      behavior: { distribution: "one-fails" },
    });
    const { rows: groups } = await fetchFrom(site, "SMS_DistributionPointGroup?$select=GroupID");
    const group = `SMS_DistributionPointGroup('${String(groups[0]?.["GroupID"])}')/AdminService`;
    await send(site, `${group}.AddPackages`, { PackageIDs: [id] });
    site.advance(120_000);
    expect(await states(site)).toBe("3@1 0@1 0@1");
    const { rows } = await fetchFrom(site, "SMS_DistributionPoint?$select=PackageID,ServerNALPath,SiteCode");
    await send(site, "SMS_DistributionPoint", { ...rows[2], RefreshNow: true });
    site.advance(120_000);
    expect(await states(site)).toBe("3@1 0@1 0@1");
  });

  it("contentScripts can make one distribution point fail, with a status message, until scriptContent removes the script", async () => {
    const site = siteWith({ contentScripts: { [id]: { points: { "DP02.contoso.com": "fails" } } } });
    await refresh(site);
    site.advance(120_000);
    expect(await states(site)).toBe("0@2 3@1 0@2");
    const { rows } = await fetchFrom(
      site,
      `SMS_DistributionDPStatus?$filter=PackageID eq '${id}' and MessageState eq 3`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ Name: "DP02.contoso.com", MessageSeverity: 0xc0000000 });
    expect(rows[0]?.["InsString1"]).toContain("DP02");
    site.scriptContent(id, {});
    await refresh(site);
    site.advance(120_000);
    expect(await states(site)).toBe("0@3 0@3 0@3");
  });

  it("a refresh of a package with the source missing writes status message 2306 and does not increase SourceVersion", async () => {
    const site = siteWith({ contentScripts: { [id]: { source: "missing" } } });
    await refresh(site);
    site.advance(60_000);
    expect(await version(site)).toBe(1);
    expect(await messages(site)).toEqual([2300, 2306]);
  });
});

describe("one distribution point or group", () => {
  it("RefreshNow sends the current version to one distribution point again", async () => {
    const site = siteWith();
    const { rows } = await fetchFrom(
      site,
      `SMS_DistributionPoint?$filter=PackageID eq '${id}'&$select=PackageID,ServerNALPath,SiteCode`,
    );
    expect((await send(site, "SMS_DistributionPoint", { ...rows[1], RefreshNow: true })).status).toBe(201);
    site.advance(2_000);
    expect(await states(site)).toBe("0@1 1@1 0@1");
    site.advance(60_000);
    expect([await version(site), await states(site)]).toEqual([1, "0@1 0@1 0@1"]);
  });

  it("after CancelDistribution during a transfer, the state of the distribution point is failed", async () => {
    const site = siteWith();
    const { rows } = await fetchFrom(site, `SMS_DistributionPoint?$filter=PackageID eq '${id}'`);
    await refresh(site);
    site.advance(18_000);
    await send(site, "SMS_DistributionPoint.CancelDistribution", {
      PackageId: id,
      NALPath: rows[0]?.["ServerNALPath"],
    });
    site.advance(60_000);
    expect(await states(site)).toBe("3@1 0@2 0@2");
  });

  it("a package that AddDistributionPoints sends is pending first, and installed later", async () => {
    const site = siteWith({ packages: [{ className: "SMS_Package", PackageID: id, distributionPoints: [] }] });
    const [name = ""] = points;
    const nalPath = `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=P01"]\\\\${name}\\`;
    await send(site, `SMS_Package('${id}')/AdminService.AddDistributionPoints`, {
      SiteCode: ["P01"],
      NALPath: [nalPath],
    });
    expect(await states(site)).toBe("1@1");
    site.advance(60_000);
    expect(await states(site)).toBe("0@1");
  });

  it("the methods of a distribution point group send a package again, remove it and add it on the distribution points of the group", async () => {
    const site = siteWith({ distributionPointGroups: [{ name: "Two", distributionPoints: points.slice(0, 2) }] });
    const { rows } = await fetchFrom(site, "SMS_DistributionPointGroup?$select=GroupID");
    const group = `SMS_DistributionPointGroup('${String(rows[0]?.["GroupID"])}')/AdminService`;
    await send(site, `${group}.ReDistributePackage`, { PackageID: id });
    site.advance(2_000);
    expect(await states(site)).toBe("1@1 1@1 0@1");
    await send(site, `${group}.RemovePackages`, { PackageIDs: [id] });
    expect(await states(site)).toBe("0@1");
    await send(site, `${group}.AddPackages`, { PackageIDs: [id] });
    site.advance(60_000);
    expect(await states(site)).toBe("0@1 0@1 0@1");
    const details = await fetchFrom(site, `SMS_DPGroupDistributionStatusDetails?$filter=ObjectID eq '${id}'`);
    expect(details.rows.map(({ MessageState }) => MessageState)).toEqual([1, 1]);
  });

  it("a method call with one unknown package or distribution point is refused, and changes nothing", async () => {
    const site = siteWith({
      packages: [{ className: "SMS_Package", PackageID: id, distributionPoints: points.slice(1) }],
      distributionPointGroups: [{ name: "All", distributionPoints: points }],
    });
    const before = await states(site);
    const { rows } = await fetchFrom(site, "SMS_DistributionPointGroup?$select=GroupID");
    const group = `SMS_DistributionPointGroup('${String(rows[0]?.["GroupID"])}')/AdminService`;
    const PackageIDs = [id, "P0199999"];
    expect((await send(site, `${group}.AddPackages`, { PackageIDs })).status).toBe(404);
    expect((await send(site, `${group}.RemovePackages`, { PackageIDs })).status).toBe(404);
    const [name = ""] = points;
    const NALPath = [`["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=P01"]\\\\${name}\\`, "nowhere"];
    const added = await send(site, `SMS_Package('${id}')/AdminService.AddDistributionPoints`, {
      SiteCode: ["P01", "P01"],
      NALPath,
    });
    expect(added.status).toBe(500);
    expect(await states(site)).toBe(before);
    expect(site.calls).toEqual([]);
  });
});
