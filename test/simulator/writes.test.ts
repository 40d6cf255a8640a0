import { describe, expect, it } from "vitest";
import { createSimulatedSite, defaultSeed } from "../../src/simulator/index.js";
import { ask, send, sentence } from "./ask.js";

const path = "SMS_Package('P0100012')";

describe("writes", () => {
  it("a POST to the class without a key creates an object and returns 201 with its lazy properties", async () => {
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
    expect((await ask(site, `SMS_Package('${String(made.json["PackageID"])}')`)).rows).toHaveLength(1);
    const again = await send(site, "SMS_Package", { Name: "New", Description: "made" });
    expect(again.json["PackageID"]).not.toBe(made.json["PackageID"]);
  });

  it("a POST to the class updates the object with the key in the body", async () => {
    const site = createSimulatedSite();
    await send(site, "SMS_Package", { PackageID: "P0100012", Description: "changed" });
    const { rows } = await ask(site, path);
    expect(rows[0]).toMatchObject({ Name: "BIOS tools", Description: "changed" });
    expect((await ask(site, "SMS_PackageBaseclass/$count")).text).toBe(String(defaultSeed().packages?.length));
  });

  it.each(["PUT", "POST"])("a %s to the object changes only the properties in the body", async (method) => {
    const site = createSimulatedSite();
    const answer = await send(site, path, { Description: "changed" }, method);
    expect(answer.status).toBe(method === "PUT" ? 200 : 201);
    expect((await ask(site, path)).rows[0]).toMatchObject({ Name: "BIOS tools", Description: "changed" });
  });

  it("a write keeps schedule tokens with their type", async () => {
    const site = createSimulatedSite();
    const token = {
      "@odata.type": "#AdminService.SMS_ST_RecurInterval",
      DaySpan: 1,
      StartTime: "2026-01-01T00:00:00Z",
    };
    expect((await send(site, path, { RefreshSchedule: [token] }, "PUT")).status).toBe(200);
    expect((await ask(site, path)).rows[0]?.["RefreshSchedule"]).toEqual([token]);
  });

  it.each([
    ["null", { Description: null }],
    ["an empty array", { RefreshSchedule: [] }],
    ["a single object for an array", { RefreshSchedule: { "@odata.type": "#AdminService.SMS_ST_RecurInterval" } }],
    ["an embedded object of an abstract type", { RefreshSchedule: [{ DayDuration: 1 }] }],
    ["the wrong type", { Priority: "high" }],
    ["a number out of range", { Priority: -1 }],
    ["an unknown property", { Nope: 1 }],
  ])("a write is refused with %s", async (_, body) => {
    const site = createSimulatedSite();
    expect((await send(site, path, body, "PUT")).status).toBe(404);
  });

  it.each([2 ** 31, -(2 ** 31) - 1, 1.5])("a write is refused with %d for an SInt32", async (DefaultImageFlags) => {
    const site = createSimulatedSite();
    expect((await send(site, path, { DefaultImageFlags }, "PUT")).status).toBe(404);
  });

  it("a write ignores read-only properties", async () => {
    const site = createSimulatedSite();
    await send(site, path, { SourceVersion: 99, Description: "changed" }, "PUT");
    expect((await ask(site, path)).rows[0]).toMatchObject({ SourceVersion: 1, Description: "changed" });
  });

  it("a write of RefreshPkgSourceFlag starts a refresh, and the property always reads false", async () => {
    const site = createSimulatedSite();
    const { json } = await send(site, path, { RefreshPkgSourceFlag: true }, "PUT");
    expect(json["RefreshPkgSourceFlag"]).toBe(false);
    site.advance(60_000);
    expect((await ask(site, path)).rows[0]).toMatchObject({ SourceVersion: 2 });
  });

  it("a DELETE returns 204 without a body, and the package does not exist any more", async () => {
    const site = createSimulatedSite();
    const answer = await ask(site, path, { method: "DELETE" });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect((await ask(site, path)).status).toBe(404);
    expect((await ask(site, path, { method: "DELETE" })).status).toBe(404);
  });

  it("a write returns 405 if the site does not accept the HTTP method", async () => {
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

  it("a SEDO lock of another user refuses a write with the error text of a real site, but not a method", async () => {
    const site = createSimulatedSite({ ...seed, behavior: { sedo: "on" } });
    const answer = await send(site, path, { Description: "x" }, "PUT");
    expect(answer.status).toBe(500);
    expect(sentence(answer)).toContain("is not able to get the lock at this time. Error: 0x40480732");
    expect((await send(site, `${path}/AdminService.RefreshPkgSource`)).status).toBe(201);
  });

  it("a SEDO lock ends after 30 minutes", async () => {
    const site = createSimulatedSite({ ...seed, behavior: { sedo: "on" } });
    site.advance(31 * 60_000);
    expect((await send(site, path, { Description: "x" }, "PUT")).status).toBe(200);
  });

  it("a SEDO lock is requested, shown and released with SMS_ObjectLock", async () => {
    const site = createSimulatedSite({ behavior: { sedo: "on" } });
    const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';
    expect((await send(site, "SMS_ObjectLock.RequestLock", { ObjectRelPath })).json).toMatchObject({
      RequestState: 10,
      LockState: 1,
    });
    const told = await send(site, "SMS_ObjectLock.GetLockInformation", { ObjectRelPath });
    expect(told.json).toMatchObject({ AssignedUser: "CONTOSO\\cmadmin" });
    expect((await send(site, path, { Description: "mine" }, "PUT")).status).toBe(200);
    expect((await send(site, "SMS_ObjectLock.ReleaseLock", { ObjectRelPath })).json).toMatchObject({ ReturnValue: 0 });
    expect((await send(site, "SMS_ObjectLock.GetLockInformation", { ObjectRelPath })).json).toMatchObject({
      LockState: 0,
    });
  });

  it("a write with an old SedoObjectVersion is refused", async () => {
    const site = createSimulatedSite();
    const { rows } = await ask(site, path);
    const SedoObjectVersion = rows[0]?.["SedoObjectVersion"];
    expect((await send(site, path, { SedoObjectVersion, Description: "a" }, "PUT")).status).toBe(200);
    expect((await send(site, path, { SedoObjectVersion, Description: "b" }, "PUT")).status).toBe(500);
  });
});

it("bytes are stored as base64, read with a line break after each 76 characters, and refused if they are not base64", async () => {
  const site = createSimulatedSite();
  const ISVData = Buffer.alloc(150, 1).toString("base64");
  expect((await send(site, "SMS_Package('P0100012')", { ISVData }, "PUT")).status).toBe(200);
  const [row] = (await ask(site, "SMS_Package('P0100012')")).rows;
  const lines = String(row?.["ISVData"]).split("\r\n");
  expect(lines.map(({ length }) => length)).toEqual([76, 76, 48]);
  expect(lines.join("")).toBe(ISVData);
  expect((await send(site, "SMS_Package('P0100012')", { ISVData: "not base64!" }, "PUT")).status).toBe(404);
});
