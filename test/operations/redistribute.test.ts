import { describe, expect, it } from "vitest";
import { redistribute } from "../../src/operations/redistribute.js";
import { watchDistribution } from "../../src/operations/watch-distribution.js";
import { fail } from "../../src/result.js";
import { failure, FakeSite, nalPath } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const PackageID = "P0100012";

function site(): FakeSite {
  return new FakeSite().serve("SMS_DistributionPoint", [
    { PackageID, ServerNALPath: nalPath("DP01.CONTOSO.COM"), SiteCode: "P01" },
    { PackageID, ServerNALPath: nalPath("DP02.CONTOSO.COM"), SiteCode: "P01" },
  ]);
}

describe("redistribute", () => {
  it.each(["dp02.contoso.com", { name: "DP02.CONTOSO.COM", siteCode: "P01" }])(
    "writes RefreshNow on the one point that %j names",
    async (point) => {
      const transport = site();
      expect(await redistribute(transport, "p0100012", point)).toEqual({
        ok: true,
        value: { phase: "accepted", PackageID, point: { name: "DP02.CONTOSO.COM", siteCode: "P01" } },
      });
      expect(transport.puts).toEqual([
        {
          path: {
            className: "SMS_DistributionPoint",
            keys: { PackageID, ServerNALPath: nalPath("DP02.CONTOSO.COM"), SiteCode: "P01" },
          },
          changes: { RefreshNow: true },
        },
      ]);
    },
  );

  it.each(["DP09.CONTOSO.COM", { name: "DP02.CONTOSO.COM", siteCode: "P02" }])(
    "writes nothing where the package is not targeted at %j",
    async (point) => {
      const transport = site();
      const result = await redistribute(transport, PackageID, point);
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "not-found",
          execution: "not-executed",
          operation: { className: "SMS_DistributionPoint", PackageID },
          message: expect.stringMatching(/P0100012: the package is not assigned to DP0\d\.CONTOSO\.COM/) as string,
          advice: expect.stringMatching(/server name.*first distribution/) as string,
        },
      });
      expect(transport.puts).toEqual([]);
    },
  );

  it("writes nothing on a point that the package is being taken away from", async () => {
    const transport = new FakeSite().serve("SMS_DistributionPoint", [
      { PackageID, ServerNALPath: nalPath("DP01"), SiteCode: "P01", Status: 3 },
    ]);
    expect(await redistribute(transport, PackageID, "DP01")).toMatchObject({ failure: { kind: "not-found" } });
    expect(transport.puts).toEqual([]);
  });

  it("refuses a name that exists at two sites without a site code, and writes nothing", async () => {
    const transport = new FakeSite().serve(
      "SMS_DistributionPoint",
      ["P01", "P02"].map((SiteCode) => ({ PackageID, ServerNALPath: nalPath("DP01"), SiteCode })),
    );
    const result = await redistribute(transport, PackageID, "dp01");
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "siteCode", execution: "not-executed" },
    });
    expect(!result.ok && result.failure.message).toMatch(/P01, P02/);
    expect(transport.puts).toEqual([]);
  });

  it("refuses a name that one site has twice, and accepts a repeated row", async () => {
    const row = (name: string) => ({ PackageID, ServerNALPath: name, SiteCode: "P01" });
    const share = nalPath("DP01").replace("MSWNET", "MSWINNT");
    const two = new FakeSite().serve("SMS_DistributionPoint", [row(nalPath("DP01")), row(share)]);
    expect(await redistribute(two, PackageID, { name: "DP01", siteCode: "P01" })).toMatchObject({
      failure: { kind: "invalid-argument", parameter: "point" },
    });
    expect(two.puts).toEqual([]);
    const repeated = new FakeSite().serve("SMS_DistributionPoint", [row(nalPath("DP01")), row(nalPath("dp01"))]);
    expect(await redistribute(repeated, PackageID, { name: "DP01", siteCode: "p01" })).toMatchObject({ ok: true });
  });

  it("selects a distribution point by its site code if several sites have the name", async () => {
    const transport = new FakeSite().serve(
      "SMS_DistributionPoint",
      ["P01", "P02"].map((SiteCode) => ({ PackageID, ServerNALPath: nalPath("DP01"), SiteCode })),
    );
    expect(await redistribute(transport, PackageID, { name: "DP01", siteCode: "P02" })).toMatchObject({
      value: { point: { name: "DP01", siteCode: "P02" } },
    });
  });

  it.each([
    ["P01/0012", "DP01", "PackageID"],
    [PackageID, "", "point"],
    [PackageID, { name: "" }, "point"],
    [PackageID, {}, "point"],
    [PackageID, undefined, "point"],
    [PackageID, null, "point"],
    [PackageID, 5, "point"],
    [PackageID, { name: "DP01", siteCode: 1 }, "siteCode"],
  ])("refuses %j at %j", async (id, point, parameter) => {
    const transport = site();
    expect(await redistribute(transport, id, point as string)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter, operation: { className: "SMS_DistributionPoint" } },
    });
    expect(transport.queries).toEqual([]);
  });

  it("says what would name a point, and of which package", async () => {
    expect(await redistribute(site(), PackageID, "")).toMatchObject({
      failure: { message: expect.stringContaining("server name") as string, operation: { PackageID } },
    });
  });

  it("writes nothing where the points can't be read, and fails where the site refuses the write", async () => {
    const denied = failure("access-denied", "SMS_DistributionPoint");
    const unreadable = new FakeSite().serve("SMS_DistributionPoint", denied);
    expect(await redistribute(unreadable, PackageID, "DP01")).toMatchObject({ failure: { kind: "access-denied" } });
    expect(unreadable.puts).toEqual([]);
    const readOnly = site();
    readOnly.putInstance = () => Promise.resolve(fail(denied));
    expect(await redistribute(readOnly, PackageID, "DP01.CONTOSO.COM")).toEqual(fail(denied));
  });
});

/** The simulated site's point needs a moment before it says that it is pending. */
const transferStartMs = 5000;

describe("redistribute over HTTPS", () => {
  it("makes the point fetch the content again, at the version that it is", async () => {
    await using opened = await openSite({
      packages: [{ className: "SMS_Package", PackageID, SourceVersion: 3 }],
      distributionPoints: [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }],
    });
    const { transport, clock, site } = opened;
    expect(await redistribute(transport, PackageID, "DP02.CONTOSO.COM")).toMatchObject({ ok: true });
    site.advance(transferStartMs);
    const seen: string[] = [];
    for await (const look of watchDistribution(transport, PackageID, { sourceVersion: 3, clock })) {
      if (look.ok) seen.push(`${look.value.outcome} ${look.value.installed} of ${look.value.total}`);
    }
    expect(seen[0]).toBe("in-progress 1 of 2");
    expect(seen.at(-1)).toBe("done 2 of 2");
  });
});
