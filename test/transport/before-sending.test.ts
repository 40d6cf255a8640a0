import { describe, expect, it } from "vitest";
import { manualClock } from "../support/fake-site.js";
import { call, openTransport } from "../support/open-transport.js";
import { createAuthority, createLeaf, type LeafOptions } from "../support/certificates.js";
import { rawTlsServer, tcpServer } from "../support/raw-server.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

describe("a call without a connection", () => {
  it("a call is `not-executed` if DNS cannot resolve the host name, and the advice names DNS", async () => {
    await using server = await scriptedServer(() => {});
    const baseUrl = server.baseUrl.replace("localhost", "no-such-host.invalid");
    await using transport = openTransport({ baseUrl, ca: server.ca });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
    expect(result).toHaveProperty("failure.code", expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/));
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("DNS"));
  });

  it("a call is `not-executed` if the server refuses the connection", async () => {
    const server = await scriptedServer(() => {});
    await server.close();
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "network", code: "ECONNREFUSED", execution: "not-executed" },
    });
  });

  it.each([
    [
      "is closed",
      (socket: { destroy(): void }) => {
        socket.destroy();
      },
    ],
    [
      "is reset",
      (socket: { resetAndDestroy(): void }) => {
        socket.resetAndDestroy();
      },
    ],
  ])("a call is `not-executed` if the connection %s during the TLS handshake", async (_how, end) => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => {
        end(socket);
      });
    });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "network", code: "ECONNRESET", execution: "not-executed" },
    });
  });

  it("a call is `not-executed` if the server does not use TLS", async () => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
  });

  it("a call is `not-executed` if the server supports no TLS version from 1.2", async () => {
    await using server = await scriptedServer(() => {}, { minVersion: "TLSv1", maxVersion: "TLSv1.1" });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
  });

  it("a call is `not-executed` if timeoutMs passes during the TLS handshake", async () => {
    await using server = await tcpServer(() => {});
    await using transport = openTransport(server, { timeoutMs: 20 });
    expect(await call(transport)).toMatchObject({ failure: { kind: "timeout", execution: "not-executed" } });
  });

  it("a call is `not-executed` if it is aborted during the TLS handshake", async () => {
    const controller = new AbortController();
    await using server = await tcpServer((socket) => {
      socket.once("data", () => {
        controller.abort();
      });
    });
    await using transport = openTransport(server);
    expect(await call(transport, { signal: controller.signal })).toMatchObject({
      failure: { kind: "aborted", execution: "not-executed" },
    });
  });

  it("a call is `not-executed` if its signal fired before the call, and no connection is made", async () => {
    let connections = 0;
    await using server = await tcpServer(() => (connections += 1));
    await using transport = openTransport(server);
    expect(await call(transport, { signal: AbortSignal.abort() })).toMatchObject({
      failure: { kind: "aborted", execution: "not-executed" },
    });
    await transport.close();
    expect(connections).toBe(0);
  });

  it.each([
    ["has only the prototype of a signal", Object.create(AbortSignal.prototype)],
    [
      "is a proxy that throws",
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error("no value");
          },
        },
      ),
    ],
    ["is null", null],
  ])("a call is `not-executed` and names signal if its signal %s, and no connection is made", async (_what, signal) => {
    let connections = 0;
    await using server = await tcpServer(() => (connections += 1));
    await using transport = openTransport(server);
    expect(await call(transport, { signal: signal as AbortSignal })).toMatchObject({
      failure: { kind: "invalid-argument", execution: "not-executed", parameter: "signal" },
    });
    await transport.close();
    expect(connections).toBe(0);
  });
});

describe("a certificate that is not accepted", () => {
  const leaves: [string, LeafOptions][] = [
    ["expired", { notBefore: ago(9), notAfter: ago(1) }],
    ["not-yet-valid", { notBefore: ago(-1), notAfter: ago(-9) }],
    ["wrong-name", { dnsNames: ["other.contoso.com"], ips: [] }],
  ];
  it.each(leaves)(
    "a server with a wrong certificate receives no request, and the failure has the reason %s",
    async (reason, options) => {
      const authority = await createAuthority();
      const { cert, key } = await createLeaf(authority, options);
      await using server = await scriptedServer(() => {}, { cert, key });
      await using transport = openTransport({ baseUrl: server.baseUrl, ca: authority.cert });
      expect(await call(transport)).toMatchObject({
        failure: { kind: "certificate", reason, execution: "not-executed", advice: expect.any(String) as string },
      });
      expect(server.seen).toHaveLength(0);
    },
  );

  it("a server with a certificate of another CA receives no request, and the failure has the reason untrusted", async () => {
    await using server = await scriptedServer(() => {});
    await using transport = openTransport({ baseUrl: server.baseUrl, ca: (await createAuthority()).cert });
    expect(await call(transport)).toMatchObject({
      failure: { kind: "certificate", reason: "untrusted", execution: "not-executed" },
    });
    expect(server.seen).toHaveLength(0);
  });

  it("a server with a certificate of another CA receives no byte, also if it sends a response first", async () => {
    const received: Buffer[] = [];
    await using server = await rawTlsServer((socket) => {
      socket.on("data", (chunk: Buffer) => received.push(chunk));
      socket.write('HTTP/1.1 201 Created\r\nContent-Length: 17\r\n\r\n{"ReturnValue":0}');
    });
    await using transport = openTransport({ baseUrl: server.baseUrl, ca: (await createAuthority()).cert });
    expect(await call(transport)).toMatchObject({ failure: { kind: "certificate", execution: "not-executed" } });
    expect(received).toEqual([]);
  });

  it("a read is not retried if the server certificate is not accepted", async () => {
    const clock = manualClock();
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, returned(0));
    });
    await using transport = openTransport({ baseUrl: server.baseUrl, ca: (await createAuthority()).cert }, { clock });
    await transport.getObject({ className: "SMS_Package", keys: { PackageID: "P0100012" } });
    expect(clock.slept).toEqual([]);
  });
});
