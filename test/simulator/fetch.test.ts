import { describe, expect, it } from "vitest";
import { createSimulatedSite } from "../../src/simulator/index.js";

const url = "https://cm01.contoso.com/AdminService/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource";

/** Makes a body that ends with an error, as if the client closed the connection. */
function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.error(new Error("gone"));
    },
  });
}

describe("an incomplete request", () => {
  it.each([
    ["a body that breaks off", () => new Request(url, { method: "POST", body: brokenBody(), duplex: "half" })],
    ["a signal that has fired", () => new Request(url, { method: "POST", body: "{}", signal: AbortSignal.abort() })],
  ])("the site does not run a request with %s, and returns a network error", async (_, request) => {
    const site = createSimulatedSite();
    expect((await site.fetch(request())).type).toBe("error");
    expect(site.calls).toHaveLength(0);
  });

  it("the site does not run a request whose body was already read, and returns a network error", async () => {
    const site = createSimulatedSite();
    const request = new Request(url, { method: "POST", body: "{}" });
    await request.text();
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(0);
  });
});
