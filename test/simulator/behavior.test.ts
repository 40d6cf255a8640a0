import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Behavior, type BehaviorChanges, type Fault } from "../../src/simulator/index.js";
import { ask, send } from "./ask.js";

const path = "SMS_Package('P0100012')";
const refresh = `${path}/AdminService.RefreshPkgSource`;

function siteWith(behavior: Partial<Behavior>) {
  return createSimulatedSite({ behavior });
}

describe("the response of a method", () => {
  it.each([200, 201, 204] as const)(
    "with methodStatus %i, the response of a method has this status",
    async (methodStatus) => {
      const answer = await send(siteWith({ methodStatus }), refresh);
      expect(answer.status).toBe(methodStatus);
      expect(answer.text === "").toBe(methodStatus === 204);
    },
  );

  it.each([
    ["ReturnValue", { ReturnValue: 0 }],
    ["value", { value: 0 }],
    ["out-parameters", {}],
  ] as const)("with methodBody %s, the response of a method has this body format", async (methodBody, expected) => {
    const { json } = await send(siteWith({ methodBody }), refresh);
    const { "@odata.context": context } = json;
    expect(json).toEqual({ "@odata.context": context, ...expected });
  });

  it("with methodBody empty, the response of a method has no body", async () => {
    const answer = await send(siteWith({ methodBody: "empty" }), refresh);
    expect([answer.status, answer.text]).toEqual([201, ""]);
  });

  it("with a returnValue other than 0, the method does nothing, and the call log has the value", async () => {
    const site = siteWith({ returnValue: -2147217407 });
    expect((await send(site, refresh)).json["ReturnValue"]).toBe(-2147217407);
    site.advance(60_000);
    expect((await ask(site, path)).rows[0]).toMatchObject({ SourceVersion: 1 });
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

  it("with errorInSuccess, the response of a method has status 201 and an error member", async () => {
    const answer = await send(siteWith({ errorInSuccess: true }), refresh);
    expect(answer.status).toBe(201);
    expect(answer.json["error"]).toBeDefined();
  });

  it("with actionsMissing, the methods of the class return 404, and $metadata does not contain them", async () => {
    const site = siteWith({ actionsMissing: ["SMS_Package"] });
    expect((await send(site, refresh)).status).toBe(404);
    const { text } = await ask(site, "$metadata");
    expect(text).not.toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_Package" />');
    expect(text).toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_DriverPackage" />');
  });
});

describe("the response of a read", () => {
  it("with keyedGetEnvelope bare, the response of a keyed read is an object, not an array", async () => {
    const { json } = await ask(siteWith({ keyedGetEnvelope: "bare" }), path);
    expect(json["Name"]).toBe("BIOS tools");
    expect(json["@odata.context"]).toMatch(/\/\$entity$/u);
  });

  it("with missingKey empty-array, the response for a missing key is an empty array", async () => {
    const answer = await ask(siteWith({ missingKey: "empty-array" }), "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(200);
    expect(answer.json["value"]).toEqual([]);
  });

  it("with lazyInLists null, lazy properties in lists are null", async () => {
    const { rows } = await ask(siteWith({ lazyInLists: "null" }), "SMS_TaskSequencePackage?$top=1");
    expect(rows[0]).toMatchObject({ Sequence: null });
  });
});

describe("the body of an error", () => {
  it.each([
    ["envelope", /^\{"error":\{"code":"404","message":"Not found/u],
    ["web-api", /"ExceptionMessage":"Not found/u],
    ["html", /<h2>Not Found<\/h2>/u],
    ["empty", /^$/u],
  ] as const)("with errorBody %s, the body of an error has this format", async (errorBody, expected) => {
    const answer = await ask(siteWith({ errorBody }), "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(404);
    expect(answer.text).toMatch(expected);
  });
});

describe("serviceState and rateLimit", () => {
  it("serviceState down-503 returns the 503 page of HTTP.sys", async () => {
    const answer = await ask(siteWith({ serviceState: "down-503" }), path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=us-ascii");
  });

  it("serviceState dead-hang returns no response until the caller aborts", async () => {
    const site = siteWith({ serviceState: "dead-hang" });
    const request = new Request("https://cm01.contoso.com/AdminService/wmi/SMS_Site", {
      signal: AbortSignal.timeout(5),
    });
    expect((await site.fetch(request)).type).toBe("error");
  });

  it("serviceState unavailableRequests returns 503 for this number of requests", async () => {
    const site = siteWith({ serviceState: { unavailableRequests: 2 } });
    const statuses = [await ask(site, path), await ask(site, path), await ask(site, path)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("serviceState unavailableRequests keeps its count if another setting changes, and restarts if it is set again", async () => {
    const serviceState = { unavailableRequests: 1 };
    const site = siteWith({ serviceState });
    await ask(site, path);
    site.setBehavior({ paging: 5 });
    expect((await ask(site, path)).status).toBe(200);
    site.setBehavior({ serviceState });
    expect((await ask(site, path)).status).toBe(503);
  });

  it("serviceState reset closes the connection after the site ran the request", async () => {
    const site = siteWith({ serviceState: "reset" });
    const request = new Request(`https://cm01.contoso.com/AdminService/wmi/${refresh}`, { method: "POST", body: "{}" });
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(1);
  });

  it.each([429, 503] as const)(
    "rateLimit allows 3 requests per second for each client address, and returns %i for more",
    async (answer) => {
      const site = siteWith({ rateLimit: { requestsPerSecond: 3, answer } });
      const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await ask(site, path)).status));
      expect(statuses.filter((status) => status === 200)).toHaveLength(3);
      expect(statuses.filter((status) => status === answer)).toHaveLength(2);
    },
  );
});

describe("the release", () => {
  it("a site of a release before 2111 refuses embedded parameters of an abstract type", async () => {
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

  it("describeBehavior has each setting with a label and a source, and the changed value", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("behavior."));
    expect(lines).toHaveLength(Object.keys(site.exportSeed().behavior ?? {}).length);
    for (const line of lines) expect(line).toMatch(/^behavior\.\w+: .+ \[(?:documented|seen|inferred)\] .+/u);
    expect(text).toContain("behavior.methodStatus: 201, now 200 [seen]");
  });

  it("describeBehavior states that the site is not evidence about ConfigMgr", () => {
    expect(text).toContain("not evidence about ConfigMgr");
  });
});

it("setBehavior throws for an unknown setting or value", () => {
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

it("addFault throws for a fault that could never apply", () => {
  const fault = { match: { urlContains: "SMS_Package" }, effect: { status: 503 } } as unknown as Fault;
  expect(() => createSimulatedSite({ faults: [fault] })).toThrow(TypeError);
  expect(() => {
    siteWith({}).addFault(fault);
  }).toThrow(/urlContains/u);
});
