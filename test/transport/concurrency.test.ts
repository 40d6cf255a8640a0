import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, reset, returned, scriptedServer } from "../support/scripted-server.js";

const respond = (response: ServerResponse) => {
  json(response, 201, returned(0));
};

describe("many calls at the same time", () => {
  it("60 calls use at most maxConcurrency connections, and end about in the order in which they started", async () => {
    let most = 0;
    const underWay: ServerResponse[] = [];
    await using server = await scriptedServer((_request, response) => {
      underWay.push(response);
      most = Math.max(most, underWay.length);
      if (underWay.length === 3)
        setImmediate(() => {
          underWay.splice(0).forEach(respond);
        });
    });
    await using transport = openTransport(server, { maxConcurrency: 3 });
    const finished: number[] = [];
    const calls = Array.from({ length: 60 }, async (_, number) => {
      const result = await call(transport);
      finished.push(number);
      return result.ok;
    });
    expect(await Promise.all(calls)).not.toContain(false);
    expect(most).toBe(3);
    // Calls end in the order in which they started, except calls that are in progress at the same time.
    finished.forEach((number, place) => {
      expect(Math.abs(number - place)).toBeLessThan(6);
    });
  });

  it("timeoutMs does not include the wait for a connection slot: 1,000 calls wait longer than their timeoutMs and succeed", async () => {
    const timeoutMs = 2_000;
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length > 1) respond(response);
      else setTimeout(respond, timeoutMs + 50, response);
    });
    await using transport = openTransport(server, { maxConcurrency: 1 });
    const slow = call(transport);
    const waiting = await Promise.all(Array.from({ length: 1000 }, () => call(transport, { timeoutMs })));
    expect(waiting.filter(({ ok }) => !ok)).toEqual([]);
    expect(await slow).toMatchObject({ ok: true });
  }, 60_000);

  it("a call that is aborted while it waits for a connection slot sends no request", async () => {
    const responses: ServerResponse[] = [];
    const controller = new AbortController();
    await using server = await scriptedServer((_request, response) => {
      responses.push(response);
      controller.abort();
    });
    await using transport = openTransport(server, { maxConcurrency: 1 });
    const first = call(transport);
    const waiting = call(transport, { signal: controller.signal });
    expect(await waiting).toMatchObject({ failure: { kind: "aborted", execution: "not-executed" } });
    responses.forEach(respond);
    expect(await first).toMatchObject({ ok: true });
    expect(server.seen).toHaveLength(1);
  });

  it("both connection slots can be used again after 120 calls that failed in many ways", async () => {
    let broken = true;
    let number = 0;
    const both: ServerResponse[] = [];
    await using server = await scriptedServer((_request, response, socket) => {
      if (!broken) {
        // Responds only when two requests are in progress at the same time.
        both.push(response);
        if (both.length === 2) both.forEach(respond);
        return;
      }
      number += 1;
      const harm = [
        () => {
          reset(socket);
        },
        () => socket.end("nonsense\r\n\r\n"),
        () => response.writeHead(500).end(),
        () => response.writeHead(201).end("x".repeat(5000)),
        () => socket.write("HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{"),
        () => {
          respond(response);
        },
      ];
      harm[number % harm.length]?.();
    });
    let signed = 0;
    const credential = {
      authorize: () => {
        signed += 1;
        if (signed % 7 === 0) throw new Error("no token");
        return Promise.resolve(signed % 11 === 0 ? { reason: "no ticket" } : { header: `Bearer ${signed}` });
      },
    };
    await using transport = openTransport(server, { maxConcurrency: 2, maxResponseBytes: 1000, credential });
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        if (index % 5 === 0) return call(transport, { signal: AbortSignal.timeout(index) });
        return call(transport, { timeoutMs: 30 });
      }),
    );
    broken = false;
    signed = 100;
    const results = await Promise.all([call(transport), call(transport)]);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it("close() waits for the calls in progress, and calls after close() are refused", async () => {
    await using server = await scriptedServer((_request, response) => {
      setImmediate(() => {
        respond(response);
      });
    });
    const transport = openTransport(server, { maxConcurrency: 1 });
    const calls = Promise.all([call(transport), call(transport)]);
    await transport.close();
    expect(await calls).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "invalid-argument", parameter: "transport", execution: "not-executed" },
    });
  });
});

describe("close()", () => {
  it("close() waits for every call, also if another call rejects", async () => {
    await using server = await scriptedServer((request, response) => {
      if (request.method === "GET") response.writeHead(503).end();
      else
        setTimeout(() => {
          respond(response);
        }, 100);
    });
    const clock = { now: () => performance.now(), sleep: () => Promise.reject(new Error("no sleep")) };
    const transport = openTransport(server, { clock });
    const calls = Promise.allSettled([read(transport), call(transport)]);
    let isDone = false;
    void calls.then(() => (isDone = true));
    await transport.close();
    expect(isDone).toBe(true);
    expect(await calls).toMatchObject([{ status: "rejected" }, { value: { ok: true } }]);
  });
});

describe("the options of a call", () => {
  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 31])(
    "a timeoutMs of %d is refused, and nothing is sent",
    async (timeoutMs) => {
      await using server = await scriptedServer(() => {});
      await using transport = openTransport(server);
      expect(await call(transport, { timeoutMs })).toMatchObject({
        failure: { kind: "invalid-argument", parameter: "timeoutMs" },
      });
      expect(server.seen).toEqual([]);
    },
  );

  it.each([
    [
      "throws",
      () => {
        throw new Error("full disk");
      },
    ],
    ["rejects", (): unknown => Promise.reject(new Error("full disk"))],
  ])("a call succeeds although its onEvent %s", async (_how, onEvent: () => unknown) => {
    await using server = await scriptedServer((_request, response) => {
      respond(response);
    });
    await using transport = openTransport(server, { onEvent });
    expect(await call(transport)).toMatchObject({ ok: true });
  });
});
