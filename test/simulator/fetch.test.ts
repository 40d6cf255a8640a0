import { describe, expect, it } from "vitest";
import { createSimulatedSite } from "../../src/simulator/index.js";

const url = "https://cm01.contoso.com/AdminService/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource";

/** A body that ends with an error, as if the client closed the connection. */
function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.error(new Error("gone"));
    },
  });
}

describe("the site does not run an incomplete request, and returns a network error, for", () => {
  it.each([
    ["a body that breaks off", () => new Request(url, { method: "POST", body: brokenBody(), duplex: "half" })],
    ["an aborted request", () => new Request(url, { method: "POST", body: "{}", signal: AbortSignal.abort() })],
  ])("%s", async (_, request) => {
    const site = createSimulatedSite();
    expect((await site.fetch(request())).type).toBe("error");
    expect(site.calls).toHaveLength(0);
  });

  it("a body that was already read", async () => {
    const site = createSimulatedSite();
    const request = new Request(url, { method: "POST", body: "{}" });
    await request.text();
    expect((await site.fetch(request)).type).toBe("error");
    expect(site.calls).toHaveLength(0);
  });
});
