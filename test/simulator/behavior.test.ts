import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Behavior, type BehaviorChanges, type Fault } from "../../src/simulator/index.js";
import { ask, send } from "./ask.js";

const path = "SMS_Package('P0100012')";
const refresh = `${path}/AdminService.RefreshPkgSource`;

function siteWith(behavior: Partial<Behavior>) {
  return createSimulatedSite({ behavior });
}

describe("the response of a method has", () => {
  it.each([200, 201, 204] as const)("status %i", async (methodStatus) => {
    const answer = await send(siteWith({ methodStatus }), refresh);
    expect(answer.status).toBe(methodStatus);
    expect(answer.text === "").toBe(methodStatus === 204);
  });

  it.each([
    ["ReturnValue", { ReturnValue: 0 }],
    ["value", { value: 0 }],
    ["out-parameters", {}],
  ] as const)("the body format %s", async (methodBody, expected) => {
    const { json } = await send(siteWith({ methodBody }), refresh);
    const { "@odata.context": context } = json;
    expect(json).toEqual({ "@odata.context": context, ...expected });
  });

  it("no body, with methodBody empty", async () => {
    const answer = await send(siteWith({ methodBody: "empty" }), refresh);
    expect([answer.status, answer.text]).toEqual([201, ""]);
  });

  it("a returnValue other than 0: the method does nothing, and the call log has the value", async () => {
    const site = siteWith({ returnValue: -2147217407 });
    expect((await send(site, refresh)).json["ReturnValue"]).toBe(-2147217407);
    site.advance(60_000);
    expect((await ask(site, path)).rows[0]).toMatchObject({ SourceVersion: 1 });
    expect(site.calls).toMatchObject([{ returnValue: -2147217407 }]);
    site.setBehavior({ nonZeroReturnValue: 500 });
    expect((await send(site, refresh)).status).toBe(500);
  });

  it("status 500 for a return value other than 0, also if the method itself returned it", async () => {
    const site = siteWith({ nonZeroReturnValue: 500 });
    const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';
    expect((await send(site, "SMS_ObjectLock.ReleaseLock", { ObjectRelPath })).status).toBe(500);
    expect(site.calls).toMatchObject([{ methodName: "ReleaseLock", returnValue: 0x40480732 }]);
  });

  it("an error member beside status 201, with errorInSuccess", async () => {
    const answer = await send(siteWith({ errorInSuccess: true }), refresh);
    expect(answer.status).toBe(201);
    expect(answer.json["error"]).toBeDefined();
  });

  it("status 404 for a class in actionsMissing, which $metadata omits too", async () => {
    const site = siteWith({ actionsMissing: ["SMS_Package"] });
    expect((await send(site, refresh)).status).toBe(404);
    const { text } = await ask(site, "$metadata");
    expect(text).not.toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_Package" />');
    expect(text).toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_DriverPackage" />');
  });
});

describe("the response of a read has", () => {
  it("an object without an array, for a keyed read", async () => {
    const { json } = await ask(siteWith({ keyedGetEnvelope: "bare" }), path);
    expect(json["Name"]).toBe("BIOS tools");
    expect(json["@odata.context"]).toMatch(/\/\$entity$/u);
  });

  it("an empty array, for a missing key", async () => {
    const answer = await ask(siteWith({ missingKey: "empty-array" }), "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(200);
    expect(answer.json["value"]).toEqual([]);
  });

  it("null for lazy properties, in lists", async () => {
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
  ] as const)("%s", async (errorBody, expected) => {
    const answer = await ask(siteWith({ errorBody }), "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(404);
    expect(answer.text).toMatch(expected);
  });
});

describe("serviceState and rateLimit", () => {
  it("down-503 returns the page of HTTP.sys", async () => {
    const answer = await ask(siteWith({ serviceState: "down-503" }), path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=us-ascii");
  });

  it("dead-hang returns nothing until the caller aborts", async () => {
    const site = siteWith({ serviceState: "dead-hang" });
    const request = new Request("https://cm01.contoso.com/AdminService/wmi/SMS_Site", {
      signal: AbortSignal.timeout(5),
    });
    expect((await site.fetch(request)).type).toBe("error");
  });

  it("unavailableRequests returns 503 for this number of requests", async () => {
    const site = siteWith({ serviceState: { unavailableRequests: 2 } });
    const statuses = [await ask(site, path), await ask(site, path), await ask(site, path)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("unavailableRequests keeps its count if another setting changes, and restarts if it is set again", async () => {
    const serviceState = { unavailableRequests: 1 };
    const site = siteWith({ serviceState });
    await ask(site, path);
    site.setBehavior({ paging: 5 });
    expect((await ask(site, path)).status).toBe(200);
    site.setBehavior({ serviceState });
    expect((await ask(site, path)).status).toBe(503);
  });

  it("reset closes the connection after the site ran the request", async () => {
    const site = siteWith({ serviceState: "reset" });
    const request = new Request(`https://cm01.contoso.com/AdminService/wmi/${refresh}`, { method: "POST", body: "{}" });
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(1);
  });

  it.each([429, 503] as const)("rateLimit counts each client address and returns %i", async (answer) => {
    const site = siteWith({ rateLimit: { requestsPerSecond: 3, answer } });
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await ask(site, path)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === answer)).toHaveLength(2);
  });
});

describe("the release", () => {
  it("before 2111 refuses embedded parameters of an abstract type", async () => {
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

  it("names each setting with a label and a source, and its changed value", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("behavior."));
    expect(lines).toHaveLength(Object.keys(site.exportSeed().behavior ?? {}).length);
    for (const line of lines) expect(line).toMatch(/^behavior\.\w+: .+ \[(?:documented|seen|inferred)\] .+/u);
    expect(text).toContain("behavior.methodStatus: 201, now 200 [seen]");
  });

  it("states that the site is not evidence", () => {
    expect(text).toContain("not evidence about ConfigMgr");
  });
});

it("setBehavior throws for an unknown setting or value", () => {
  const behavior = { methodStatus: 418 } as unknown as Partial<Behavior>;
  expect(() => siteWith(behavior)).toThrow(/behavior\.methodStatus/u);
  const turn = () => {
    siteWith({}).setBehavior(behavior);
  };
  expect(turn).toThrow(/methodStatus/u);
  expect(turn).toThrow(TypeError);
});

it.each([
  ["no switches at all", undefined, "expected object"],
  ["a class that the site doesn't have", { actionsMissing: ["sms_package"] }, "actionsMissing[0]"],
  ["a wait longer than a timer", { serviceState: { slowMs: 2 ** 31 } }, "serviceState"],
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
