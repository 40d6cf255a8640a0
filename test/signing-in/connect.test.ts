import { once } from "node:events";
import { readFileSync } from "node:fs";
import net from "node:net";
import { Duplex } from "node:stream";
import { Server } from "proxy-chain";
import { describe, expect, it } from "vitest";
import { throughProxy } from "../../examples/http-proxy.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { Connect } from "../../src/transport/admin-service/connection/connections.js";
import { createAuthority } from "../support/certificates.js";
import { call, read } from "../support/open-transport.js";
import { json, returned, scriptedServer, type ScriptedServer } from "../support/scripted-server.js";

const credential = { authorize: () => Promise.resolve({ header: "Bearer a-secret" }) };

/** Starts an HTTP proxy that this project did not write (proxy-chain). It requires the user name `user`, if given. */
async function startProxy(user?: string) {
  const tunnels: string[] = [];
  const server = new Server({
    host: "127.0.0.1",
    port: 0,
    prepareRequestFunction: ({ hostname, port, username }) => {
      tunnels.push(`${hostname}:${port}`);
      return { requestAuthentication: user !== undefined && username !== user };
    },
  });
  await server.listen();
  return { url: new URL(`http://127.0.0.1:${server.port}`), tunnels, [Symbol.asyncDispose]: () => server.close(true) };
}

function serve(): Promise<ScriptedServer> {
  return scriptedServer((_request, response) => {
    json(response, 201, returned(0));
  });
}

describe("connect through an HTTP proxy (proxy-chain)", () => {
  it("docs/signing-in.md contains the code of examples/http-proxy.ts, which these tests use", () => {
    // The guide has shorter lines, so the test does not compare line breaks, spaces and commas.
    const read = (path: string) =>
      readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").replace(/[\s,]+/g, "");
    expect(read("docs/signing-in.md")).toContain(read("examples/http-proxy.ts"));
  });

  it("two calls through an HTTP proxy succeed, send the credential, and use one tunnel to the site", async () => {
    await using server = await serve();
    await using proxy = await startProxy();
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      credential,
      connect: throughProxy(proxy.url),
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(proxy.tunnels).toEqual([`localhost:${server.port}`]);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer a-secret", "Bearer a-secret"]);
  });

  it("many calls at the same time through an HTTP proxy succeed", async () => {
    await using server = await serve();
    await using proxy = await startProxy();
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      maxConcurrency: 4,
      connect: throughProxy(proxy.url),
    });
    const results = await Promise.all(Array.from({ length: 40 }, () => call(transport)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(server.seen).toHaveLength(40);
    expect(server.connections.count).toBe(4);
  });

  it("a call succeeds through an HTTP proxy that requires a user, if connect sends a Proxy-Authorization header", async () => {
    await using server = await serve();
    await using proxy = await startProxy("cmadmin");
    const authorization = `Basic ${Buffer.from("cmadmin:secret").toString("base64")}`;
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: throughProxy(proxy.url, authorization),
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen[0]?.headers["proxy-authorization"]).toBeUndefined();
  });

  it("a call fails with network and not-executed if the HTTP proxy refuses the connection", async () => {
    await using server = await serve();
    await using proxy = await startProxy("cmadmin");
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: throughProxy(proxy.url),
    });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
    expect(result).toHaveProperty("failure.cause.message", "the proxy returned 407 to CONNECT");
  });

  it("the certificate behind the HTTP proxy is checked before a byte of the request is sent", async () => {
    await using server = await serve();
    await using proxy = await startProxy();
    const { cert } = await createAuthority("Somebody Else");
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: cert },
      credential,
      connect: throughProxy(proxy.url),
    });
    expect(await call(transport)).toMatchObject({
      failure: { kind: "certificate", execution: "not-executed", reason: "untrusted" },
    });
    expect(server.seen).toHaveLength(0);
  });

  it("a call whose proxy tunnel breaks fails with network", async () => {
    await using server = await scriptedServer((_request, _response, socket) => {
      socket.destroy();
    });
    await using proxy = await startProxy();
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: throughProxy(proxy.url),
    });
    expect(await call(transport)).toMatchObject({ failure: { kind: "network", execution: "unknown" } });
  });
});

describe("connect", () => {
  it("connect is called with the host and the port of baseUrl", async () => {
    await using server = await serve();
    const connected: [string, number][] = [];
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: (host, port) => {
        connected.push([host, port]);
        return net.connect({ host: "127.0.0.1", port });
      },
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(connected).toEqual([["localhost", server.port]]);
  });

  it("a call succeeds over a duplex stream that is not a socket", async () => {
    await using server = await serve();
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: async (_host, port) => {
        const socket = net.connect({ host: "127.0.0.1", port });
        await once(socket, "connect");
        return Duplex.from({ readable: socket, writable: socket });
      },
    });
    expect(await call(transport)).toMatchObject({ ok: true });
  });

  it("the stream that connect returned is closed if the server certificate is not accepted", async () => {
    await using server = await serve();
    const { cert } = await createAuthority("Somebody Else");
    const given: net.Socket[] = [];
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: cert },
      connect: (_host, port) => {
        const socket = net.connect({ host: "127.0.0.1", port });
        given.push(socket);
        return socket;
      },
    });
    expect(await call(transport)).toMatchObject({ failure: { kind: "certificate" } });
    expect(given.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it.each<[string, Connect]>([
    [
      "throws",
      () => {
        throw Object.assign(new Error("no way"), { code: "ENETUNREACH" });
      },
    ],
    ["rejects", () => Promise.reject(Object.assign(new Error("no way"), { code: "ENETUNREACH" }))],
  ])(
    "a call whose connect %s fails with network and not-executed, with the code of its error",
    async (_how, connect) => {
      await using transport = new AdminServiceTransport({ baseUrl: "https://localhost:9/AdminService", connect });
      expect(await call(transport)).toMatchObject({
        failure: { kind: "network", execution: "not-executed", code: "ENETUNREACH", cause: { message: "no way" } },
      });
    },
  );

  it("a call whose connect hangs fails with timeout and not-executed, and a stream that connect returns after close() is closed", async () => {
    await using server = await serve();
    let resolveConnect: (socket: net.Socket) => void = () => {};
    const transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      retry: { attempts: 1 },
      connect: () => new Promise((resolve) => (resolveConnect = resolve)),
    });
    expect(await read(transport, { timeoutMs: 5 })).toMatchObject({
      failure: { kind: "timeout", execution: "not-executed" },
    });
    await transport.close();
    const late = net.connect({ host: "127.0.0.1", port: server.port });
    const closed = once(late, "close");
    resolveConnect(late);
    await closed;
    expect(server.seen).toHaveLength(0);
  });

  it("a stream with an error that connect returns after the timeout of the call is closed, and the process does not end", async () => {
    await using server = await serve();
    let resolveConnect: (stream: Duplex) => void = () => {};
    const transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: () => new Promise((resolve) => (resolveConnect = resolve)),
    });
    expect(await call(transport, { timeoutMs: 5 })).toMatchObject({
      failure: { kind: "timeout", execution: "not-executed" },
    });
    const socket = net.connect({ host: "127.0.0.1", port: server.port });
    await once(socket, "connect");
    const closed = new Promise((resolve) => socket.once("close", resolve).on("error", () => {}));
    // The stream emits an error. Without a listener, the error would end this process.
    resolveConnect(Duplex.from({ readable: socket, writable: socket }));
    await closed;
    await transport.close();
    expect(server.seen).toHaveLength(0);
  });

  const throwing = {
    getPrototypeOf: () => {
      throw new Error("no value");
    },
  };
  it.each<[string, Error]>([
    ["an object without a prototype", Object.create(null) as Error],
    ["a proxy that throws", new Proxy({}, throwing) as Error],
    ["a text", "the proxy is closed" as unknown as Error],
  ])("a call is `not-executed` if connect rejects with %s instead of an error", async (_what, thrown) => {
    await using server = await serve();
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      connect: () => Promise.reject(thrown),
    });
    expect(await call(transport)).toMatchObject({
      failure: {
        kind: "network",
        execution: "not-executed",
        cause: { message: expect.stringMatching(/connect failed|the proxy is closed/) as string },
      },
    });
  });
});
