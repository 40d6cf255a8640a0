import { expect, onTestFinished, test } from "vitest";
import { findPackage } from "../../src/package-classes/find-package.js";
import { isSafeTarget } from "../../src/operations/site/task-sequence-acknowledgement.js";
import { refreshAll } from "../../src/operations/refresh-all.js";
import { SMS_PackageBaseclass } from "../../src/package-classes/sms-package-baseclass.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { orThrow } from "../../src/result.js";
import { createSimulatedSite } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { where } from "../../src/transport/filter.js";

async function open() {
  const site = createSimulatedSite({
    siteCode: "P01",
    packages: [
      { className: "SMS_Package", PackageID: "P0100012", Name: "O'Hara's agent", ISVString: "partner" },
      { className: "SMS_Package", PackageID: "P0100013", Name: "Other" },
      { className: "SMS_TaskSequencePackage", PackageID: "P010001F", Name: "Windows", Sequence: "<sequence/>" },
    ],
  });
  const server = await site.listen({ port: 0 });
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  onTestFinished(async () => {
    await transport.close();
    await server.close();
  });
  return { site, transport };
}

test("findPackage, get, update and get again read and change a package over HTTPS", async () => {
  const { transport } = await open();
  const found = orThrow(await findPackage(transport, "p0100012"));
  expect(found).toBeInstanceOf(SMS_Package);
  const pkg = orThrow(await SMS_Package.get(transport, "P0100012"));
  const done = orThrow(await pkg.update({ Description: "changed" }));
  expect(done).toMatchObject({ sent: ["Description"], unexpected: [], updated: { Description: "changed" } });
  expect(orThrow(await SMS_Package.get(transport, "P0100012"))).toMatchObject({
    Description: "changed",
    ISVString: "partner",
  });
});

test("a query quotes values, selects and orders; load of its objects reads the lazy properties", async () => {
  const { transport } = await open();
  const named = orThrow(await SMS_Package.list(transport, { where: where`Name eq ${"O'Hara's agent"}` }));
  expect(named.map(({ PackageID }) => PackageID)).toEqual(["P0100012"]);
  const selected = orThrow(await SMS_Package.list(transport, { select: ["Name"], orderBy: "Name desc", top: 1 }));
  expect(selected.map(({ Name }) => Name)).toEqual(["Other"]);
  const [sequence] = orThrow(await SMS_TaskSequencePackage.list(transport));
  expect(sequence).not.toHaveProperty("Sequence");
  expect(await sequence?.load()).toMatchObject({ ok: true, value: { Sequence: "<sequence/>" } });
});

test("get and findPackage fail with not-found for a package that the site does not have", async () => {
  const { transport } = await open();
  expect(await SMS_Package.get(transport, "P0100099")).toMatchObject({ ok: false, failure: { kind: "not-found" } });
  expect(await findPackage(transport, "P0100099")).toMatchObject({ ok: false, failure: { kind: "not-found" } });
});

test("SMS_PackageBaseclass lists packages of every class over HTTPS, and each object loads its concrete class", async () => {
  const { transport } = await open();
  const list = orThrow(await SMS_PackageBaseclass.list(transport, { orderBy: "PackageID" }));
  expect(list.map(({ className, PackageID }) => [className, PackageID])).toEqual([
    ["SMS_Package", "P0100012"],
    ["SMS_Package", "P0100013"],
    ["SMS_TaskSequencePackage", "P010001F"],
  ]);
  const sequence = list.find((each) => each.className === "SMS_TaskSequencePackage");
  expect(await sequence?.load()).toMatchObject({ ok: true, value: { Sequence: "<sequence/>" } });
  const selected = orThrow(await SMS_PackageBaseclass.list(transport, { select: ["Name"], top: 1 }));
  expect(selected).toMatchObject([{ className: "SMS_Package", PackageID: "P0100012", Name: "O'Hara's agent" }]);
});

test("a filtered list of SMS_PackageBaseclass can be passed to refreshAll, and its task sequences are not called", async () => {
  const { site, transport } = await open();
  const list = orThrow(await SMS_PackageBaseclass.list(transport));
  const run = refreshAll(transport, list.filter(isSafeTarget));
  const refreshed: string[] = [];
  for await (const { target, result } of run) if (result.ok) refreshed.push(target.PackageID);
  expect(refreshed.sort()).toEqual(["P0100012", "P0100013"]);
  expect(site.calls.map(({ methodName }) => methodName)).toEqual(["RefreshPkgSource", "RefreshPkgSource"]);
});
