import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { waitForDistribution } from "../../src/operations/wait-for-distribution.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { AttemptEvent } from "../../src/transport/admin-service/exchange/events.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

describe("User-Agent", () => {
  it.each([
    [undefined, `configmgr-sdk/${version}`],
    ["nightly-refresh/2.1 (ops)", `nightly-refresh/2.1 (ops) configmgr-sdk/${version}`],
  ])(
    "if the option userAgent is %s, reads and method calls send the header User-Agent: %s",
    async (userAgent, wanted) => {
      await using server = await scriptedServer((request, response) => {
        if (request.method === "POST") json(response, 201, returned(0));
        else json(response, 200, { value: [target] });
      });
      await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, userAgent });
      await SMS_Package.get(transport, target.PackageID);
      await refreshPkgSource(transport, target);
      expect(server.seen.map(({ headers }) => headers["user-agent"])).toEqual([wanted, wanted]);
    },
  );
});

describe("requestId", () => {
  it("the requestId of a failure is the id of the events of its own attempts, and of no other call", async () => {
    const events: AttemptEvent[] = [];
    await using server = await scriptedServer((request, response) => {
      json(response, request.method === "POST" ? 403 : 503, { error: { code: "", message: "Access denied" } });
    });
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      retry: { attempts: 2 },
      random: () => 0,
      onEvent: (event) => event.type === "attempt" && events.push(event),
    });
    const read = await SMS_Package.get(transport, target.PackageID);
    const call = await refreshPkgSource(transport, target);
    const [readId, callId] = [read, call].map((result) => (result.ok ? undefined : result.failure.requestId));
    expect(events.map(({ id, attempt }) => [id, attempt])).toEqual([
      [readId, 1],
      [readId, 2],
      [callId, 1],
    ]);
    expect(readId).not.toBe(callId);
  });

  it("a failure has no requestId if nothing was sent", async () => {
    await using transport = new AdminServiceTransport({ baseUrl: "https://localhost:9/AdminService" });
    const refused = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "no ID" });
    expect(refused.ok || refused.failure).not.toHaveProperty("requestId");
  });

  it("the failure of waitForDistribution has the requestId of the read that failed", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 403, { error: { code: "403", message: "Access denied" } });
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    const waited = await waitForDistribution(transport, target.PackageID, { sourceVersion: 4 });
    expect(waited.ok || waited.failure).toMatchObject({ kind: "access-denied", requestId: "1" });
  });
});

describe("onEvent", () => {
  it("the transport calls onEvent in the asynchronous context (AsyncLocalStorage) of the call that the event is about", async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    await using server = await scriptedServer((request, response) => {
      const PackageID = /'(\w+)'/.exec(request.url)?.[1];
      json(response, 200, { value: [{ PackageID }] });
    });
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      maxConcurrency: 1,
      onEvent: (event) => event.type === "attempt" && seen.push([event.operation.PackageID, context.getStore()]),
    });
    const ids = ["P0100001", "P0100002", "P0100003"];
    await Promise.all(ids.map((id) => context.run(`call of ${id}`, () => SMS_Package.get(transport, id))));
    expect(seen).toEqual(ids.map((id) => [id, `call of ${id}`]));
  });
});
