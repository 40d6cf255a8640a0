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
    "redistribute writes RefreshNow only to the distribution point %j",
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
    "redistribute writes nothing if the package is not assigned to %j",
    async (point) => {
      const transport = site();
      const result = await redistribute(transport, PackageID, point);
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "not-found",
          execution: "not-executed",
          operation: { className: "SMS_DistributionPoint", PackageID },
          message: expect.stringMatching(/P0100012: .*DP0\d\.CONTOSO\.COM/) as string,
          advice: expect.stringMatching(/server name.*addDistributionPoints/) as string,
        },
      });
      expect(transport.puts).toEqual([]);
    },
  );

  it("redistribute writes nothing to a distribution point from which the site is removing the package", async () => {
    const transport = new FakeSite().serve("SMS_DistributionPoint", [
      { PackageID, ServerNALPath: nalPath("DP01"), SiteCode: "P01", Status: 3 },
    ]);
    expect(await redistribute(transport, PackageID, "DP01")).toMatchObject({ failure: { kind: "not-found" } });
    expect(transport.puts).toEqual([]);
  });

  it("redistribute refuses a server name that exists at two sites if it has no site code, and writes nothing", async () => {
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

  it("redistribute refuses a server name with two different NAL paths at one site, and accepts the same row twice", async () => {
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

  it("redistribute selects the distribution point by the site code if several sites have the server name", async () => {
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
  ])(
    "redistribute refuses the PackageID %j with the distribution point %j, and sends nothing",
    async (id, point, parameter) => {
      const transport = site();
      expect(await redistribute(transport, id, point as string)).toMatchObject({
        ok: false,
        failure: { kind: "invalid-argument", parameter, operation: { className: "SMS_DistributionPoint" } },
      });
      expect(transport.queries).toEqual([]);
    },
  );

  it("redistribute refuses an empty server name with a message about the server name, and with the PackageID", async () => {
    expect(await redistribute(site(), PackageID, "")).toMatchObject({
      failure: { message: expect.stringContaining("server name") as string, operation: { PackageID } },
    });
  });

  it("redistribute fails if the distribution points cannot be read or the site refuses the write", async () => {
    const denied = failure("access-denied", "SMS_DistributionPoint");
    const unreadable = new FakeSite().serve("SMS_DistributionPoint", denied);
    expect(await redistribute(unreadable, PackageID, "DP01")).toMatchObject({ failure: { kind: "access-denied" } });
    expect(unreadable.puts).toEqual([]);
    const readOnly = site();
    readOnly.putInstance = () => Promise.resolve(fail(denied));
    expect(await redistribute(readOnly, PackageID, "DP01.CONTOSO.COM")).toEqual(fail(denied));
  });
});

/** Time after which a distribution point of the simulated site reports that it is pending, in milliseconds. */
const transferStartMs = 5000;

describe("redistribute on a simulated site", () => {
  it("after redistribute, the distribution point receives the content of the current version again", async () => {
    await using opened = await openSite({
      packages: [{ className: "SMS_Package", PackageID, SourceVersion: 3 }],
      distributionPoints: [{ name: "DP01.CONTOSO.COM" }, { name: "DP02.CONTOSO.COM" }],
    });
    const { transport, clock, site } = opened;
    expect(await redistribute(transport, PackageID, "DP02.CONTOSO.COM")).toMatchObject({ ok: true });
    site.advance(transferStartMs);
    const seen: string[] = [];
    for await (const poll of watchDistribution(transport, PackageID, { sourceVersion: 3, clock })) {
      if (poll.ok) seen.push(`${poll.value.outcome} ${poll.value.installed} of ${poll.value.total}`);
    }
    expect(seen[0]).toBe("in-progress 1 of 2");
    expect(seen.at(-1)).toBe("done 2 of 2");
  });
});
