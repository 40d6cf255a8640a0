import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

// Our users test their tools with msw, which takes the place of the sockets: the transport has to live with that.
describe("under msw", () => {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: "bypass" });
  });
  afterAll(() => {
    server.close();
  });
  const call = { className: "SMS_Package", methodName: "RefreshPkgSource" };

  it("is answered by a handler for its https address", async () => {
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

  it("reports an error that a handler raises, in doubt", async () => {
    server.use(http.post("https://provider.contoso.com/AdminService/wmi/:method", () => HttpResponse.error()));
    await using transport = new AdminServiceTransport({ baseUrl: "https://provider.contoso.com/AdminService" });
    expect(await transport.execMethod(call)).toMatchObject({ failure: { kind: "network", execution: "unknown" } });
  });

  it("still reaches a real server that no handler is for", async () => {
    await using real = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    server.use(http.post(`${real.baseUrl}/wmi/:method`, () => passthrough()));
    await using transport = new AdminServiceTransport({ baseUrl: real.baseUrl, tls: { ca: real.ca } });
    expect(await transport.execMethod(call)).toMatchObject({ ok: true, value: { returnValue: 0 } });
    expect(real.seen).toHaveLength(1);
  });
});
