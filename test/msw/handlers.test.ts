import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { handlersFor } from "../../src/msw/index.js";
import { createSimulatedSite } from "../../src/simulator/index.js";

const baseUrl = "https://cm01.contoso.com/AdminService";
const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012", Name: "Tools" }] });
const server = setupServer(...handlersFor(site, { baseUrl }));

beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
});

afterAll(() => {
  server.close();
});

it("a read through the handlers of handlersFor returns the object of the simulated site", async () => {
  const response = await fetch(`${baseUrl}/wmi/SMS_Package('P0100012')?$select=Name`);
  expect(await response.json()).toMatchObject({ value: [{ Name: "Tools" }] });
});

it("a method call through the handlers of handlersFor runs on the simulated site and is in its call log", async () => {
  const response = await fetch(`${baseUrl}/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  expect(response.status).toBe(201);
  expect(site.calls).toMatchObject([{ methodName: "RefreshPkgSource", PackageID: "P0100012" }]);
});

it("fetch rejects with a network error if the simulated site closes the connection", async () => {
  site.addFault({ times: 1, effect: { reset: "before" } });
  await expect(fetch(`${baseUrl}/wmi/SMS_Site`)).rejects.toThrow(TypeError);
  site.clearFaults();
  expect((await fetch(`${baseUrl}/wmi/SMS_Site`)).status).toBe(200);
});

it("handlersFor accepts a baseUrl that ends with a slash", () => {
  expect(handlersFor(site, { baseUrl: `${baseUrl}/` })).toHaveLength(1);
});

it.each(["cm01.contoso.com/AdminService", "/AdminService", "", undefined])(
  "handlersFor throws a TypeError for the baseUrl %s",
  (given) => {
    expect(() => handlersFor(site, { baseUrl: given as string })).toThrow(TypeError);
    expect(() => handlersFor(site, { baseUrl: given as string })).toThrow(/baseUrl .*URL/);
  },
);

it("a response that a fault with cutAfterBytes cuts has its status, and its body ends with an error", async () => {
  site.addFault({ times: 1, effect: { cutAfterBytes: 10 } });
  const response = await fetch(`${baseUrl}/wmi/SMS_Site`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  site.clearFaults();
});
