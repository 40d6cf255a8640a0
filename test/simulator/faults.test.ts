import https from "node:https";
import { describe, expect, it } from "vitest";
import { createSimulatedSite, type Fault, type FaultEffect, type SimulatedSite } from "../../src/simulator/index.js";
import { fetchFrom, send } from "./site-requests.js";

const refresh = "SMS_Package('P0100012')/AdminService.RefreshPkgSource";

interface Received {
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly body: string;
  /** Whether the body arrived completely. */
  readonly isComplete: boolean;
}

async function fetched(site: SimulatedSite, path: string): Promise<Received> {
  const request = new Request(`https://cm01.contoso.com/AdminService/wmi/${path}`, { method: "POST", body: "{}" });
  const { status, headers, body: stream } = await site.fetch(request);
  let body = "";
  try {
    const chunks: AsyncIterable<Uint8Array> | undefined = stream ?? undefined;
    if (chunks !== undefined) for await (const chunk of chunks) body += new TextDecoder().decode(chunk);
  } catch {
    return { status, headers, body, isComplete: false };
  }
  return { status, headers, body, isComplete: true };
}

async function overHttps(site: SimulatedSite, path: string): Promise<Received> {
  const server = await site.listen();
  const options = { method: "POST", ca: server.ca, agent: false };
  try {
    return await new Promise((resolve, reject) => {
      const request = https.request(`${server.baseUrl}/wmi/${path}`, options, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("error", () => undefined);
        response.on("close", () => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
          resolve({ status: response.statusCode, headers, body, isComplete: response.complete });
        });
      });
      request.on("error", reject);
      request.end("{}");
    });
  } finally {
    await server.close();
  }
}

function siteWith(effect: FaultEffect): SimulatedSite {
  return createSimulatedSite({ faults: [{ effect }] });
}

describe.each([
  ["site.fetch", fetched],
  ["a socket", overHttps],
])("faults over %s", (_, receive) => {
  it.each([0, 10])(
    "a response to which a fault with cutAfterBytes %i is applied has this number of bytes and then an error",
    async (cutAfterBytes) => {
      const { status, body, isComplete } = await receive(siteWith({ cutAfterBytes }), refresh);
      expect([status, body.length, isComplete]).toEqual([201, cutAfterBytes, false]);
    },
  );

  it("a response that is not longer than cutAfterBytes arrives completely", async () => {
    const { body } = await receive(createSimulatedSite(), refresh);
    for (const cutAfterBytes of [body.length, 100_000]) {
      const received = await receive(siteWith({ cutAfterBytes }), refresh);
      expect([received.body.length, received.isComplete]).toEqual([body.length, true]);
    }
    const empty = siteWith({ cutAfterBytes: 0 });
    empty.setBehavior({ methodStatus: 204 });
    expect(await receive(empty, refresh)).toMatchObject({ status: 204, body: "", isComplete: true });
  });

  it("the headers of a fault replace headers of the site with the same name, in upper or lower case", async () => {
    const effect = { status: 200, body: "<p>", headers: { "content-type": "text/html", SERVER: "proxy" } };
    const { headers } = await receive(siteWith(effect), refresh);
    expect([headers.get("Content-Type"), headers.get("Server")]).toEqual(["text/html", "proxy"]);
  });

  it.each([204, 205, 304])(
    "a response with status %i from a fault has no body, even if the fault has a body",
    async (status) => {
      expect(await receive(siteWith({ status, body: "x" }), refresh)).toMatchObject({
        status,
        body: "",
        isComplete: true,
      });
    },
  );
});

it("a response with a wrong Content-Length from a fault is incomplete for the client", async () => {
  const site = siteWith({ status: 200, body: "abc", headers: { "content-length": "5" } });
  expect(await overHttps(site, refresh)).toMatchObject({ status: 200, body: "abc", isComplete: false });
});

it.each([{ faults: [{ effect: { delayMs: 30 } }] }, { behavior: { serviceState: { slowMs: 30 } } }])(
  "the site runs a method before it delays the response: %j",
  async (options) => {
    const site = createSimulatedSite(options);
    const response = send(site, refresh);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(site.calls).toHaveLength(1);
    expect((await response).status).toBe(201);
  },
);

it("a fault with match.method post is applied to POST requests only", async () => {
  const site = createSimulatedSite({ faults: [{ match: { method: "post" }, effect: { status: 503 } }] });
  expect((await fetchFrom(site, "SMS_Site")).status).toBe(200);
  expect((await send(site, refresh)).status).toBe(503);
});

describe("invalid faults", () => {
  it.each([
    ["a header name with a space", { status: 200, headers: { "x y": "1" } }, "effect.headers"],
    ["a header value outside Latin-1", { status: 200, headers: { price: "5 €" } }, "effect.headers.price"],
    ["a header value on two lines", { status: 200, headers: { price: "5\r\n6" } }, "effect.headers.price"],
    ["a delay longer than a timer", { delayMs: 2 ** 31 }, "effect"],
  ])("addFault throws an error that names the place of %s", (_, effect, place) => {
    const fault: Fault = { effect };
    expect(() => {
      createSimulatedSite().addFault(fault);
    }).toThrow(place);
  });
});
