import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { manualClock } from "../support/fake-site.js";
import { call, collect, openTransport, read } from "../support/open-transport.js";
import { rawTlsServer } from "../support/raw-server.js";
import { json, reset, returned, scriptedServer } from "../support/scripted-server.js";

type Breakage = (response: ServerResponse, socket: Socket) => void;

const head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

const lost: [string, Breakage][] = [
  [
    "connection reset without a response",
    (_response, socket) => {
      reset(socket);
    },
  ],
  ["connection closed without a response", (_response, socket) => socket.destroy()],
  ["connection closed within the headers", (_response, socket) => socket.end("HTTP/1.1 201 Cre")],
  [
    "connection closed within a body with Content-Length",
    (_response, socket) => socket.end(`${head}Content-Length: 99\r\n\r\n{"Ret`),
  ],
  [
    "connection closed within a chunked body",
    (_response, socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"Re`),
  ],
];

/** A response body with white space at its end, so that it has `bytes` bytes. */
function padded(bytes: number): string {
  return JSON.stringify(returned(0)).padEnd(bytes);
}

const nonsense: [string, Breakage][] = [
  ["the response is not HTTP", (_response, socket) => socket.end("SSH-2.0-OpenSSH_9.2p1\r\n")],
  ["headers that do not end", (_response, socket) => socket.end(`${head}X: ${"x".repeat(100_000)}\r\n\r\n`)],
  ["a broken chunk", (_response, socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`)],
  ["a change of protocol", (_response, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")],
  ["truncated JSON", (response) => response.writeHead(201).end('{"ReturnValue":')],
  [
    "a sign-in page",
    (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Sign in</html>"),
  ],
  ["a Content-Length above the limit", (response) => response.writeHead(201, { "Content-Length": "5000" }).end("x")],
  [
    "a body above the limit, without Content-Length",
    (response) => response.writeHead(201).end(`{"a":"${"x".repeat(5000)}"}`),
  ],
  ["a redirect", (response) => response.writeHead(302, { Location: "https://localhost/" }).end()],
];

describe("a method call that was sent", () => {
  it.each(lost)("a method call whose response is lost is `unknown` and is not retried: %s", async (_name, breakage) => {
    await using server = await scriptedServer((_request, response, socket) => {
      breakage(response, socket);
    });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({
      failure: {
        kind: "network",
        code: "ECONNRESET",
        execution: "unknown",
        advice: expect.stringMatching(/^Do not call again yet/) as string,
      },
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each(nonsense)(
    "a method call whose response is not an AdminService response is `unknown` and is not retried: %s",
    async (_name, breakage) => {
      await using server = await scriptedServer((_request, response, socket) => {
        breakage(response, socket);
      });
      await using transport = openTransport(server, { maxResponseBytes: 1000 });
      expect(await call(transport)).toMatchObject({ failure: { kind: "invalid-response", execution: "unknown" } });
      expect(server.seen).toHaveLength(1);
    },
  );

  it.each<[string, Breakage]>([
    ["with Content-Length", (response) => response.writeHead(200, { "Content-Length": "1000" }).end(padded(1000))],
    ["chunked", (response) => response.writeHead(200).end(padded(1000))],
  ])("a response of exactly `maxResponseBytes` is read: %s", async (_name, breakage) => {
    await using server = await scriptedServer((_request, response, socket) => {
      breakage(response, socket);
    });
    await using transport = openTransport(server, { maxResponseBytes: 1000 });
    expect(await call(transport)).toMatchObject({ value: { returnValue: 0 } });
  });

  it("a method call with a 101 response (protocol change) is a failure with status 101", async () => {
    await using server = await scriptedServer((_request, _response, socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({ failure: { http: { status: 101, body: "" } } });
  });

  const silent: [string, Breakage][] = [
    ["no byte arrives", () => {}],
    ["the headers are incomplete", (_response, socket) => socket.write(head)],
    ["the body is incomplete", (_response, socket) => socket.write(`${head}Content-Length: 99\r\n\r\n{`)],
    [
      "one byte arrives each millisecond, without end",
      (response, socket) => {
        response.writeHead(201);
        const drip = setInterval(() => response.write(" "), 1);
        socket.once("close", () => {
          clearInterval(drip);
        });
      },
    ],
  ];
  it.each(silent)(
    "a method call whose response does not end is `unknown` after `timeoutMs`: %s",
    async (_name, breakage) => {
      let calls = 0;
      await using server = await scriptedServer((_request, response, socket) => {
        calls += 1;
        if (calls === 1) json(response, 201, returned(0));
        else breakage(response, socket);
      });
      await using transport = openTransport(server);
      await call(transport);
      expect(await call(transport, { timeoutMs: 30 })).toMatchObject({
        failure: { kind: "timeout", execution: "unknown", message: expect.stringContaining("30 ms") as string },
      });
      expect(server.seen).toHaveLength(2);
    },
  );

  it.each(silent)(
    "a method call whose response does not end is `unknown` if the caller aborts it: %s",
    async (_name, breakage) => {
      const controller = new AbortController();
      await using server = await scriptedServer((_request, response, socket) => {
        breakage(response, socket);
        setImmediate(() => {
          controller.abort(new Error("a reason of the caller's own"));
        });
      });
      await using transport = openTransport(server);
      expect(await call(transport, { signal: controller.signal })).toMatchObject({
        failure: { kind: "aborted", execution: "unknown" },
      });
    },
  );
});

describe("a read that was sent", () => {
  it.each(lost)(
    "a read whose response is lost is `not-executed` and is retried 3 times: %s",
    async (_name, breakage) => {
      const clock = manualClock();
      await using server = await scriptedServer((_request, response, socket) => {
        breakage(response, socket);
      });
      await using transport = openTransport(server, { clock, random: () => 0.5 });
      expect(await read(transport)).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
      expect(server.seen).toHaveLength(4);
      expect(clock.slept).toEqual([100, 200, 400]);
    },
  );

  it.each(nonsense)(
    "a read whose response is not an AdminService response is `not-executed` and is not retried: %s",
    async (_name, breakage) => {
      await using server = await scriptedServer((_request, response, socket) => {
        breakage(response, socket);
      });
      await using transport = openTransport(server, { maxResponseBytes: 1000 });
      expect(await read(transport)).toMatchObject({ failure: { kind: "invalid-response", execution: "not-executed" } });
      expect(server.seen).toHaveLength(1);
    },
  );
});

describe("a connection", () => {
  it("a connection that the server closed between two calls is replaced by a new connection", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    await using server = await scriptedServer((_request, response, socket) => {
      json(response, 201, returned(0));
      response.once("finish", () => {
        closed = new Promise((resolve) => socket.once("close", resolve));
        socket.end();
      });
    });
    await using transport = openTransport(server);
    for (let number = 0; number < 3; number += 1) {
      expect(await call(transport)).toMatchObject({ ok: true });
      await closed;
    }
    expect(server.seen).toHaveLength(3);
    expect(server.connections.count).toBe(3);
  });

  it("a connection that receives data between two calls is not used for the second call", async () => {
    let calls = 0;
    let unasked: Promise<unknown> = Promise.resolve();
    await using server = await scriptedServer((_request, _response, socket) => {
      calls += 1;
      const body = JSON.stringify(returned(calls));
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
      if (calls > 1) return;
      unasked = new Promise((resolve) => {
        setImmediate(() => socket.write(`${head}Content-Length: 99\r\n\r\n`, resolve));
      });
    });
    await using transport = openTransport(server);
    expect(await call(transport)).toMatchObject({ value: { returnValue: 1 } });
    await unasked;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await call(transport)).toMatchObject({ value: { returnValue: 2 } });
    expect(server.connections.count).toBe(2);
  });

  it("a second copy of each response is not read as the response to the next call", async () => {
    let calls = 0;
    await using server = await scriptedServer((_request, _response, socket) => {
      calls += 1;
      const body = JSON.stringify(returned(calls));
      socket.setNoDelay(true);
      for (let copy = 0; copy < 2; copy += 1) socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    });
    await using transport = openTransport(server);
    for (let number = 1; number <= 20; number += 1) {
      expect(await call(transport)).toMatchObject({ ok: true, value: { returnValue: number } });
    }
  });

  it("a 413 response that arrives before the whole request is sent closes the connection, and the rest is not sent", async () => {
    const sockets: Socket[] = [];
    const body = JSON.stringify({ error: { code: "413", message: "too large" } });
    await using server = await rawTlsServer((socket) => {
      sockets.push(socket);
      socket.once("data", () => {
        socket.pause();
        socket.write(`HTTP/1.1 413 Too Large\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      });
    });
    await using transport = openTransport(server);
    const inParameters = { Text: "x".repeat(20_000_000) };
    expect(await transport.execMethod({ className: "SMS_Package", methodName: "M", inParameters })).toMatchObject({
      failure: { kind: "unsupported", execution: "not-executed" },
    });
    const [socket] = sockets;
    let received = 0;
    socket?.on("data", (chunk: Buffer) => (received += chunk.length));
    await new Promise((resolve) => socket?.once("close", resolve).resume());
    // Data that is already in the buffers of the sockets arrives. The rest of the request must not arrive.
    expect(received).toBeLessThan(inParameters.Text.length / 2);
  });
});

describe("redirects and links to the next page", () => {
  const credential = { authorize: () => Promise.resolve({ header: "Bearer token" }) };

  it("a redirect (307) to another server is not followed, so that server receives no request and no credential", async () => {
    await using elsewhere = await scriptedServer((_request, response) => {
      json(response, 200, { value: [] });
    });
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(307, { Location: `${elsewhere.baseUrl}/wmi/SMS_Package` }).end();
    });
    await using transport = openTransport(server, { credential });
    await call(transport);
    await read(transport);
    expect(elsewhere.seen).toEqual([]);
  });

  it.each([
    ["another host", (port: number) => `https://127.0.0.1:${port}/AdminService/wmi/SMS_Package?$skip=1`],
    ["another port", () => "https://localhost:1/AdminService/wmi/SMS_Package"],
    ["another protocol", (port: number) => `http://localhost:${port}/AdminService/wmi/SMS_Package`],
    ["another path", () => "/SMS_MP/.sms_aut?MPLIST"],
    ["a path that climbs", () => "/AdminService/../SMS_MP"],
    ["an encoded path that climbs", () => "/AdminService/%2e%2e/SMS_MP"],
    ["an invalid URL", () => "http://["],
  ])("a link to the next page is not followed if it leads to %s", async (_name, link) => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [{ Name: "a" }], "@odata.nextLink": link(server.port) });
    });
    await using transport = openTransport(server, { credential });
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows).toMatchObject([{ ok: true }, { ok: false, failure: { kind: "invalid-response" } }]);
    expect(server.seen).toHaveLength(1);
  });

  it("a link to the next page of the same service is followed also if its upper and lower case differ, but the same link is not followed twice", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [{ Name: "a" }], "@odata.nextLink": "/adminservice/wmi/SMS_Package?$skip=1" });
    });
    await using transport = openTransport(server, { credential });
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows).toMatchObject([{ ok: true }, { ok: true }, { failure: { kind: "invalid-response" } }]);
    expect(server.seen.map(({ url }) => url)).toEqual([
      "/AdminService/wmi/SMS_Package",
      "/AdminService/wmi/SMS_Package?$skip=1",
    ]);
  });
});
