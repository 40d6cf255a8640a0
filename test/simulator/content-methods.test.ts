import { describe, expect, it } from "vitest";
import { allClasses } from "../../src/simulator/classes/catalog.js";
import { createSimulatedSite, type SimulatedSite } from "../../src/simulator/index.js";
import { fetchFrom, send, errorText, type SiteResponse } from "./site-requests.js";

const drivers = "SMS_DriverPackage('P0100007')";
const updates = "SMS_SoftwareUpdatesPackage('P010000D')";
const content = "SMS_ContentPackage('P010001C')";
const source = ["\\\\files.contoso.com\\new$\\a"];

async function version(site: SimulatedSite, path: string): Promise<unknown> {
  site.advance(60_000);
  return (await fetchFrom(site, `${path}?$select=SourceVersion`)).rows[0]?.["SourceVersion"];
}

async function call(
  site: SimulatedSite,
  path: string,
  method: string,
  parameters: unknown = {},
): Promise<SiteResponse> {
  return await send(site, `${path}/AdminService.${method}`, parameters);
}

describe.each([
  [drivers, "AddDriverContent", "RemoveDriverContent"],
  [updates, "AddUpdateContent", "RemoveContent"],
])("the content methods of %s", (path, adding, removing) => {
  it("added content is refused with 500 if the package has it already, and the package is refreshed only if bRefreshDPs is true", async () => {
    const site = createSimulatedSite();
    const parameters = { ContentIDs: [16_777_301], ContentSourcePath: source };
    expect((await call(site, path, adding, parameters)).status).toBe(201);
    expect(await version(site, path)).toBe(1);
    const again = await call(site, path, adding, { ...parameters, bRefreshDPs: true });
    expect([again.status, errorText(again)]).toEqual([500, expect.stringContaining("already")]);
    expect(await version(site, path)).toBe(1);
    const more = { ContentIDs: [16_777_302], ContentSourcePath: source, bRefreshDPs: true };
    expect((await call(site, path, adding, more)).status).toBe(201);
    expect(await version(site, path)).toBe(2);
  });

  it("content is removed if the package has all given IDs, and nothing is removed if one ID is unknown", async () => {
    const site = createSimulatedSite();
    await call(site, path, adding, { ContentIDs: [1, 2], ContentSourcePath: [...source, ...source] });
    expect((await call(site, path, removing, { ContentIDs: [1, 3], bRefreshDPs: true })).status).toBe(500);
    expect(await version(site, path)).toBe(1);
    expect((await call(site, path, removing, { ContentIDs: [1, 2], bRefreshDPs: true })).status).toBe(201);
    expect(await version(site, path)).toBe(2);
  });

  it("added content is refused with 500 if the lists have different lengths, or if its source is a local path or belongs to another package", async () => {
    const site = createSimulatedSite();
    for (const parameters of [
      { ContentIDs: [1, 2], ContentSourcePath: source },
      { ContentIDs: [1], ContentSourcePath: ["C:\\drivers"] },
      { ContentIDs: [1], ContentSourcePath: ["\\\\files.contoso.com\\source$\\P0100012"] },
    ]) {
      expect((await call(site, path, adding, parameters)).status).toBe(500);
    }
    const PackageSource = "\\\\FILES.contoso.com\\source$\\P0100012";
    expect((await call(site, path, "ValidateNewPackageSource", { PackageSource })).status).toBe(500);
    expect((await call(site, path, "ValidateNewPackageSource", { PackageSource: source[0] })).status).toBe(201);
    expect(site.calls).toHaveLength(1);
  });

  it("after RebuildPackage, a refresh of a package with a missing source increases SourceVersion", async () => {
    const site = createSimulatedSite({
      contentScripts: { P0100007: { source: "missing" }, P010000D: { source: "missing" } },
    });
    await call(site, path, "RefreshPkgSource");
    expect(await version(site, path)).toBe(1);
    expect((await call(site, path, "RebuildPackage")).status).toBe(201);
    await call(site, path, "RefreshPkgSource");
    expect(await version(site, path)).toBe(2);
  });
});

describe(content, () => {
  const items = {
    ContentID: ["Content_1", "Content_2"],
    ContentVersion: [1, 1],
    ContentSource: [...source, ...source],
    ContentFlags: [0, 0],
    ContentType: [1, 1],
    RelatedContentID: ["", ""],
  };

  it("content that AddContent adds increases SourceVersion only after Commit", async () => {
    const site = createSimulatedSite();
    expect((await call(site, content, "AddContent", items)).status).toBe(201);
    expect(await version(site, content)).toBe(1);
    expect((await call(site, content, "Commit")).status).toBe(201);
    expect(await version(site, content)).toBe(2);
    expect((await call(site, content, "RemoveContent", { bRefreshDPs: true })).status).toBe(201);
    expect(await version(site, content)).toBe(3);
  });

  it("AddContent returns 500 if its lists have different lengths", async () => {
    const response = await call(createSimulatedSite(), content, "AddContent", { ...items, ContentType: [1] });
    expect([response.status, errorText(response)]).toEqual([500, expect.stringContaining("length")]);
  });

  it("AddDistributionPointGroup returns 500 if one group is unknown, and also sends nothing to the known group", async () => {
    const site = createSimulatedSite({
      packages: [{ className: "SMS_ContentPackage", PackageID: "P010001C", distributionPoints: [] }],
    });
    const [group] = (await fetchFrom(site, "SMS_DistributionPointGroup")).rows;
    const DistributionPointGroup = [group?.["GroupID"], "{00000000-0000-0000-0000-000000000000}"];
    const response = await call(site, content, "AddDistributionPointGroup", { DistributionPointGroup });
    expect([response.status, errorText(response)]).toEqual([500, expect.stringContaining("0x40480715")]);
    expect(site.calls).toEqual([]);
    expect((await fetchFrom(site, "SMS_DistributionPoint?$filter=PackageID eq 'P010001C'")).rows).toEqual([]);
  });

  it("a client can find a content package by SecurityKey, add it to a group, and poll its status by ObjectID until it is distributed, as a public client does", async () => {
    const key = "ScopeId_1/Application_2";
    const site = createSimulatedSite({
      packages: [
        { className: "SMS_ContentPackage", PackageID: "P0100099", SecurityKey: key, distributionPoints: [] },
        { className: "SMS_ContentPackage", PackageID: "P010009A", SecurityKey: "ScopeId_1/Application_3" },
      ],
      distributionPoints: ["DP01.contoso.com", "DP02.contoso.com"],
      distributionPointGroups: [{ name: "All", distributionPoints: ["DP01.contoso.com", "DP02.contoso.com"] }],
    });
    const found = await fetchFrom(site, `SMS_ContentPackage?$filter=${encodeURIComponent(`SecurityKey eq '${key}'`)}`);
    expect(found.rows).toMatchObject([{ PackageID: "P0100099", ObjectTypeID: 31 }]);
    const groups = await fetchFrom(site, "SMS_DistributionPointGroup?$filter=Name eq 'All'");
    const GroupID = String(groups.rows[0]?.["GroupID"]);
    const added = await call(site, "SMS_ContentPackage('P0100099')", "AddDistributionPointGroup", {
      DistributionPointGroup: [GroupID],
    });
    expect([added.status, added.json["ReturnValue"]]).toEqual([201, 0]);
    const poll = async () => {
      const filter = encodeURIComponent(`ObjectID eq '${key}' and (GroupID eq '${GroupID}')`);
      const { rows } = await fetchFrom(site, `SMS_DPGroupDistributionStatusDetails?$filter=${filter}`);
      return rows.map(({ MessageState, PackageID }) => [PackageID, MessageState]);
    };
    expect(await poll()).toEqual([
      ["P0100099", 2],
      ["P0100099", 2],
    ]);
    site.advance(60_000);
    expect(await poll()).toEqual([
      ["P0100099", 1],
      ["P0100099", 1],
    ]);
  });

  it("the rows of each status class have the ID of the application that a content package belongs to", async () => {
    const site = createSimulatedSite();
    const [row] = (await fetchFrom(site, `${content}?$select=SecurityKey`)).rows;
    const key = String(row?.["SecurityKey"]);
    const first = async (className: string) =>
      (await fetchFrom(site, `${className}?$filter=PackageID eq 'P010001C'&$top=1`)).rows[0] ?? {};
    expect(key).toMatch(/^ScopeId_.+\/Application_/u);
    for (const className of ["SMS_DistributionDPStatus", "SMS_DistributionStatus", "SMS_ObjectContentExtraInfo"]) {
      expect(await first(className)).toMatchObject({ ObjectID: key, ObjectTypeID: 31 });
    }
    expect(await first("SMS_DPContentInfo")).toMatchObject({ ObjectID: `${key}/1` });
    expect(await first("SMS_DistributionPoint")).toMatchObject({ SecureObjectID: `${key}/1` });
    expect(await first("SMS_PackageStatusDistPointsSummarizer")).toMatchObject({ SecureObjectID: key });
  });
});

describe("methods of other classes", () => {
  it("UpdateOptionalComponents sets OptionalComponents of a boot image, and refuses a component that is not a number", async () => {
    const site = createSimulatedSite();
    const path = "SMS_BootImagePackage('P0100002')";
    expect((await call(site, path, "UpdateOptionalComponents", { ComponentIds: ["3", "x"] })).status).toBe(500);
    expect((await call(site, path, "UpdateOptionalComponents", { ComponentIds: ["3", "7"] })).status).toBe(201);
    expect((await fetchFrom(site, path)).rows[0]).toMatchObject({ OptionalComponents: [3, 7] });
  });

  it.each([
    ["CheckDuplicateSourceName", { SourceName: "\\\\files.contoso.com\\source$\\p0100012", SourceSite: "P01" }, true],
    [
      "CheckDuplicateSourceName",
      { SourceName: "\\\\files.contoso.com\\source$\\P0100012", SourceSite: "P01", PackageID: "P0100012" },
      false,
    ],
    ["CheckDuplicateShareName", { ShareName: "", PackageID: "" }, false],
    ["CheckDuplicateShareName", { ShareName: "none$", PackageID: "" }, false],
  ])("SMS_Package.%s with %j returns IsDuplicated %s", async (method, parameters, IsDuplicated) => {
    const { json } = await send(createSimulatedSite(), `SMS_Package.${method}`, parameters);
    expect(json).toMatchObject({ IsDuplicated, DupPkgID: IsDuplicated ? "P0100012" : "" });
  });

  it("CheckReferencesShareType returns the packages of a task sequence whose own share has no name", async () => {
    const site = createSimulatedSite();
    const check = async () =>
      (await send(site, "SMS_TaskSequencePackage.CheckReferencesShareType", { PackageID: "P0100021" })).json;
    expect(await check()).toMatchObject({ CanRunFromDP: true, PacakgeIds: [] });
    await send(site, "SMS_Package('P0100014')", { ShareType: 2 }, "PUT");
    expect(await check()).toMatchObject({ CanRunFromDP: false, PacakgeIds: ["P0100014"], PackageNames: ["7-Zip"] });
  });

  it("GetTSRelatedToDriverCategory returns the task sequences whose XML contains the driver category", async () => {
    const Sequence = '<sequence><variable property="DriverCategory">Category_1</variable></sequence>';
    const site = createSimulatedSite({
      packages: [
        { className: "SMS_TaskSequencePackage", PackageID: "P0100031", Name: "A", Sequence },
        { className: "SMS_TaskSequencePackage", PackageID: "P0100032", Name: "B" },
      ],
    });
    const path = "SMS_TaskSequencePackage.GetTSRelatedToDriverCategory";
    const { json } = await send(site, path, { CategoryUniqueId: "Category_1" });
    expect(json).toMatchObject({ PacakgeIds: ["P0100031"], PackageNames: ["A"] });
  });

  it("after VerifyPackage, the distribution point has a status message with the result", async () => {
    const site = createSimulatedSite();
    const { rows } = await fetchFrom(site, "SMS_DistributionPoint?$filter=PackageID eq 'P0100012'&$top=1");
    const parameters = { PackageId: "P0100012", NALPath: rows[0]?.["ServerNALPath"] };
    expect((await send(site, "SMS_DistributionPoint.VerifyPackage", parameters)).status).toBe(201);
    site.advance(10_000);
    const status = await fetchFrom(
      site,
      "SMS_DistributionDPStatus?$filter=PackageID eq 'P0100012' and MessageID eq 2384",
    );
    expect(status.rows).toHaveLength(1);
  });

  it.each([
    ["lists of different lengths", ["P01"], []],
    ["a site that does not have the distribution point", ["P02"], undefined],
  ])("AddDistributionPoints returns 500 for %s", async (_, SiteCode, paths) => {
    const site = createSimulatedSite();
    const { rows } = await fetchFrom(site, "SMS_DistributionPoint?$filter=SiteCode eq 'P01'&$top=1");
    const NALPath = paths ?? [rows[0]?.["ServerNALPath"]];
    expect((await call(site, drivers, "AddDistributionPoints", { SiteCode, NALPath })).status).toBe(500);
    expect(site.calls).toEqual([]);
  });
});

describe("a method that the simulated site does not simulate", () => {
  const site = createSimulatedSite();
  const listed = site.describeBehavior().matchAll(/^not simulated: (\S+)/gmu);
  const names = new Set([...listed].map(([, name]) => name));

  it("describeBehavior() lists a method that is not simulated", () => {
    expect(names).toContain("SMS_BootImagePackage.UpdateImage");
    expect(names).not.toContain("SMS_ContentPackage.AddDistributionPointGroup");
  });

  it("exactly the methods that describeBehavior() lists return 404 with the text 'is not simulated', and do not run", async () => {
    const methods = allClasses.flatMap((definition) =>
      definition.methods.map((method) => [definition, method, `${definition.name}.${method.name}`] as const),
    );
    for (const [definition, method, name] of methods) {
      if (definition.abstract && !method.static) continue;
      const given = method.inParameters.filter(({ optional }) => !optional);
      const body = Object.fromEntries(given.map((parameter) => [parameter.name, valueFor(parameter)]));
      const [row] = method.static ? [] : (await fetchFrom(site, `${definition.name}?$top=1`)).rows;
      const key = String(row?.[definition.keys[0]?.name ?? ""]);
      const path = method.static ? name : `${definition.name}('${key}')/AdminService.${method.name}`;
      const before = site.calls.length;
      const response = await send(site, path, body);
      expect([name, errorText(response).includes("not simulated")]).toEqual([name, names.has(name)]);
      if (names.has(name)) expect([response.status, site.calls.length]).toEqual([404, before]);
    }
  });

  function valueFor({ type, array }: { readonly type: string; readonly array: boolean }): unknown {
    if (type.startsWith("SMS_")) return array ? [] : { "@odata.type": `#AdminService.${type}` };
    const single = type === "String" ? "x" : type === "Boolean" ? false : 1;
    return array ? [single] : single;
  }
});
