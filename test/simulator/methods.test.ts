import { describe, expect, it } from "vitest";
import { createSimulatedSite } from "../../src/simulator/index.js";
import { fetchFrom, send, errorText } from "./site-requests.js";

const refreshable = [
  "SMS_BootImagePackage('P0100002')",
  "SMS_ContentPackage('P010001C')",
  "SMS_DeviceSettingPackage('P0100011')",
  "SMS_DriverPackage('P0100007')",
  "SMS_ImagePackage('P0100004')",
  "SMS_OperatingSystemInstallPackage('P010000A')",
  "SMS_Package('P0100012')",
  "SMS_SoftwareUpdatesPackage('P010000D')",
  "SMS_TaskSequencePackage('P010001F')",
  "SMS_VhdPackage('P010001E')",
];

describe("RefreshPkgSource and SetSourceSite", () => {
  it.each(refreshable)(
    "RefreshPkgSource and SetSourceSite run on %s, return 201 with a ReturnValue, and are in the call log",
    async (path) => {
      const site = createSimulatedSite({ startTime: new Date("2026-11-22T10:00:00Z") });
      const refreshed = await send(site, `${path}/AdminService.RefreshPkgSource`);
      expect(refreshed.status).toBe(201);
      expect(refreshed.text).toBe(
        '{"@odata.context":"https://cm01.contoso.com/AdminService/wmi/$metadata#__PARAMETERS","ReturnValue":0}',
      );
      expect((await send(site, `${path}/AdminService.SetSourceSite`, { SourceSite: "P02" })).status).toBe(201);
      const [className, PackageID] = path.split(/[('')]+/u);
      expect(site.calls).toMatchObject([
        {
          className,
          PackageID,
          methodName: "RefreshPkgSource",
          inParameters: {},
          returnValue: 0,
          user: "CONTOSO\\cmadmin",
        },
        { className, PackageID, methodName: "SetSourceSite", inParameters: { SourceSite: "P02" } },
      ]);
      expect(site.calls[0]?.at).toMatch(/^2026-11-22T10:0\d:00Z$/u);
    },
  );

  it("RefreshPkgSource runs with an empty body, with an empty object, and with the key as a path segment", async () => {
    const site = createSimulatedSite();
    expect(
      (await fetchFrom(site, "SMS_Package('P0100012')/AdminService.RefreshPkgSource", { method: "POST" })).status,
    ).toBe(201);
    expect((await send(site, "SMS_Package/P0100012/AdminService.RefreshPkgSource")).status).toBe(201);
    expect(site.calls).toHaveLength(2);
  });

  it("SourceSite changes some time after SetSourceSite, and changes back some time after Unlock", async () => {
    const site = createSimulatedSite();
    await send(site, "SMS_Package('P0100012')/AdminService.SetSourceSite", { SourceSite: "P02" });
    const owner = async () =>
      (await fetchFrom(site, "SMS_Package('P0100012')?$select=SourceSite")).rows[0]?.["SourceSite"];
    expect(await owner()).toBe("P01");
    site.advance(60_000);
    expect(await owner()).toBe("P02");
    await send(site, "SMS_Package('P0100012')/AdminService.Unlock");
    site.advance(60_000);
    expect(await owner()).toBe("P01");
  });
});

describe("an invalid call", () => {
  it.each([
    ["the static form of an instance method", "SMS_Package.RefreshPkgSource", {}],
    [
      "the instance form of a static method",
      "SMS_TaskSequencePackage('P010001F')/AdminService.GetClientConfigPolicies",
      {},
    ],
    ["an unknown method", "SMS_Package('P0100012')/AdminService.Nope", {}],
    ["another namespace", "SMS_Package('P0100012')/Microsoft.RefreshPkgSource", {}],
    ["a missing parameter", "SMS_Package('P0100012')/AdminService.SetSourceSite", {}],
    ["an unknown parameter", "SMS_Package('P0100012')/AdminService.RefreshPkgSource", { Force: true }],
    ["a parameter of the wrong type", "SMS_Package('P0100012')/AdminService.SetSourceSite", { SourceSite: 5 }],
    ["an object that does not exist", "SMS_Package('P01FFFFF')/AdminService.RefreshPkgSource", {}],
    ["another class than the package's", "SMS_Package('P010001F')/AdminService.RefreshPkgSource", {}],
    ["an array", "SMS_Package('P0100012')/AdminService.RefreshPkgSource", []],
  ])("a method call with %s is refused with 404 and an error text, and does not run", async (_, path, body) => {
    const site = createSimulatedSite();
    const response = await send(site, path, body);
    expect(response.status).toBe(404);
    expect(response.json["error"]).toMatchObject({ code: "404" });
    expect(errorText(response)).not.toBe("");
    expect(site.calls).toHaveLength(0);
  });

  it("a request with JSON of thousands of levels is refused with 404, and does not run", async () => {
    const site = createSimulatedSite();
    const deep = `{"SourceSite":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    for (const [path, method] of [
      ["SMS_Package('P0100012')/AdminService.SetSourceSite", "POST"],
      ["SMS_Package('P0100012')", "PUT"],
    ] as const) {
      const response = await fetchFrom(site, path, { method, body: deep });
      expect([response.status, errorText(response)]).toEqual([404, expect.stringContaining("JSON")]);
    }
    expect(site.calls).toHaveLength(0);
  });

  it("SetSourceSite with the reserved site code CON is refused with 500, and does not run", async () => {
    const site = createSimulatedSite();
    const response = await send(site, "SMS_Package('P0100012')/AdminService.SetSourceSite", { SourceSite: "CON" });
    expect(response.status).toBe(500);
    expect(site.calls).toHaveLength(0);
  });
});

describe("static methods", () => {
  const site = createSimulatedSite();

  it("a static method without parameters can be called with GET, and returns 201 with ReturnValue and its out-parameters", async () => {
    const response = await fetchFrom(site, "SMS_Identification.GetProviderVersion");
    expect(response.status).toBe(201);
    expect(response.json).toMatchObject({ ReturnValue: 0, Version: expect.any(String) as string });
    expect((await fetchFrom(site, "SMS_TaskSequencePackage.GetPackageHash")).status).toBe(404);
  });

  it("a static method can be called with any case of its name", async () => {
    const parameters = {
      AdvertisementID: "",
      PackageID: "P010001F",
      TaskSequence: { "@odata.type": "#AdminService.SMS_TaskSequence" },
      AdvertisementName: "",
      AdvertisementComment: "",
      AdvertisementFlags: 0,
      BootImageID: "",
      SourceSite: "P01",
    };
    for (const name of ["GetTSPolicies", "GetTsPolicies"]) {
      const response = await send(site, `SMS_TaskSequencePackage.${name}`, parameters);
      expect(response.status).toBe(201);
      expect(response.json["PolicyXmls"]).toBeInstanceOf(Array);
    }
  });

  it.each(["GetTSPolicies", "GetTsPoliciesSaMedia"])(
    "SMS_TaskSequencePackage.%s accepts a PackageID without task sequence, boot image and flags, as a public tool sends it",
    async (name) => {
      const parameters = { AdvertisementID: "", AdvertisementName: "", AdvertisementComment: "", SourceSite: "P01" };
      const response = await send(site, `SMS_TaskSequencePackage.${name}`, { ...parameters, PackageID: "P010001F" });
      expect(response.status).toBe(201);
    },
  );

  it("SetSequence stores a task sequence from ImportSequence and computes its References, and GetSequence returns it", async () => {
    const xml =
      '<sequence version="3.10"><referenceList><reference package="P0100014" program="Silent"/></referenceList></sequence>';
    const imported = await send(site, "SMS_TaskSequencePackage.ImportSequence", { SequenceXML: xml });
    const TaskSequencePackage = { "@odata.type": "#AdminService.SMS_TaskSequencePackage", PackageID: "P0100024" };
    const set = await send(site, "SMS_TaskSequencePackage.SetSequence", {
      TaskSequencePackage,
      TaskSequence: imported.json["TaskSequence"],
    });
    expect(set.json["SavedTaskSequencePackagePath"]).toBe('SMS_TaskSequencePackage.PackageID="P0100024"');
    const { rows } = await fetchFrom(site, "SMS_TaskSequencePackage('P0100024')");
    expect(rows[0]).toMatchObject({
      Sequence: xml,
      ReferencesCount: 1,
      References: [{ Package: "P0100014", Program: "Silent" }],
    });
    const got = await send(site, "SMS_TaskSequencePackage.GetSequence", { TaskSequencePackage });
    expect(got.json["TaskSequence"]).toEqual(imported.json["TaskSequence"]);
  });

  it("the call log has the PackageID of a static method, whatever the name of its parameter", async () => {
    const own = createSimulatedSite();
    const { rows } = await fetchFrom(own, "SMS_DistributionPoint?$filter=PackageID eq 'P0100012'&$top=1");
    const content = { PackageId: "P0100012", NALPath: rows[0]?.["ServerNALPath"] };
    const TaskSequencePackage = { "@odata.type": "#AdminService.SMS_TaskSequencePackage", PackageID: "P0100024" };
    await send(own, "SMS_DistributionPoint.VerifyPackage", content);
    await send(own, "SMS_DistributionPoint.CancelDistribution", content);
    await send(own, "SMS_TaskSequencePackage.GetSequence", { TaskSequencePackage });
    await send(own, "SMS_TaskSequencePackage.GetPackageHash", { PackageID: "P0100024", SourceVersion: 1 });
    expect(own.calls.map(({ PackageID }) => PackageID)).toEqual(["P0100012", "P0100012", "P0100024", "P0100024"]);
  });

  it.each([
    ["00011A8500080000", { StartTime: "2012-01-01T00:00:00Z", MinuteDuration: 5 }],
    ["02811A8040100018", { StartTime: "2012-01-01T20:00:00Z", HourDuration: 8, DaySpan: 3 }],
    ["02811A80401F6000", { Day: 7, ForNumberOfWeeks: 3 }],
    ["02811A8040288800", { MonthDay: 2, ForNumberOfMonths: 2 }],
    ["005C7D4020331680", { Day: 3, WeekOrder: 3, Offset: 2, ForNumberOfMonths: 1, HourDuration: 4 }],
    ["00211D80083213C0", { Day: 2, WeekOrder: 1, Offset: 7, ForNumberOfMonths: 1 }],
  ])(
    "ReadFromString decodes the schedule %s, and WriteToString encodes the result as the same string",
    async (StringData, fields) => {
      const lenient = createSimulatedSite({ behavior: { arrayOfEmbeddedParameter: "accepted" } });
      const read = await send(lenient, "SMS_ScheduleMethods.ReadFromString", { StringData });
      expect(read.json["TokenData"]).toMatchObject([fields]);
      const written = await send(lenient, "SMS_ScheduleMethods.WriteToString", { TokenData: read.json["TokenData"] });
      expect(written.json["StringData"]).toBe(StringData);
    },
  );

  it("a static method with an array of embedded objects is refused with the error text of a real site", async () => {
    const response = await send(site, "SMS_ScheduleMethods.WriteToString", { TokenData: [] });
    expect(response.status).toBe(404);
    expect(errorText(response)).toContain("ODataParameterReader.ReadAsync");
  });
});
