import { describe, expect, it } from "vitest";
import { createSimulatedSite, defaultSeed } from "../../src/simulator/index.js";
import { fetchFrom, send, errorText } from "./site-requests.js";

const path = "SMS_Package('P0100012')";

describe("writes", () => {
  it("a POST to the URL of a class without a key creates an object, and returns 201 with its lazy properties", async () => {
    const site = createSimulatedSite();
    const made = await send(site, "SMS_Package", { Name: "New", Description: "made" });
    expect(made.status).toBe(201);
    expect(made.json["@odata.context"]).toMatch(/#SMS_Package\/\$entity$/u);
    expect(made.json).toMatchObject({
      Name: "New",
      SourceVersion: 1,
      RefreshPkgSourceFlag: false,
      __CLASS: "SMS_Package",
    });
    expect((await fetchFrom(site, `SMS_Package('${String(made.json["PackageID"])}')`)).rows).toHaveLength(1);
    const again = await send(site, "SMS_Package", { Name: "New", Description: "made" });
    expect(again.json["PackageID"]).not.toBe(made.json["PackageID"]);
  });

  it("a POST to the URL of a class with a key in the body updates the object with this key", async () => {
    const site = createSimulatedSite();
    await send(site, "SMS_Package", { PackageID: "P0100012", Description: "changed" });
    const { rows } = await fetchFrom(site, path);
    expect(rows[0]).toMatchObject({ Name: "BIOS tools", Description: "changed" });
    expect((await fetchFrom(site, "SMS_PackageBaseclass/$count")).text).toBe(String(defaultSeed().packages?.length));
  });

  it.each(["PUT", "POST"])("a %s to the URL of an object changes only the properties in the body", async (method) => {
    const site = createSimulatedSite();
    const response = await send(site, path, { Description: "changed" }, method);
    expect(response.status).toBe(method === "PUT" ? 200 : 201);
    expect((await fetchFrom(site, path)).rows[0]).toMatchObject({ Name: "BIOS tools", Description: "changed" });
  });

  it("a schedule token that a PUT writes is read back with its type", async () => {
    const site = createSimulatedSite();
    const token = {
      "@odata.type": "#AdminService.SMS_ST_RecurInterval",
      DaySpan: 1,
      StartTime: "2026-01-01T00:00:00Z",
    };
    expect((await send(site, path, { RefreshSchedule: [token] }, "PUT")).status).toBe(200);
    expect((await fetchFrom(site, path)).rows[0]?.["RefreshSchedule"]).toEqual([token]);
  });

  it.each([
    ["null", { Description: null }],
    ["an empty array", { RefreshSchedule: [] }],
    ["a single object for an array", { RefreshSchedule: { "@odata.type": "#AdminService.SMS_ST_RecurInterval" } }],
    ["an embedded object of an abstract type", { RefreshSchedule: [{ DayDuration: 1 }] }],
    ["the wrong type", { Priority: "high" }],
    ["a number out of range", { Priority: -1 }],
    ["an unknown property", { Nope: 1 }],
  ])("a PUT is refused with 404 if the body has %s", async (_, body) => {
    const site = createSimulatedSite();
    expect((await send(site, path, body, "PUT")).status).toBe(404);
  });

  it.each([2 ** 31, -(2 ** 31) - 1, 1.5])(
    "a PUT is refused with 404 if the body has %d for a property of type SInt32",
    async (DefaultImageFlags) => {
      const site = createSimulatedSite();
      expect((await send(site, path, { DefaultImageFlags }, "PUT")).status).toBe(404);
    },
  );

  it("a PUT ignores read-only properties in the body and changes the others", async () => {
    const site = createSimulatedSite();
    await send(site, path, { SourceVersion: 99, Description: "changed" }, "PUT");
    expect((await fetchFrom(site, path)).rows[0]).toMatchObject({ SourceVersion: 1, Description: "changed" });
  });

  it("a PUT of RefreshPkgSourceFlag starts a refresh, and the response has the value false", async () => {
    const site = createSimulatedSite();
    const { json } = await send(site, path, { RefreshPkgSourceFlag: true }, "PUT");
    expect(json["RefreshPkgSourceFlag"]).toBe(false);
    site.advance(60_000);
    expect((await fetchFrom(site, path)).rows[0]).toMatchObject({ SourceVersion: 2 });
  });

  it("a DELETE returns 204 without a body, and later requests for the package return 404", async () => {
    const site = createSimulatedSite();
    const response = await fetchFrom(site, path, { method: "DELETE" });
    expect([response.status, response.text]).toEqual([204, ""]);
    expect((await fetchFrom(site, path)).status).toBe(404);
    expect((await fetchFrom(site, path, { method: "DELETE" })).status).toBe(404);
  });

  it("PUT, POST and PATCH to the URL of an object return 405 if their setting is refused", async () => {
    const site = createSimulatedSite({ behavior: { put: "refused", postToKeyedUrl: "refused" } });
    for (const method of ["PUT", "POST", "PATCH"]) {
      expect((await send(site, path, { Description: "x" }, method)).status).toBe(405);
    }
    site.setBehavior({ patch: "merge" });
    expect((await send(site, path, { Description: "x" }, "PATCH")).status).toBe(200);
  });
});

describe("SEDO locks", () => {
  const seed = { locks: [{ PackageID: "P0100012", user: "CONTOSO\\bob" }] };

  it("if another user has the SEDO lock, a PUT is refused with the error text of a real site, and a method runs", async () => {
    const site = createSimulatedSite({ ...seed, behavior: { sedo: "on" } });
    const response = await send(site, path, { Description: "x" }, "PUT");
    expect(response.status).toBe(500);
    expect(errorText(response)).toContain("is not able to get the lock at this time. Error: 0x40480732");
    expect((await send(site, `${path}/AdminService.RefreshPkgSource`)).status).toBe(201);
  });

  it("a PUT is accepted 31 minutes after another user got the SEDO lock", async () => {
    const site = createSimulatedSite({ ...seed, behavior: { sedo: "on" } });
    site.advance(31 * 60_000);
    expect((await send(site, path, { Description: "x" }, "PUT")).status).toBe(200);
  });

  it("RequestLock sets a SEDO lock, GetLockInformation returns its user, and ReleaseLock removes it", async () => {
    const site = createSimulatedSite({ behavior: { sedo: "on" } });
    const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';
    expect((await send(site, "SMS_ObjectLock.RequestLock", { ObjectRelPath })).json).toMatchObject({
      RequestState: 10,
      LockState: 1,
    });
    const information = await send(site, "SMS_ObjectLock.GetLockInformation", { ObjectRelPath });
    expect(information.json).toMatchObject({ AssignedUser: "CONTOSO\\cmadmin" });
    expect((await send(site, path, { Description: "mine" }, "PUT")).status).toBe(200);
    expect((await send(site, "SMS_ObjectLock.ReleaseLock", { ObjectRelPath })).json).toMatchObject({ ReturnValue: 0 });
    expect((await send(site, "SMS_ObjectLock.GetLockInformation", { ObjectRelPath })).json).toMatchObject({
      LockState: 0,
    });
  });

  it("a PUT with an old SedoObjectVersion is refused with 500", async () => {
    const site = createSimulatedSite();
    const { rows } = await fetchFrom(site, path);
    const SedoObjectVersion = rows[0]?.["SedoObjectVersion"];
    expect((await send(site, path, { SedoObjectVersion, Description: "a" }, "PUT")).status).toBe(200);
    expect((await send(site, path, { SedoObjectVersion, Description: "b" }, "PUT")).status).toBe(500);
  });
});

it("base64 in a UInt8[] property is read with a line break after each 76 characters, and text that is not base64 is refused", async () => {
  const site = createSimulatedSite();
  const ISVData = Buffer.alloc(150, 1).toString("base64");
  expect((await send(site, "SMS_Package('P0100012')", { ISVData }, "PUT")).status).toBe(200);
  const [row] = (await fetchFrom(site, "SMS_Package('P0100012')")).rows;
  const lines = String(row?.["ISVData"]).split("\r\n");
  expect(lines.map(({ length }) => length)).toEqual([76, 76, 48]);
  expect(lines.join("")).toBe(ISVData);
  expect((await send(site, "SMS_Package('P0100012')", { ISVData: "not base64!" }, "PUT")).status).toBe(404);
});
