import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { call, openTransport } from "../support/open-transport.js";
import { tcpServer } from "../support/raw-server.js";
import { json, returned, scriptedServer, type Script } from "../support/scripted-server.js";

const accept: Script = (_request, response) => {
  json(response, 201, returned(0));
};

afterEach(() => {
  vi.useRealTimers();
});

describe("an idle connection", () => {
  it.each([
    [3999, 1],
    [4001, 2],
  ])(
    "two calls with a pause of %i ms use %i connection(s), because a connection is not used again after 4 s",
    async (idleMs, connections) => {
      vi.useFakeTimers({ toFake: ["performance"] });
      await using server = await scriptedServer(accept);
      await using transport = openTransport(server);
      await call(transport);
      vi.advanceTimersByTime(idleMs);
      expect(await call(transport)).toMatchObject({ ok: true });
      expect(server.connections.count).toBe(connections);
    },
  );

  it("the idle time of a connection starts at its last use", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server);
    for (let number = 0; number < 4; number += 1) {
      await call(transport);
      vi.advanceTimersByTime(3000);
    }
    expect(server.connections.count).toBe(1);
  });
});

describe("a connection is closed", () => {
  /** Records the end of each connection on which a request arrived. */
  function watched(script: Script) {
    const closed: Promise<unknown>[] = [];
    const watching: Script = (request, response, socket) => {
      closed.push(once(socket, "close"));
      script(request, response, socket);
    };
    return { closed, watching };
  }

  it("close() of the transport closes its idle connection", async () => {
    const { closed, watching } = watched(accept);
    await using server = await scriptedServer(watching);
    const transport = openTransport(server);
    await call(transport);
    await transport.close();
    await Promise.all(closed);
  });

  it.each<[string, Script, object]>([
    ["a call that ended by its timeoutMs", () => {}, { timeoutMs: 30 }],
    ["a response that is too large", (_request, response) => response.write("x".repeat(5000)), {}],
    [
      "a 101 response that changes the protocol",
      (_request, _response, socket) =>
        socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
      {},
    ],
    [
      "a 101 response without an Upgrade header",
      (_request, _response, socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
      {},
    ],
  ])("a connection is closed immediately after %s", async (_what, script, options) => {
    const { closed, watching } = watched(script);
    await using server = await scriptedServer(watching);
    await using transport = openTransport(server, { maxResponseBytes: 1000, ...options });
    expect(await call(transport)).toMatchObject({ ok: false });
    // The connection ends immediately, before the idle timeout could close it.
    expect(await Promise.race([Promise.all(closed).then(() => "closed"), sleep(2000, "open")])).toBe("closed");
  });

  it("a connection is closed after its call was aborted", async () => {
    const controller = new AbortController();
    const { closed, watching } = watched(() => {
      controller.abort();
    });
    await using server = await scriptedServer(watching);
    await using transport = openTransport(server);
    expect(await call(transport, { signal: controller.signal })).toMatchObject({ failure: { kind: "aborted" } });
    await Promise.all(closed);
  });
});

describe("TLS", () => {
  it("the TLS handshake requests HTTP/1.1 and the host name of baseUrl", async () => {
    const requested: unknown[] = [];
    await using server = await scriptedServer(
      (request, response, socket) => {
        if ("servername" in socket && "alpnProtocol" in socket) requested.push(socket.alpnProtocol, socket.servername);
        accept(request, response, socket);
      },
      { ALPNProtocols: ["h2", "http/1.1"] },
    );
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(requested).toEqual(["http/1.1", "localhost"]);
  });
});

describe("plain HTTP on loopback", () => {
  async function plainServer(respond: (socket: Socket) => void = () => {}) {
    const server = http.createServer((request, response) => {
      request.resume().once("end", () => {
        respond(request.socket);
        if (!request.socket.destroyed) json(response, 201, returned(0));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      await new Promise((resolve) => server.close(resolve));
    };
    return { baseUrl: `http://127.0.0.1:${port}/AdminService`, close, [Symbol.asyncDispose]: close };
  }

  it("a method call over plain HTTP on loopback succeeds", async () => {
    await using server = await plainServer();
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl });
    expect(await call(transport)).toMatchObject({ ok: true });
  });

  it("a method call over plain HTTP uses the socket that connect returns", async () => {
    await using server = await plainServer();
    const given: number[] = [];
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      connect: (host, port) => {
        given.push(port);
        return net.connect({ host, port });
      },
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(given).toEqual([Number(new URL(server.baseUrl).port)]);
  });

  it("a method call over plain HTTP is `unknown` if the connection is lost, and `not-executed` if it is refused", async () => {
    const server = await plainServer((socket) => socket.destroy());
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl });
    expect(await call(transport)).toMatchObject({ failure: { kind: "network", execution: "unknown" } });
    await server.close();
    expect(await call(transport)).toMatchObject({
      failure: { kind: "network", code: "ECONNREFUSED", execution: "not-executed" },
    });
  });
});

describe("connect", () => {
  it.each([
    ["https:", "nothing", undefined, /^connect .*duplex stream/],
    ["https:", "an object that is not a stream", {}, /^connect .*duplex stream/],
    ["http:", "nothing", undefined, /^connect .*net\.Socket.*http:/],
    ["http:", "a stream that is not a net.Socket", new PassThrough(), /^connect .*net\.Socket.*http:/],
  ])(
    "with baseUrl %s, a connect that returns %s is a `not-executed` failure, and the transport opens no connection itself",
    async (protocol, _what, given, message) => {
      let connections = 0;
      await using server = await tcpServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      const baseUrl = `${protocol}//127.0.0.1:${server.port}/AdminService`;
      await using transport = new AdminServiceTransport({ baseUrl, connect: () => given as net.Socket });
      expect(await call(transport)).toMatchObject({
        failure: {
          kind: "network",
          execution: "not-executed",
          cause: { name: "TypeError", message: expect.stringMatching(message) as string },
        },
      });
      expect(connections).toBe(0);
    },
  );

  it("a connect that throws a text is a `not-executed` failure with that text as cause", async () => {
    const connect = () => {
      // `throwIfAborted` throws the reason of the signal itself, which is a string here.
      AbortSignal.abort("no proxy").throwIfAborted();
      return new net.Socket();
    };
    await using transport = new AdminServiceTransport({ baseUrl: "https://localhost:9/AdminService", connect });
    expect(await call(transport)).toMatchObject({
      failure: { kind: "network", code: "UNKNOWN", execution: "not-executed", cause: { message: "no proxy" } },
    });
  });
});
