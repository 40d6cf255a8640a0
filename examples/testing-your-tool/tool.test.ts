// Run this test with: npx vitest run --config examples/testing-your-tool/vitest.config.ts
import { createSimulatedSite, type SimulatedSite } from "configmgr-sdk/simulator";
import { handlersFor } from "configmgr-sdk/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { refreshTools } from "./tool.js";

const msw = setupServer();
let site: SimulatedSite;

beforeAll(() => {
  msw.listen({ onUnhandledRequest: "error" });
});
afterAll(() => {
  msw.close();
});
beforeEach(() => {
  site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012" }] });
  msw.resetHandlers(...handlersFor(site, { baseUrl: "https://cm01.contoso.com/AdminService" }));
});

const refreshes = () => site.calls.filter(({ methodName }) => methodName === "RefreshPkgSource").length;

it("refreshes the package once", async () => {
  expect(await refreshTools()).toBe("queued");
  expect(refreshes()).toBe(1);
});

it("reports a failure if the account does not have permission", async () => {
  site.addFault({ effect: { status: 403, body: '{"error":{"code":"403","message":"Access denied"}}' } });
  expect(await refreshTools()).toBe("failed");
  expect(refreshes()).toBe(0);
});

it("does not call again if the response is lost", async () => {
  site.addFault({ effect: { reset: "after-execution" } });
  expect(await refreshTools()).toBe("unknown");
  expect(refreshes()).toBe(1);
});
