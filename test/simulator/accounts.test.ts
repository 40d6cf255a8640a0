import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Account, type Behavior, type SimulatedSite } from "../../src/simulator/index.js";

const admin: Account = { name: "CONTOSO\\admin", roles: ["Full Administrator"], token: "admin-token" };
const reader: Account = { name: "CONTOSO\\reader", roles: ["Read-only Analyst"], token: "reader-token" };
const osd: Account = { name: "CONTOSO\\osd", roles: ["Operating System Deployment Manager"], token: "osd-token" };
const printTeam: Account = {
  name: "CONTOSO\\print",
  roles: ["Full Administrator"],
  scopes: ["Print team"],
  token: "print-token",
};
const withoutRole: Account = { name: "CONTOSO\\no-role", roles: [], token: "no-role-token" };
const accounts = [admin, reader, osd, printTeam, withoutRole];

function siteWith(behavior: Partial<Behavior> = {}): SimulatedSite {
  return createSimulatedSite({ accounts, behavior });
}

async function fetchAs(
  site: SimulatedSite,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  gatewayPath = "AdminService",
  parameters: unknown = {},
) {
  const init = method === "POST" ? { method, body: JSON.stringify(parameters), headers } : { method, headers };
  const response = await site.fetch(new Request(`https://cm01.contoso.com/${gatewayPath}/wmi/${path}`, init));
  const text = await response.text();
  const json = (text.startsWith("{") ? JSON.parse(text) : {}) as { value?: unknown[]; error?: { message: string } };
  return { status: response.status, headers: response.headers, json };
}

async function callAs(site: SimulatedSite, account: Account, path: string, parameters: unknown) {
  return await fetchAs(site, path, signInAs(account), "POST", "AdminService", parameters);
}

const signInAs = ({ token = "" }: Account): Record<string, string> => ({ Authorization: `Bearer ${token}` });
const package12 = "SMS_Package('P0100012')";

describe("authentication", () => {
  it("with authentication none, a request without a token is accepted as the first account of the seed", async () => {
    const site = siteWith();
    await fetchAs(site, `${package12}/AdminService.RefreshPkgSource`, {}, "POST");
    await fetchAs(site, `${package12}/AdminService.RefreshPkgSource`, signInAs(printTeam), "POST");
    expect(site.calls.map(({ user }) => user)).toEqual(["CONTOSO\\admin"]);
  });

  it("with authentication bearer, a request without the token of an account gets a 401 response", async () => {
    const site = siteWith({ authentication: "bearer" });
    const refused = await fetchAs(site, package12);
    expect([refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect((await fetchAs(site, package12, { Authorization: "Bearer wrong" })).status).toBe(401);
    expect((await fetchAs(site, package12, signInAs(admin))).status).toBe(200);
    expect((await fetchAs(site, package12, signInAs(admin), "GET", "AdminService_TokenAuth")).status).toBe(200);
  });

  it("a site whose seed has no accounts accepts any token and any user name", async () => {
    const site = createSimulatedSite({ behavior: { authentication: "bearer" } });
    expect((await fetchAs(site, package12)).status).toBe(401);
    expect((await fetchAs(site, package12, { Authorization: "Bearer anything" })).status).toBe(200);
    site.setBehavior({ authentication: "negotiate" });
    await fetchAs(site, `${package12}/AdminService.RefreshPkgSource`, { "X-Remote-User": "alice@TEST" }, "POST");
    expect(site.calls.map(({ user }) => user)).toEqual(["alice@TEST"]);
  });

  it("with authentication negotiate, the account is the one in the header X-Remote-User, and a token is accepted only at /AdminService_TokenAuth", async () => {
    const site = siteWith({ authentication: "negotiate" });
    const refused = await fetchAs(site, package12);
    expect([refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([401, "Negotiate"]);
    expect((await fetchAs(site, package12, { "X-Remote-User": "contoso\\ADMIN" })).status).toBe(200);
    expect((await fetchAs(site, package12, signInAs(admin))).status).toBe(401);
    expect((await fetchAs(site, package12, signInAs(admin), "GET", "AdminService_TokenAuth")).status).toBe(200);
  });

  it("a 401 response offers NTLM before release 2509, and from 2509 on a request with NTLM is refused with a line in the log", async () => {
    const old = createSimulatedSite({ release: "2503", behavior: { authentication: "negotiate" } });
    expect((await fetchAs(old, package12)).headers.get("WWW-Authenticate")).toBe("Negotiate, NTLM");
    const site = siteWith({ authentication: "negotiate" });
    expect((await fetchAs(site, package12, { Authorization: "NTLM TlRMTVNTUAAB" })).status).toBe(401);
    expect(site.log).toContain("Rejecting NTLM authentication.");
  });
});

describe("permissions", () => {
  it.each([
    [404, 404, "Access denied  WMI QUERY: "],
    [500, 500, "Insufficient rights"],
    [403, 403, "The caller is not authorized to perform this operation."],
  ] as const)(
    "an account without a role gets status %i if behavior.permission has this value",
    async (permission, status, message) => {
      const site = siteWith({ permission });
      for (const path of ["SMS_Package", package12, "SMS_Package/$count"]) {
        const response = await fetchAs(site, path, signInAs(withoutRole));
        expect([response.status, response.json.error?.message]).toEqual([status, message]);
      }
    },
  );

  it("an account without a role gets an empty array if behavior.permission is empty-array", async () => {
    const response = await fetchAs(siteWith({ permission: "empty-array" }), "SMS_Package", signInAs(withoutRole));
    expect([response.status, response.json.value]).toEqual([200, []]);
  });

  it("an account can refresh a package only if one of its roles can change the package class", async () => {
    const site = siteWith();
    const refresh = async (target: string, account: Account) =>
      (await fetchAs(site, `${target}/AdminService.RefreshPkgSource`, signInAs(account), "POST")).status;
    expect(await refresh(package12, reader)).toBe(404);
    expect(await refresh(package12, osd)).toBe(404);
    expect(await refresh("SMS_ImagePackage('P0100004')", osd)).toBe(201);
    expect(await refresh(package12, admin)).toBe(201);
    expect((await fetchAs(site, package12, signInAs(reader))).status).toBe(200);
    expect(site.calls.map(({ user, PackageID }) => [user, PackageID])).toEqual([
      ["CONTOSO\\osd", "P0100004"],
      ["CONTOSO\\admin", "P0100012"],
    ]);
  });

  it("a package outside the security scopes of an account gets the same error as a package that does not exist", async () => {
    const site = siteWith();
    expect((await fetchAs(site, "SMS_Package", signInAs(printTeam))).json.value).toHaveLength(1);
    expect((await fetchAs(site, "SMS_Package('P0100028')", signInAs(printTeam))).status).toBe(200);
    const hidden = await fetchAs(site, package12, signInAs(printTeam));
    const absent = await fetchAs(site, "SMS_Package('P01FFFFF')", signInAs(printTeam));
    expect([hidden.status, hidden.json]).toEqual([absent.status, absent.json]);
    const rows = await fetchAs(
      site,
      "SMS_PackageStatusDistPointsSummarizer?$filter=PackageID eq 'P0100012'",
      signInAs(printTeam),
    );
    expect(rows.json.value).toEqual([]);
  });

  it("a read-only site refuses each refresh and delete, and permits reads", async () => {
    const site = createSimulatedSite({ readOnly: true });
    expect((await fetchAs(site, `${package12}/AdminService.RefreshPkgSource`, {}, "POST")).status).toBe(404);
    expect((await fetchAs(site, package12, {}, "DELETE")).status).toBe(404);
    expect((await fetchAs(site, package12)).status).toBe(200);
  });

  const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';

  it.each([
    ["SMS_BootImagePackage.DeleteContextID", { ContextID: "abc" }],
    ["SMS_BootImagePackage.ExportDefaultBootImage", { Architecture: "x64", ImageIndex: 1, ExportImagePath: "a.wim" }],
    ["SMS_BootImagePackage.UpdateDefaultImage", {}],
    ["SMS_BootImagePackage.UpdateImage", {}],
    ["SMS_ObjectLock.RequestLock", { ObjectRelPath }],
    ["SMS_ObjectLock.ReleaseLock", { ObjectRelPath }],
    ["SMS_VhdPackage.RunOfflineServicingManager", { SiteCode: "P01", ServerName: "a", PackageID: "P010001E" }],
  ])(
    "%s is refused with 403 for a reader and on a read-only site, and not for an account that can change the class",
    async (path, parameters) => {
      const behavior = { permission: 403 } as const;
      const site = siteWith(behavior);
      const readOnly = createSimulatedSite({ accounts, behavior, readOnly: true });
      expect((await callAs(site, reader, path, parameters)).status).toBe(403);
      expect((await callAs(readOnly, admin, path, parameters)).status).toBe(403);
      expect(site.calls).toHaveLength(0);
      const allowed = await callAs(site, osd, path, parameters);
      expect(allowed.json.error?.message ?? "simulated").toContain("simulated");
      expect(allowed.status).toBe(allowed.json.error === undefined ? 201 : 404);
    },
  );

  it("GetLockInformation succeeds for an account that has only read permission", async () => {
    expect((await callAs(siteWith(), reader, "SMS_ObjectLock.GetLockInformation", { ObjectRelPath })).status).toBe(201);
  });

  it("a method with the PackageID of a package outside the security scopes of the account returns 404", async () => {
    const site = siteWith();
    const { json } = await fetchAs(
      site,
      "SMS_DistributionPoint?$filter=PackageID eq 'P0100012'&$top=1",
      signInAs(admin),
    );
    const { ServerNALPath: NALPath } = json.value?.[0] as { ServerNALPath: string };
    const groups = await fetchAs(site, "SMS_DistributionPointGroup", signInAs(admin));
    const { GroupID } = groups.json.value?.[0] as { GroupID: string };
    const group = `SMS_DistributionPointGroup('${GroupID}')/AdminService`;
    const TaskSequencePackage = { "@odata.type": "#AdminService.SMS_TaskSequencePackage", PackageID: "P0100024" };
    const TaskSequence = { "@odata.type": "#AdminService.SMS_TaskSequence", SequenceXML: "<sequence/>" };
    for (const [path, parameters] of [
      ["SMS_TaskSequencePackage.GetSequence", { TaskSequencePackage }],
      ["SMS_TaskSequencePackage.SetSequence", { TaskSequencePackage, TaskSequence }],
      ["SMS_TaskSequencePackage.GetPackageHash", { PackageID: "P0100012", SourceVersion: 1 }],
      ["SMS_DistributionPoint.CancelDistribution", { PackageId: "P0100012", NALPath }],
      [`${group}.ReDistributePackage`, { PackageID: "P0100012" }],
      [`${group}.RemovePackages`, { PackageIDs: ["P0100012"] }],
    ] as const) {
      expect([path, (await callAs(site, printTeam, path, parameters)).status]).toEqual([path, 404]);
      expect([path, (await callAs(site, admin, path, parameters)).status]).toEqual([path, 201]);
    }
  });
});

describe("the cloud management gateway", () => {
  const gatewayPath = "CCM_Proxy_ServerAuth/72057594037927941/AdminService";

  it("a request through a cloud management gateway gets 404 unless behavior.cloudManagementGateway is set and the path is correct", async () => {
    expect((await fetchAs(siteWith(), package12, signInAs(admin), "GET", gatewayPath)).status).toBe(404);
    const site = siteWith({ cloudManagementGateway: {} });
    expect((await fetchAs(site, package12, signInAs(admin), "GET", gatewayPath)).status).toBe(200);
    expect(
      (await fetchAs(site, package12, signInAs(admin), "GET", gatewayPath.replace("Server", "Mutual"))).status,
    ).toBe(200);
    expect(
      (await fetchAs(site, package12, signInAs(admin), "GET", gatewayPath.replace("72057594037927941", "12"))).status,
    ).toBe(404);
  });

  it("a cloud management gateway returns 401 for a token with another audience", async () => {
    const claims = (aud: string) => `e30.${Buffer.from(JSON.stringify({ aud })).toString("base64url")}.x`;
    const own = { ...admin, token: claims("api://site") };
    const foreign = { ...admin, name: "CONTOSO\\other", token: claims("api://graph") };
    const behavior = { authentication: "bearer", cloudManagementGateway: { audience: "api://site" } } as const;
    const site = createSimulatedSite({ accounts: [own, foreign], behavior });
    expect((await fetchAs(site, package12, signInAs(own), "GET", gatewayPath)).status).toBe(200);
    expect((await fetchAs(site, package12, signInAs(foreign), "GET", gatewayPath)).status).toBe(401);
  });

  it("a cloud management gateway with failing: true returns 500", async () => {
    const site = siteWith({ cloudManagementGateway: { failing: true } });
    expect((await fetchAs(site, package12, signInAs(admin), "GET", gatewayPath)).status).toBe(500);
  });
});

it("site.log has two lines for each request, with the texts of a real AdminService.log", async () => {
  const site = siteWith();
  await fetchAs(site, package12, signInAs(reader));
  expect(site.log).toEqual([
    "Processing incoming request for resource [https://cm01.contoso.com/AdminService/wmi/SMS_Package('P0100012')], method: [GET], User - [CONTOSO\\reader]",
    "Completing request with response code [200] reason [OK]",
  ]);
});
