import { describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { TransportEvent } from "../../src/transport/admin-service/exchange/events.js";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

describe("requests on the wire", () => {
  it("a method of an object is sent as a POST with the body {}, and a 201 response is a success", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    const result = await transport.execMethod({
      className: "SMS_Package",
      methodName: "RefreshPkgSource",
      path: { className: "SMS_Package", keys: { PackageID: "P0100012" } },
    });
    expect(result).toEqual({ ok: true, value: { returnValue: 0, outParameters: {} } });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      url: "/AdminService/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource",
      body: "{}",
      headers: { "content-type": "application/json", "content-length": "2" },
    });
  });

  it("a server certificate of an unknown CA is a failure before any request is sent", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl });
    const result = await transport.execMethod({ className: "SMS_Site", methodName: "M" });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "certificate", execution: "not-executed", reason: "untrusted" },
    });
    expect(server.seen).toHaveLength(0);
  });

  it("a method call whose 503 response has two Server headers is `unknown`, in either order of the headers", async () => {
    await using server = await scriptedServer((_request, response) => {
      const servers = ["Microsoft-HTTPAPI/2.0", "nginx"];
      response.writeHead(503, { Server: server.seen.length === 1 ? servers : servers.reverse() });
      response.end("<title>Service Unavailable</title>HTTP Error 503. The service is unavailable.");
    });
    await using transport = openTransport(server);
    for (let call = 0; call < 2; call += 1) {
      const result = await transport.execMethod({ className: "SMS_Site", methodName: "M" });
      expect(result).toMatchObject({ failure: { kind: "unavailable", execution: "unknown" } });
    }
  });

  it("five calls in a row use one connection", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    for (let call = 0; call < 5; call += 1) await transport.execMethod({ className: "SMS_Site", methodName: "M" });
    expect(server.seen).toHaveLength(5);
    expect(server.connections.count).toBe(1);
  });

  it("a read fails if the response contains another object, and a 404 with an unknown error text is not-found", async () => {
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length === 1) json(response, 200, { PackageID: "P0100099" });
      else json(response, 404, { error: { message: "Nothing like that." } });
    });
    await using transport = openTransport(server);
    expect(await read(transport)).toMatchObject({
      failure: { kind: "invalid-response", message: expect.stringContaining("another object") as string },
    });
    expect(await read(transport)).toMatchObject({ failure: { kind: "not-found", execution: "not-executed" } });
  });

  it("a 502 from a gateway makes `execution` unknown for a method call and a write, and not-executed for a read", async () => {
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(502).end();
    });
    await using transport = openTransport(server, { retry: { attempts: 1 } });
    const path = { className: "SMS_Package", keys: { PackageID: "P0100012" } };
    const { className } = path;
    expect(await call(transport)).toHaveProperty("failure.execution", "unknown");
    expect(await transport.putInstance(path, { Name: "x" })).toHaveProperty("failure.execution", "unknown");
    for (const result of [await read(transport), await transport.getMetadata()]) {
      expect(result).toHaveProperty("failure.execution", "not-executed");
    }
    expect(await transport.execMethod({ className, methodName: "M" })).toHaveProperty("failure.operation", {
      className,
      methodName: "M",
    });
    expect(await transport.getMetadata()).toHaveProperty("failure.operation", { className: "$metadata" });
    expect(await read(transport)).toHaveProperty("failure.operation", { className, PackageID: "P0100012" });
  });

  it("a signal that is not an AbortSignal is refused, and nothing is sent", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = openTransport(server);
    expect(await call(transport, { signal: { aborted: false } as AbortSignal })).toMatchObject({
      failure: { kind: "invalid-argument", parameter: "signal" },
    });
    expect(server.seen).toEqual([]);
  });

  it("the event of an attempt has the status of a response that is too large", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { PackageID: "P0100012", Name: "x".repeat(1000) });
    });
    const events: TransportEvent[] = [];
    await using transport = openTransport(server, { maxResponseBytes: 100, onEvent: (event) => events.push(event) });
    await read(transport);
    expect(events).toMatchObject([{ type: "attempt", status: 200, bytes: 0, failure: "invalid-response" }]);
  });
});
