import { describe, expect, it } from "vitest";
import {
  createSimulatedSite,
  defaultSeed,
  generateSeed,
  parseSeed,
  type ContentScript,
  type SimulatedSiteOptions,
} from "../../src/simulator/index.js";
import { allClasses, isPackageClass } from "../../src/simulator/classes/catalog.js";
import { fetchFrom, send } from "./site-requests.js";

describe("the default site", () => {
  const { packages = [], distributionPoints = [], distributionPointGroups = [] } = defaultSeed();

  it("the default site has packages of each class with different PackageIDs, and each distribution point is in one group", () => {
    const concrete = allClasses.filter((definition) => isPackageClass(definition) && !definition.abstract);
    expect(new Set(packages.map(({ className }) => className))).toEqual(new Set(concrete.map(({ name }) => name)));
    expect(new Set(packages.map(({ PackageID }) => PackageID)).size).toBe(packages.length);
    const grouped = distributionPointGroups.flatMap((group) => group.distributionPoints);
    expect(grouped).toEqual(distributionPoints.map((point) => (typeof point === "string" ? point : point.name)));
  });

  it("the default site has task sequences that refer only to existing packages and to applications", async () => {
    const { rows } = await fetchFrom(createSimulatedSite(), "SMS_TaskSequencePackageReference");
    expect(rows.length).toBeGreaterThan(15);
    const lost = rows.filter(({ ObjectName, ObjectType }) => ObjectName === "" && ObjectType !== 512);
    expect(lost).toEqual([]);
  });

  it("the default site has a task sequence that is not ready on four distribution points: outdated, in progress, failed, and never sent", async () => {
    const site = createSimulatedSite();
    const { rows } = await fetchFrom(site, "SMS_TaskSequencePackageReference?$filter=PackageID eq 'P0100023'");
    const notReady: string[] = [];
    for (const { ObjectID } of rows) {
      const id = String(ObjectID);
      const [pkg] = (await fetchFrom(site, `SMS_PackageBaseclass?$filter=PackageID eq '${id}'`)).rows;
      const copies = (await fetchFrom(site, `SMS_PackageStatusDistPointsSummarizer?$filter=PackageID eq '${id}'`)).rows;
      for (const point of distributionPoints) {
        const name = typeof point === "string" ? point : point.name;
        const copy = copies.find(({ ServerNALPath }) => String(ServerNALPath).includes(name));
        if (copy?.["State"] === 0 && copy["SourceVersion"] === pkg?.["SourceVersion"]) continue;
        notReady.push(`${id} ${name} ${copy === undefined ? "missing" : JSON.stringify(copy["State"])}`);
      }
    }
    expect(notReady).toEqual([
      "P0100006 DP05.contoso.com 0",
      "P0100006 DP06.contoso.com 1",
      "P0100006 DP07.contoso.com 3",
      "P0100006 DP08.contoso.com missing",
    ]);
  });

  it("the default packages are on the given distribution points if the options contain only distributionPoints", async () => {
    const site = createSimulatedSite({ distributionPoints: ["DP99.contoso.com"] });
    const { rows } = await fetchFrom(site, "SMS_DistributionPoint?$filter=PackageID eq 'P0100006'");
    expect(rows).toHaveLength(1);
  });

  it("generateSeed(500) makes a site with 500 packages", async () => {
    const site = createSimulatedSite(generateSeed(500));
    expect((await fetchFrom(site, "SMS_PackageBaseclass/$count")).text).toBe("500");
  });

  it.each([-1, 1.5, Number.NaN])("generateSeed throws a RangeError for %d packages", (count) => {
    expect(() => generateSeed(count)).toThrow(RangeError);
  });

  it.each(["P01", "P02", "ABC"])(
    "the default site with the site code %s has no other site with this code in its hierarchy",
    async (code) => {
      const { rows } = await fetchFrom(createSimulatedSite({ siteCode: code }), "SMS_Site?$select=SiteCode");
      const codes = rows.map(({ SiteCode }) => SiteCode);
      expect(codes[0]).toBe(code);
      expect(new Set(codes).size).toBe(codes.length);
    },
  );
});

describe("exportSeed", () => {
  it("a site that starts from an exported seed has the same objects and exports the same seed", async () => {
    const site = createSimulatedSite();
    await send(site, "SMS_Package('P0100012')/AdminService.RefreshPkgSource");
    site.advance(60_000);
    await send(site, "SMS_Package('P0100013')", { Description: "changed" }, "PUT");
    site.scriptContent("P0100012", { source: "missing" });
    const written: unknown = JSON.parse(JSON.stringify(site.exportSeed()));
    const again = createSimulatedSite(parseSeed(written));
    for (const path of ["SMS_Package('P0100012')", "SMS_Package('P0100013')", "SMS_TaskSequencePackage('P010001F')"]) {
      expect((await fetchFrom(again, path)).text).toBe((await fetchFrom(site, path)).text);
    }
    expect(JSON.parse(JSON.stringify(again.exportSeed()))).toEqual(written);
  });

  it("exportSeed includes events that are due, if the site's clock runs by itself", async () => {
    const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012" }], speed: 1e7 });
    await send(site, "SMS_Package('P0100012')/AdminService.RefreshPkgSource");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(site.exportSeed().packages).toMatchObject([{ SourceVersion: 2 }]);
  });
});

describe("invalid seeds", () => {
  const good = { className: "SMS_Package", PackageID: "P0100001" };

  it.each([
    ["an unknown class", { packages: [{ ...good, className: "SMS_Application" }] }, "packages[0].className"],
    ["a bad PackageID", { packages: [{ ...good, PackageID: "P01" }] }, "packages[0].PackageID"],
    ["a property of the wrong type", { packages: [{ ...good, SourceVersion: "2" }] }, "packages[0].SourceVersion"],
    ["an unknown member", { package: [] }, "package"],
    ["an unknown role", { accounts: [{ name: "a", roles: ["King"] }] }, "accounts[0].roles[0]"],
    ["an unknown release", { release: "1999" }, "release"],
    ["an array", [], "object"],
  ])("parseSeed throws an error that names the place of %s", (_, seed, place) => {
    expect(() => parseSeed(seed)).toThrow(place);
  });

  it.each([
    ["the same PackageID twice", { packages: [good, good] }, "P0100001"],
    ["the same distribution point twice", { distributionPoints: ["DP01", { name: "DP01", siteCode: "P02" }] }, "DP01"],
    ["the same site twice", { otherSites: ["P03", "P03"] }, "P03"],
    ["its own site among the others", { siteCode: "P02", otherSites: ["P02"] }, "P02"],
    ["a distribution point that does not exist", { packages: [{ ...good, distributionPoints: ["DP99"] }] }, "DP99"],
    [
      "a lock on a package that does not exist",
      { packages: [good], locks: [{ PackageID: "P0100009", user: "bob" }] },
      "P0100009",
    ],
  ])("createSimulatedSite throws an error that names %s", (_, seed, place) => {
    expect(() => createSimulatedSite(seed)).toThrow(place);
  });
});

it.each([-1, Number.NaN, Infinity])("createSimulatedSite throws a RangeError for speed %d", (speed) => {
  expect(() => createSimulatedSite({ speed })).toThrow(RangeError);
  expect(() => createSimulatedSite({ speed })).toThrow(/\bspeed .*\b0\b/);
});

it.each([-1, Number.NaN, Infinity, "60000", undefined])("advance(%s) throws a RangeError", (ms) => {
  const site = createSimulatedSite();
  const advance = () => {
    site.advance(ms as number);
  };
  expect(advance).toThrow(RangeError);
  expect(advance).toThrow(/\bms .*milliseconds.*\b0\b/);
});

it.each([new Date(Number.NaN), "2026-01-01", 5, null])(
  "createSimulatedSite throws a TypeError for startTime %s",
  (startTime) => {
    expect(() => createSimulatedSite({ startTime: startTime as Date })).toThrow(TypeError);
    expect(() => createSimulatedSite({ startTime: startTime as Date })).toThrow(/\bstartTime .*Date/);
  },
);

it("createSimulatedSite throws an error if its options are null", () => {
  const options = null as unknown as SimulatedSiteOptions;
  expect(() => createSimulatedSite(options)).toThrow(/createSimulatedSite: options .*object/);
});

it("scriptContent throws an error that names the wrong place of an invalid script", () => {
  const site = createSimulatedSite();
  const script = { points: { DP01: "explodes" } } as unknown as ContentScript;
  expect(() => {
    site.scriptContent("P0100012", script);
  }).toThrow("points.DP01");
});

it("an exported seed has the current locks and content scripts of the site", () => {
  const site = createSimulatedSite({ locks: [{ PackageID: "P0100012", user: "bob" }] });
  site.scriptContent("P0100013", { snapshotMs: 5 });
  expect(site.exportSeed()).toMatchObject({
    locks: [{ PackageID: "P0100012", user: "bob", machine: "ADMIN01" }],
    contentScripts: { P0100013: { snapshotMs: 5 } },
  });
});

it("a property in the seed that its class does not have is kept and returned", async () => {
  const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100001", SourceSize: 5 }] });
  expect((await fetchFrom(site, "SMS_Package('P0100001')")).rows[0]).toMatchObject({ SourceSize: 5 });
});
