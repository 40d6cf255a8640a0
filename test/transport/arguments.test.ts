import { describe, expect, it } from "vitest";
import type { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { ObjectQuery, WmiObject } from "../../src/transport/transport.js";
import { where } from "../../src/transport/filter.js";
import { collect, openTransport } from "../support/open-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

/** An object whose `toString` returns another text at each call: a check could read one text, and the request another. */
function changing(...texts: string[]): string {
  const value: unknown = { toString: () => texts.shift() ?? "", length: 9 };
  return value as string;
}

function throwing(property: string): Record<string, never> {
  return Object.defineProperty({}, property, {
    enumerable: true,
    get: () => {
      throw new Error("no value");
    },
  });
}

const className = "SMS_Package";
const keys = { PackageID: "P0100012" };
const path = { className, keys };
const methodName = "RefreshPkgSource";

type Send = (transport: AdminServiceTransport) => Promise<unknown>;
const query = async (transport: AdminServiceTransport, options: object): Promise<unknown> =>
  (await collect(transport.execQuery({ className, ...options })))[0];

async function sent(send: Send): Promise<{ outcome: unknown; requests: string[] }> {
  await using server = await scriptedServer((_request, response) => {
    json(response, 200, { ...returned(0), value: [] });
  });
  await using transport = openTransport(server);
  const outcome = await send(transport).catch((error: unknown) => error);
  return { outcome, requests: server.seen.map(({ url }) => url) };
}

describe("an argument that is not a plain string", () => {
  it.each<[string, Send]>([
    ["className", (t) => t.execMethod({ className: changing("SMS_Site", "SMS_Package"), methodName })],
    ["methodName", (t) => t.execMethod({ className, methodName: changing("GetPackageID", "Delete") })],
    ["className", (t) => t.execMethod({ className, methodName, path: { className: changing(className), keys } })],
    ["PackageID", (t) => t.getObject({ className, keys: { PackageID: changing("P0100012", "P0100013") } })],
    ["className", (t) => t.getObject({ className: changing(className), keys })],
    ["PackageID", (t) => t.putInstance({ className, keys: { PackageID: changing("P0100012") } }, { Name: "x" })],
    ["changes", (t) => t.putInstance(path, { Name: new Date() as unknown as string })],
    ["className", (t) => query(t, { className: changing(className) })],
    ["select", (t) => query(t, { select: [changing("Name", "Icon")] })],
    ["select", (t) => query(t, { select: "Name" })],
    ["orderBy", (t) => query(t, { orderBy: changing("Name", "Icon") })],
    ["top", (t) => query(t, { top: changing("1") })],
    ["where", (t) => query(t, { where: { parts: where`A eq ${1}`.parts } })],
  ])(
    "an argument that is an object with toString instead of a string is refused before anything is sent: %s",
    async (parameter, send) => {
      const { outcome, requests } = await sent(send);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "invalid-argument", execution: "not-executed" } });
      expect(outcome).toHaveProperty("failure.parameter", parameter === "className" ? expect.any(String) : parameter);
      expect(requests).toEqual([]);
    },
  );
});

describe("an argument that is not a plain object", () => {
  class Changes {
    readonly Name = "x";
  }
  it.each<[string, unknown]>([
    ["text", "abc"],
    ["a list", ["x"]],
    ["a Map", new Map([["Name", "x"]])],
    ["a Date", new Date()],
    ["a number", 5],
    ["a function", () => "x"],
    ["an object of a class", new Changes()],
  ])("an argument that is not a plain object is refused before anything is sent: %s", async (_what, value) => {
    const sends: [string, Send][] = [
      ["inParameters", (t) => t.execMethod({ className, methodName, path, inParameters: value as WmiObject })],
      ["changes", (t) => t.putInstance(path, value as WmiObject)],
    ];
    for (const [parameter, send] of sends) {
      const { outcome, requests } = await sent(send);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter } });
      expect(requests).toEqual([]);
    }
  });

  it.each([undefined, null])("%s as changes is refused before anything is sent", async (changes) => {
    const { outcome, requests } = await sent((t) => t.putInstance(path, changes as unknown as WmiObject));
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: "changes" } });
    expect(requests).toEqual([]);
  });
});

describe("changes with the key of an object", () => {
  it.each(["PackageID", "packageid"])(
    "changes with the key of another object are refused before anything is sent: %s",
    async (name) => {
      const { outcome, requests } = await sent((t) => t.putInstance(path, { [name]: "P0100099", Name: "x" }));
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "invalid-argument", parameter: name } });
      expect(requests).toEqual([]);
    },
  );

  it("changes with the key of the same object are sent", async () => {
    const { requests } = await sent((t) => t.putInstance(path, { ...path.keys, Name: "x" }));
    expect(requests).toHaveLength(1);
  });
});

describe("an argument that throws when it is read", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  it.each<[string, Send]>([
    [
      "a call",
      (t) =>
        t.execMethod({
          className,
          get methodName(): string {
            throw new Error("no");
          },
        }),
    ],
    ["a path", (t) => t.getObject(revoked.proxy as typeof path)],
    ["keys", (t) => t.getObject({ className, keys: throwing("PackageID") })],
    ["a query", (t) => collect(t.execQuery(revoked.proxy as ObjectQuery))],
    ["changes", (t) => t.putInstance(path, throwing("Name"))],
    ["options", (t) => t.getObject(path, throwing("signal"))],
    ["undefined instead of a call", (t) => t.execMethod(undefined as never)],
  ])(
    "a call with an argument that throws when it is read rejects with a TypeError, and nothing is sent: %s",
    async (_what, send) => {
      const { outcome, requests } = await sent(send);
      expect(outcome).toBeInstanceOf(TypeError);
      expect(requests).toEqual([]);
    },
  );

  it.each([null, 5, "1000"])("a call with %j as options rejects with a TypeError that names them", async (options) => {
    const { outcome, requests } = await sent((t) => t.getObject(path, options as never));
    expect(outcome).toBeInstanceOf(TypeError);
    expect(outcome).toHaveProperty("message", expect.stringMatching(/^getObject: options must be an object/));
    expect(requests).toEqual([]);
  });

  it.each<[string, Send]>([
    ["in parameters", (t) => t.execMethod({ className, methodName, path, inParameters: throwing("Name") })],
    ["an embedded object", (t) => t.putInstance(path, { Name: throwing("Text") })],
  ])("values that throw when they are read are refused before anything is sent: %s", async (_what, send) => {
    const { outcome, requests } = await sent(send);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "invalid-argument", execution: "not-executed" } });
    expect(requests).toEqual([]);
  });
});

it("a filter cannot be changed after it was built", () => {
  const { parts } = where`Name eq ${"x"}`;
  expect(() => (parts as unknown[]).push({ text: " or 1 eq 1" })).toThrow(TypeError);
  expect(() => Object.assign(parts[1] as object, { value: "y" })).toThrow(TypeError);
});
