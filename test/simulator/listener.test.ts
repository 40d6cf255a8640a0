import https from "node:https";
import tls from "node:tls";
import { X509Certificate } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { createSimulatedSite, type ListeningSite, type SimulatedSiteOptions } from "../../src/simulator/index.js";

const open: ListeningSite[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function listening(options: SimulatedSiteOptions = {}) {
  const site = createSimulatedSite(options);
  const server = await site.listen();
  open.push(server);
  return { site, server };
}

interface HttpsResponse {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function request(
  server: ListeningSite,
  path: string,
  options: https.RequestOptions = {},
  body?: string,
): Promise<HttpsResponse> {
  return await new Promise((resolve, reject) => {
    const request = https.request(
      `${server.baseUrl}/${path}`,
      { ca: server.ca, agent: false, ...options },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends text over TLS, and returns everything that the site sends until the connection closes. */
async function sendBytes(server: ListeningSite, text: string): Promise<string> {
  const { port } = new URL(server.baseUrl);
  return await new Promise((resolve, reject) => {
    const socket = tls.connect({ host: "127.0.0.1", port: Number(port), ca: server.ca, servername: "localhost" });
    let received = "";
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => {
      resolve(received);
    });
    socket.write(text);
  });
}

describe("over HTTPS", () => {
  it("server.ca is the certificate of a CA named SMS Issuing, like the CA of a real site, and a client with it can read", async () => {
    const { server } = await listening();
    expect(server.baseUrl).toMatch(/^https:\/\/localhost:\d+\/AdminService$/u);
    expect(new X509Certificate(server.ca).subject).toBe("CN=SMS Issuing");
    const response = await request(server, "wmi/SMS_Site");
    expect(response.status).toBe(200);
    expect(response.headers["server"]).toBe("Microsoft-HTTPAPI/2.0");
    expect(JSON.parse(response.body)).toMatchObject({ "@odata.context": `${server.baseUrl}/wmi/$metadata#SMS_Site` });
  });

  it("a client without server.ca refuses the connection", async () => {
    const { server } = await listening();
    await expect(request(server, "wmi/SMS_Site", { ca: undefined })).rejects.toMatchObject({
      code: "SELF_SIGNED_CERT_IN_CHAIN",
    });
  });

  it.each([
    ["expired", "CERT_HAS_EXPIRED"],
    ["name-mismatch", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ] as const)("with behavior.tls %s, a client with server.ca refuses the connection", async (kind, code) => {
    const { server } = await listening({ behavior: { tls: kind } });
    await expect(request(server, "wmi/SMS_Site")).rejects.toMatchObject({ code });
  });

  it("a method that is called over HTTPS runs, and is in the call log", async () => {
    const { site, server } = await listening();
    const path = "wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource";
    const response = await request(
      server,
      path,
      { method: "POST", headers: { "Content-Type": "application/json" } },
      "{}",
    );
    expect(response.status).toBe(201);
    expect(site.calls).toHaveLength(1);
  });

  it("a POST without a length is refused with 411, and does not run", async () => {
    const { site, server } = await listening();
    const path = "/AdminService/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource";
    const response = await sendBytes(server, `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(response).toMatch(/^HTTP\/1\.1 411 /u);
    expect(response).toContain("<h2>Length Required</h2>");
    const withLength = await sendBytes(
      server,
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect(withLength).toMatch(/^HTTP\/1\.1 201 /u);
    expect(site.calls).toHaveLength(1);
  });

  it("a body that begins with a byte order mark is accepted over HTTPS and by site.fetch", async () => {
    const { site, server } = await listening();
    const [path, body] = ["wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource", "\uFEFF{}"];
    const length = { "Content-Length": Buffer.byteLength(body) };
    expect((await request(server, path, { method: "POST", headers: length }, body)).status).toBe(201);
    expect((await site.fetch(new Request(`${server.baseUrl}/${path}`, { method: "POST", body }))).status).toBe(201);
  });

  it.each([-1, 65_536, 1.5, Number.NaN, "8443"])("listen throws a RangeError for port %s", async (port) => {
    await expect(createSimulatedSite().listen({ port: port as number })).rejects.toThrow(RangeError);
  });

  it("a DELETE over HTTPS returns 204 without a Content-Length", async () => {
    const { server } = await listening();
    const response = await request(server, "wmi/SMS_Package('P0100012')", { method: "DELETE" });
    expect([response.status, response.body, response.headers["content-length"]]).toEqual([204, "", undefined]);
  });

  it("close() ends a request that hangs, and later connections are refused", async () => {
    const { server } = await listening({ behavior: { serviceState: "dead-hang" } });
    const hanging = request(server, "wmi/SMS_Site").catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await server.close();
    expect(await hanging).toBeInstanceOf(Error);
    await expect(request(server, "wmi/SMS_Site")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});

describe("faults", () => {
  it("a fault with match, after: 1 and times: 1 is applied only to the second matching request", async () => {
    const fault = {
      match: { method: "GET", urlIncludes: "SMS_Site" },
      after: 1,
      times: 1,
      effect: { status: 502, body: "{}" },
    };
    const { server } = await listening({ faults: [fault] });
    const statuses: unknown[] = [];
    for (const path of ["wmi/SMS_Site", "wmi/SMS_Package", "wmi/SMS_Site", "wmi/SMS_Site"]) {
      statuses.push((await request(server, path)).status);
    }
    expect(statuses).toEqual([200, 200, 502, 200]);
  });

  it.each([
    ["before", 0],
    ["after-execution", 1],
  ] as const)("a fault with reset: %s closes the connection, and the call log has %i calls", async (moment, calls) => {
    const { site, server } = await listening({ faults: [{ effect: { reset: moment } }] });
    const path = "wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource";
    await expect(request(server, path, { method: "POST" }, "{}")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(site.calls).toHaveLength(calls);
  });
});

describe("a hostile request line", () => {
  it.each([
    "GET /AdminService/wmi/%zz HTTP/1.1",
    "GET /AdminService/wmi/SMS_Package?$filter=%E0%A4%A HTTP/1.1",
    "GET /AdminService/wmi/SMS_Package('%00') HTTP/1.1",
    "GET /AdminService/wmi/../../etc/passwd HTTP/1.1",
    "GET /AdminService/wmi/__proto__ HTTP/1.1",
    "GET /AdminService/wmi/SMS_Package?$select=__proto__,constructor HTTP/1.1",
    "GET /AdminService/wmi/SMS_Package?$top=-1 HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "TRACE /AdminService/wmi/SMS_Site HTTP/1.1",
  ])("a hostile request line gets an HTTP response: %s", async (line) => {
    const { server } = await listening();
    expect(await sendBytes(server, `${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 [2-5]\d\d /u,
    );
  });
});
