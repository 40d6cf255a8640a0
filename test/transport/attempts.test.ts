import { describe, expect, it } from "vitest";
import type { AttemptEvent, TransportEvent } from "../../src/transport/admin-service/exchange/events.js";
import { manualClock } from "../support/fake-site.js";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

const found = { value: [{ PackageID: "P0100012" }] };

/** A clock that advances by `tickMs` milliseconds each time that it is read. */
function tickingClock(tickMs: number) {
  let nowMs = 0;
  return { now: () => (nowMs += tickMs), sleep: () => Promise.resolve() };
}

function noting() {
  const events: AttemptEvent[] = [];
  const onEvent = (event: TransportEvent) => {
    if (event.type === "attempt") events.push(event);
  };
  return { events, onEvent };
}

describe("the event of an attempt", () => {
  it("the event of a read has the status, the duration, and the time for which the read waited for a connection slot", async () => {
    const { events, onEvent } = noting();
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, found);
    });
    await using transport = openTransport(server, { onEvent, clock: tickingClock(10) });
    await read(transport);
    expect(events).toEqual([
      {
        type: "attempt",
        id: "1",
        attempt: 1,
        operation: { className: "SMS_Package", PackageID: "P0100012" },
        status: 200,
        queuedMs: 10,
        durationMs: 10,
        bytes: JSON.stringify(found).length,
        headers: expect.objectContaining({ "content-type": "application/json; odata.metadata=minimal" }) as object,
      },
    ]);
  });

  it("the event of an attempt without a response has no status", async () => {
    const { events, onEvent } = noting();
    await using server = await scriptedServer((_request, _response, socket) => socket.destroy());
    await using transport = openTransport(server, { onEvent });
    await call(transport);
    expect(events).toMatchObject([{ failure: "network", bytes: 0, headers: {} }]);
    expect(events[0]).not.toHaveProperty("status");
  });

  it("the event has the requestId of the failure, and each request has a different requestId", async () => {
    const { events, onEvent } = noting();
    await using server = await scriptedServer((_request, response) => response.writeHead(500).end());
    await using transport = openTransport(server, { onEvent });
    expect(await call(transport)).toMatchObject({ failure: { requestId: "1" } });
    expect(await read(transport)).toMatchObject({ failure: { requestId: "2" } });
    expect(events.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it("no event about unchecked certificates is emitted if certificates are checked", async () => {
    const types: string[] = [];
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = openTransport(server, { onEvent: ({ type }) => types.push(type) });
    await call(transport);
    expect(types).toEqual(["attempt"]);
  });
});

describe("a call that is aborted while it waits for a connection slot", () => {
  it("a call that is aborted while it waits for a connection slot is `not-executed` and has a requestId", async () => {
    const controller = new AbortController();
    await using server = await scriptedServer(() => {
      controller.abort();
    });
    await using transport = openTransport(server, { maxConcurrency: 1 });
    const under = new AbortController();
    const first = call(transport, { signal: under.signal });
    expect(await call(transport, { signal: controller.signal })).toMatchObject({
      failure: {
        kind: "aborted",
        execution: "not-executed",
        requestId: "2",
        message: expect.stringContaining("aborted") as string,
      },
    });
    under.abort();
    expect(await first).toMatchObject({ failure: { kind: "aborted", execution: "unknown" } });
  });
});

describe("timeouts", () => {
  const silent = () => scriptedServer(() => {});

  it("a read's attempt ends after retry.totalMs if that is shorter than timeoutMs, and the advice names retry.totalMs", async () => {
    await using server = await silent();
    await using transport = openTransport(server, { retry: { totalMs: 20 } });
    expect(await read(transport)).toMatchObject({
      failure: {
        kind: "timeout",
        message: expect.stringContaining(" 20 ms") as string,
        advice: expect.stringContaining("retry.totalMs") as string,
      },
    });
  });

  it("a read's attempt ends after timeoutMs if that is shorter than retry.totalMs; a timeoutMs of the call replaces the option", async () => {
    await using server = await silent();
    await using transport = openTransport(server, { timeoutMs: 20 });
    expect(await read(transport)).toMatchObject({ failure: { message: expect.stringContaining(" 20 ms") as string } });
    expect(await read(transport, { timeoutMs: 10 })).toMatchObject({
      failure: { message: expect.stringContaining(" 10 ms") as string },
    });
    const result = await read(transport, {});
    expect(result).toMatchObject({ failure: { message: expect.stringContaining(" 20 ms") as string } });
    expect(!result.ok && result.failure.advice).not.toContain("retry.totalMs");
  });

  it("retry.totalMs does not limit a method call", async () => {
    await using server = await silent();
    await using transport = openTransport(server, { timeoutMs: 20, retry: { totalMs: 1 } });
    expect(await call(transport)).toMatchObject({ failure: { message: expect.stringContaining(" 20 ms") as string } });
  });

  it("the second attempt of a read ends after the rest of retry.totalMs", async () => {
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length === 1) response.writeHead(503, { "Retry-After": "4" }).end();
    });
    await using transport = openTransport(server, { retry: { totalMs: 4005 }, clock: manualClock() });
    expect(await read(transport)).toMatchObject({
      failure: { kind: "timeout", message: expect.stringContaining(" 5 ms") as string },
    });
  });
});

describe("a method call or a write", () => {
  it.each([429, 502, 503, 504])(
    "a method call and a write are not retried after a response with status %i",
    async (status) => {
      const clock = manualClock();
      await using server = await scriptedServer((_request, response) =>
        response.writeHead(status, { "Retry-After": "1" }).end(),
      );
      await using transport = openTransport(server, { clock });
      await call(transport);
      await transport.putInstance({ className: "SMS_Package", keys: { PackageID: "P0100012" } }, { Name: "x" });
      expect(server.seen).toHaveLength(2);
      expect(clock.slept).toEqual([]);
    },
  );
});

describe("an invalid option of a call", () => {
  it("a call with an invalid signal, an invalid timeoutMs or a closed transport is refused with the name of that parameter, and nothing is sent", async () => {
    await using server = await scriptedServer(() => {});
    await using transport = openTransport(server);
    const signal = JSON.parse('{"aborted":false}') as AbortSignal;
    expect(await call(transport, { signal })).toMatchObject({
      failure: {
        kind: "invalid-argument",
        parameter: "signal",
        message: expect.stringContaining("AbortSignal") as string,
      },
    });
    expect(await call(transport, { timeoutMs: 0 })).toMatchObject({
      failure: {
        parameter: "timeoutMs",
        message: expect.stringContaining("milliseconds") as string,
      },
    });
    await transport.close();
    expect(await call(transport)).toMatchObject({
      failure: { parameter: "transport", advice: expect.stringContaining("new transport") as string },
    });
    expect(server.seen).toEqual([]);
  });
});

describe("the headers of a request", () => {
  it("a request has User-Agent, Accept and no Authorization; Content-Type only if it has a body", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = openTransport(server, { userAgent: "Contoso/1" });
    await call(transport);
    await read(transport);
    await transport.getMetadata();
    const accepts = server.seen.map(({ headers }) => headers.accept);
    expect(accepts).toEqual(["application/json", "application/json", "application/xml"]);
    for (const { headers, method } of server.seen) {
      expect(headers["user-agent"]).toMatch(/^Contoso\/1 configmgr-sdk\/\d/);
      expect(headers["content-type"]).toBe(method === "POST" ? "application/json" : undefined);
      expect(headers.authorization).toBeUndefined();
    }
  });

  it("Content-Length is the size of the body in bytes, not in characters", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    await using transport = openTransport(server);
    await transport.execMethod({ className: "SMS_Site", methodName: "M", inParameters: { Name: "Ä€😀" } });
    expect(server.seen[0]).toMatchObject({ body: '{"Name":"Ä€😀"}', headers: { "content-length": "20" } });
  });
});
