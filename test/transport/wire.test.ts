import { describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

describe("requests on the wire", () => {
  it("sends an instance method as a POST with a body and takes 201 for success", async () => {
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

  it("refuses a certificate of an unknown authority before any request is sent", async () => {
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

  it("keeps connections and uses them again", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    for (let call = 0; call < 5; call += 1) await transport.execMethod({ className: "SMS_Site", methodName: "M" });
    expect(server.seen).toHaveLength(5);
    expect(server.connections.count).toBe(1);
  });
});
