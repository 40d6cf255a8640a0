import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

// Users of the library test their tools with msw, which replaces Node's sockets. The transport must work with these sockets.
describe("a transport with msw", () => {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: "bypass" });
  });
  afterAll(() => {
    server.close();
  });
  const call = { className: "SMS_Package", methodName: "RefreshPkgSource" };

  it("a msw handler for an https address responds to a method call", async () => {
    server.use(
      http.post("https://provider.contoso.com/AdminService/wmi/:method", ({ params }) =>
        HttpResponse.json(returned(0, { Method: String(params["method"]) }), { status: 201 }),
      ),
    );
    await using transport = new AdminServiceTransport({ baseUrl: "https://provider.contoso.com/AdminService" });
    expect(await transport.execMethod(call)).toEqual({
      ok: true,
      value: { returnValue: 0, outParameters: { Method: "SMS_Package.RefreshPkgSource" } },
    });
  });

  it("an error that a msw handler returns makes the method call `unknown`", async () => {
    server.use(http.post("https://provider.contoso.com/AdminService/wmi/:method", () => HttpResponse.error()));
    await using transport = new AdminServiceTransport({ baseUrl: "https://provider.contoso.com/AdminService" });
    expect(await transport.execMethod(call)).toMatchObject({ failure: { kind: "network", execution: "unknown" } });
  });

  it("a method call reaches the real server if the msw handler passes it through", async () => {
    await using real = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    server.use(http.post(`${real.baseUrl}/wmi/:method`, () => passthrough()));
    await using transport = new AdminServiceTransport({ baseUrl: real.baseUrl, tls: { ca: real.ca } });
    expect(await transport.execMethod(call)).toMatchObject({ ok: true, value: { returnValue: 0 } });
    expect(real.seen).toHaveLength(1);
  });
});
