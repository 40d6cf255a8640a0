import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Behavior, type BehaviorChanges, type Fault } from "../../src/simulator/index.js";
import { fetchFrom, send } from "./site-requests.js";

const path = "SMS_Package('P0100012')";
const refresh = `${path}/AdminService.RefreshPkgSource`;

function siteWith(behavior: Partial<Behavior>) {
  return createSimulatedSite({ behavior });
}

describe("the response to a method", () => {
  it.each([200, 201, 204] as const)(
    "with methodStatus %i, the response to a method has this status",
    async (methodStatus) => {
      const response = await send(siteWith({ methodStatus }), refresh);
      expect(response.status).toBe(methodStatus);
      expect(response.text === "").toBe(methodStatus === 204);
    },
  );

  it.each([
    ["ReturnValue", { ReturnValue: 0 }],
    ["value", { value: 0 }],
    ["out-parameters", {}],
  ] as const)(
    "with methodBody %s, the response to a method has the members of this format",
    async (methodBody, expected) => {
      const { json } = await send(siteWith({ methodBody }), refresh);
      const { "@odata.context": context } = json;
      expect(json).toEqual({ "@odata.context": context, ...expected });
    },
  );

  it("with methodBody empty, the response to a method has no body", async () => {
    const response = await send(siteWith({ methodBody: "empty" }), refresh);
    expect([response.status, response.text]).toEqual([201, ""]);
  });

  it("with a returnValue other than 0, a method changes nothing, and the call log has the return value", async () => {
    const site = siteWith({ returnValue: -2147217407 });
    expect((await send(site, refresh)).json["ReturnValue"]).toBe(-2147217407);
    site.advance(60_000);
    expect((await fetchFrom(site, path)).rows[0]).toMatchObject({ SourceVersion: 1 });
    expect(site.calls).toMatchObject([{ returnValue: -2147217407 }]);
    site.setBehavior({ nonZeroReturnValue: 500 });
    expect((await send(site, refresh)).status).toBe(500);
  });

  it("with nonZeroReturnValue 500, a method that returns a value other than 0 has status 500", async () => {
    const site = siteWith({ nonZeroReturnValue: 500 });
    const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';
    expect((await send(site, "SMS_ObjectLock.ReleaseLock", { ObjectRelPath })).status).toBe(500);
    expect(site.calls).toMatchObject([{ methodName: "ReleaseLock", returnValue: 0x40480732 }]);
  });

  it("with errorInSuccess, the response to a method has status 201 and also a member error", async () => {
    const response = await send(siteWith({ errorInSuccess: true }), refresh);
    expect(response.status).toBe(201);
    expect(response.json["error"]).toBeDefined();
  });

  it("with a class in actionsMissing, its instance methods return 404, and $metadata does not contain them", async () => {
    const site = siteWith({ actionsMissing: ["SMS_Package"] });
    expect((await send(site, refresh)).status).toBe(404);
    const { text } = await fetchFrom(site, "$metadata");
    expect(text).not.toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_Package" />');
    expect(text).toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_DriverPackage" />');
  });
});

describe("the response to a read", () => {
  it("with keyedGetEnvelope bare, the response to a keyed read is the object without an array", async () => {
    const { json } = await fetchFrom(siteWith({ keyedGetEnvelope: "bare" }), path);
    expect(json["Name"]).toBe("BIOS tools");
    expect(json["@odata.context"]).toMatch(/\/\$entity$/u);
  });

  it("with missingKey empty-array, the response to a keyed read of a missing object is an empty array", async () => {
    const response = await fetchFrom(siteWith({ missingKey: "empty-array" }), "SMS_Package('P01FFFFF')");
    expect(response.status).toBe(200);
    expect(response.json["value"]).toEqual([]);
  });

  it("with lazyInLists null, lazy properties in lists are null", async () => {
    const { rows } = await fetchFrom(siteWith({ lazyInLists: "null" }), "SMS_TaskSequencePackage?$top=1");
    expect(rows[0]).toMatchObject({ Sequence: null });
  });
});

describe("the body of an error", () => {
  it.each([
    ["envelope", /^\{"error":\{"code":"404","message":"Not found/u],
    ["web-api", /"ExceptionMessage":"Not found/u],
    ["html", /<h2>Not Found<\/h2>/u],
    ["empty", /^$/u],
  ] as const)("with errorBody %s, the body of an error response has this format", async (errorBody, expected) => {
    const response = await fetchFrom(siteWith({ errorBody }), "SMS_Package('P01FFFFF')");
    expect(response.status).toBe(404);
    expect(response.text).toMatch(expected);
  });
});

describe("serviceState and rateLimit", () => {
  it("with serviceState down-503, a request gets the 503 page of HTTP.sys", async () => {
    const response = await fetchFrom(siteWith({ serviceState: "down-503" }), path);
    expect(response.status).toBe(503);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=us-ascii");
  });

  it("with serviceState dead-hang, a request gets no response until the caller aborts it", async () => {
    const site = siteWith({ serviceState: "dead-hang" });
    const request = new Request("https://cm01.contoso.com/AdminService/wmi/SMS_Site", {
      signal: AbortSignal.timeout(5),
    });
    expect((await site.fetch(request)).type).toBe("error");
  });

  it("with serviceState unavailableRequests, this number of requests gets 503, and later requests succeed", async () => {
    const site = siteWith({ serviceState: { unavailableRequests: 2 } });
    const statuses = [await fetchFrom(site, path), await fetchFrom(site, path), await fetchFrom(site, path)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("the count of unavailableRequests continues if another setting changes, and starts again if serviceState is set again", async () => {
    const serviceState = { unavailableRequests: 1 };
    const site = siteWith({ serviceState });
    await fetchFrom(site, path);
    site.setBehavior({ paging: 5 });
    expect((await fetchFrom(site, path)).status).toBe(200);
    site.setBehavior({ serviceState });
    expect((await fetchFrom(site, path)).status).toBe(503);
  });

  it("with serviceState reset, the site runs a method and then closes the connection", async () => {
    const site = siteWith({ serviceState: "reset" });
    const request = new Request(`https://cm01.contoso.com/AdminService/wmi/${refresh}`, { method: "POST", body: "{}" });
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(1);
  });

  it.each([429, 503] as const)(
    "with a rateLimit of 3 requests per second, two of five simultaneous requests from one address get status %i",
    async (expected) => {
      const site = siteWith({ rateLimit: { requestsPerSecond: 3, answer: expected } });
      const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await fetchFrom(site, path)).status));
      expect(statuses.filter((status) => status === 200)).toHaveLength(3);
      expect(statuses.filter((status) => status === expected)).toHaveLength(2);
    },
  );
});

describe("a release of the site", () => {
  it("a site of release 2006 refuses a parameter of an abstract embedded class, and a site of release 2111 accepts it", async () => {
    const lenient = { arrayOfEmbeddedParameter: "accepted" } as const;
    const body = { TokenData: [{ "@odata.type": "#AdminService.SMS_ST_NonRecurring" }] };
    const old = createSimulatedSite({ release: "2006", behavior: lenient });
    expect((await send(old, "SMS_ScheduleMethods.WriteToString", body)).status).toBe(404);
    const present = createSimulatedSite({ release: "2111", behavior: lenient });
    expect((await send(present, "SMS_ScheduleMethods.WriteToString", body)).status).toBe(201);
  });
});

describe("describeBehavior", () => {
  const site = siteWith({ methodStatus: 200 });
  const text = site.describeBehavior();

  it("describeBehavior lists each setting with its label and source, and the new value of a changed setting", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("behavior."));
    expect(lines).toHaveLength(Object.keys(site.exportSeed().behavior ?? {}).length);
    for (const line of lines) expect(line).toMatch(/^behavior\.\w+: .+ \[(?:documented|seen|inferred)\] .+/u);
    expect(text).toContain("behavior.methodStatus: 201, now 200 [seen]");
  });

  it("describeBehavior states that the site is not evidence about ConfigMgr", () => {
    expect(text).toContain("not evidence about ConfigMgr");
  });
});

it("createSimulatedSite and setBehavior throw a TypeError that names a setting with an unknown value", () => {
  const behavior = { methodStatus: 418 } as unknown as Partial<Behavior>;
  expect(() => siteWith(behavior)).toThrow(/behavior\.methodStatus/u);
  const change = () => {
    siteWith({}).setBehavior(behavior);
  };
  expect(change).toThrow(/methodStatus/u);
  expect(change).toThrow(TypeError);
});

it.each([
  ["undefined instead of settings", undefined, "expected object"],
  ["a class that the site does not have", { actionsMissing: ["sms_package"] }, "actionsMissing[0]"],
  ["a wait that is too long for a timer", { serviceState: { slowMs: 2 ** 31 } }, "serviceState"],
])("setBehavior throws for %s", (_, changes, reason) => {
  expect(() => {
    siteWith({}).setBehavior(changes as BehaviorChanges);
  }).toThrow(reason);
});

it("createSimulatedSite and addFault throw a TypeError for a fault with an unknown member, which would never apply", () => {
  const fault = { match: { urlContains: "SMS_Package" }, effect: { status: 503 } } as unknown as Fault;
  expect(() => createSimulatedSite({ faults: [fault] })).toThrow(TypeError);
  expect(() => {
    siteWith({}).addFault(fault);
  }).toThrow(/urlContains/u);
});
