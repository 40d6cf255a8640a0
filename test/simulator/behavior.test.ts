import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Behavior, type BehaviorChanges, type Fault } from "../../src/simulator/index.js";
import { ask, send } from "./ask.js";

const path = "SMS_Package('P0100012')";
const refresh = `${path}/AdminService.RefreshPkgSource`;

function siteWith(behavior: Partial<Behavior>) {
  return createSimulatedSite({ behavior });
}

describe("what methods answer", () => {
  it.each([200, 201, 204] as const)("status %i", async (methodStatus) => {
    const answer = await send(siteWith({ methodStatus }), refresh);
    expect(answer.status).toBe(methodStatus);
    expect(answer.text === "").toBe(methodStatus === 204);
  });

  it.each([
    ["ReturnValue", { ReturnValue: 0 }],
    ["value", { value: 0 }],
    ["out-parameters", {}],
  ] as const)("body in the form %s", async (methodBody, expected) => {
    const { json } = await send(siteWith({ methodBody }), refresh);
    const { "@odata.context": context } = json;
    expect(json).toEqual({ "@odata.context": context, ...expected });
  });

  it("no body at all", async () => {
    const answer = await send(siteWith({ methodBody: "empty" }), refresh);
    expect([answer.status, answer.text]).toEqual([201, ""]);
  });

  it("a return value other than 0: nothing is done, and the ledger says so", async () => {
    const site = siteWith({ returnValue: -2147217407 });
    expect((await send(site, refresh)).json["ReturnValue"]).toBe(-2147217407);
    site.advance(60_000);
    expect((await ask(site, path)).rows[0]).toMatchObject({ SourceVersion: 1 });
    expect(site.calls).toMatchObject([{ returnValue: -2147217407 }]);
    site.setBehavior({ nonZeroReturnValue: 500 });
    expect((await send(site, refresh)).status).toBe(500);
  });

  it("500 for a return value other than 0 that the method gave by itself", async () => {
    const site = siteWith({ nonZeroReturnValue: 500 });
    const ObjectRelPath = 'SMS_Package.PackageID="P0100012"';
    expect((await send(site, "SMS_ObjectLock.ReleaseLock", { ObjectRelPath })).status).toBe(500);
    expect(site.calls).toMatchObject([{ methodName: "ReleaseLock", returnValue: 0x40480732 }]);
  });

  it("an error inside a success", async () => {
    const answer = await send(siteWith({ errorInSuccess: true }), refresh);
    expect(answer.status).toBe(201);
    expect(answer.json["error"]).toBeDefined();
  });

  it("404 for a class whose actions are missing, from $metadata too", async () => {
    const site = siteWith({ actionsMissing: ["SMS_Package"] });
    expect((await send(site, refresh)).status).toBe(404);
    const { text } = await ask(site, "$metadata");
    expect(text).not.toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_Package" />');
    expect(text).toContain('<Parameter Name="bindingParameter" Type="AdminService.SMS_DriverPackage" />');
  });
});

describe("what reads answer", () => {
  it("a bare object for a keyed read", async () => {
    const { json } = await ask(siteWith({ keyedGetEnvelope: "bare" }), path);
    expect(json["Name"]).toBe("BIOS tools");
    expect(json["@odata.context"]).toMatch(/\/\$entity$/u);
  });

  it("an empty array for a missing key", async () => {
    const answer = await ask(siteWith({ missingKey: "empty-array" }), "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(200);
    expect(answer.json["value"]).toEqual([]);
  });

  it("null for lazy properties in lists", async () => {
    const { rows } = await ask(siteWith({ lazyInLists: "null" }), "SMS_TaskSequencePackage?$top=1");
    expect(rows[0]).toMatchObject({ Sequence: null });
  });
});

describe("what errors look like", () => {
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

describe("the state of the service", () => {
  it("dead with 503, as HTTP.sys says it", async () => {
    const answer = await ask(siteWith({ serviceState: "down-503" }), path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=us-ascii");
  });

  it("dead and hanging, until the caller gives up", async () => {
    const site = siteWith({ serviceState: "dead-hang" });
    const request = new Request("https://cm01.contoso.com/AdminService/wmi/SMS_Site", {
      signal: AbortSignal.timeout(5),
    });
    expect((await site.fetch(request)).type).toBe("error");
  });

  it("503 for so many requests, then up", async () => {
    const site = siteWith({ serviceState: { unavailableRequests: 2 } });
    const statuses = [await ask(site, path), await ask(site, path), await ask(site, path)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("503 for so many requests, counted on while other switches are turned, and anew when told anew", async () => {
    const serviceState = { unavailableRequests: 1 };
    const site = siteWith({ serviceState });
    await ask(site, path);
    site.setBehavior({ paging: 5 });
    expect((await ask(site, path)).status).toBe(200);
    site.setBehavior({ serviceState });
    expect((await ask(site, path)).status).toBe(503);
  });

  it("a connection that breaks after the request was worked on", async () => {
    const site = siteWith({ serviceState: "reset" });
    const request = new Request(`https://cm01.contoso.com/AdminService/wmi/${refresh}`, { method: "POST", body: "{}" });
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(1);
  });

  it.each([429, 503] as const)("a limit for each address, answered with %i", async (answer) => {
    const site = siteWith({ rateLimit: { requestsPerSecond: 3, answer } });
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await ask(site, path)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === answer)).toHaveLength(2);
  });
});

describe("what depends on the release", () => {
  it("embedded parameters of an abstract type are refused before 2111", async () => {
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

  it("names every switch with a label and a source, and what was turned", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("behavior."));
    expect(lines).toHaveLength(Object.keys(site.exportSeed().behavior ?? {}).length);
    for (const line of lines) expect(line).toMatch(/^behavior\.\w+: .+ \[(?:documented|seen|inferred)\] .+/u);
    expect(text).toContain("behavior.methodStatus: 201, now 200 [seen]");
  });

  it("says that it is no evidence", () => {
    expect(text).toContain("not evidence about ConfigMgr");
  });
});

it("a switch or a position that there isn't is refused at once", () => {
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
])("%s: refused at once", (_, changes, reason) => {
  expect(() => {
    siteWith({}).setBehavior(changes as BehaviorChanges);
  }).toThrow(reason);
});

it("a fault that could never strike is refused at once", () => {
  const fault = { match: { urlContains: "SMS_Package" }, effect: { status: 503 } } as unknown as Fault;
  expect(() => createSimulatedSite({ faults: [fault] })).toThrow(TypeError);
  expect(() => {
    siteWith({}).addFault(fault);
  }).toThrow(/urlContains/u);
});
