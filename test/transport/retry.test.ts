import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { pauseBeforeRetry } from "../../src/transport/admin-service/exchange/exchange.js";
import { manualClock } from "../support/fake-site.js";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, scriptedServer } from "../support/scripted-server.js";

const base = { execution: "not-executed", message: "", operation: { className: "SMS_Package" } } as const;
const lost: Failure = { kind: "network", code: "ECONNRESET", ...base };
const busy: Failure = { kind: "throttled", ...base };
const down: Failure = { kind: "unavailable", ...base };

describe("the pause before a read is retried", () => {
  it.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [6, 6400],
    [7, 10_000],
    [50, 10_000],
  ])(
    "the maximum pause doubles with each attempt up to 10 s, and the pause is a random part of it (attempt %i)",
    (attempt, ceiling) => {
      expect(pauseBeforeRetry(lost, attempt, Infinity, 0)).toBe(0);
      expect(pauseBeforeRetry(lost, attempt, Infinity, 0.5)).toBe(ceiling / 2);
    },
  );

  it.each([busy, down])("the pause is Retry-After if the site sends one ($kind)", (failure) => {
    expect(pauseBeforeRetry({ ...failure, retryAfterMs: 7000 }, 1, Infinity, 0.5)).toBe(7000);
    expect(pauseBeforeRetry(failure, 1, Infinity, 0.5)).toBe(100);
  });

  it("there is no retry if the rest of retry.totalMs is not longer than the pause", () => {
    expect(pauseBeforeRetry({ ...down, retryAfterMs: 7000 }, 1, 7000, 0.5)).toBeUndefined();
    expect(pauseBeforeRetry({ ...down, retryAfterMs: 7000 }, 1, 7001, 0.5)).toBe(7000);
  });

  it.each(["timeout", "aborted", "invalid-response", "access-denied", "not-found", "provider-error"] as const)(
    "there is no retry after a failure of kind %s",
    (kind) => {
      expect(pauseBeforeRetry({ kind, ...base }, 1, Infinity, 0.5)).toBeUndefined();
    },
  );
});

describe("a read", () => {
  const found = { value: [{ PackageID: "P0100012" }] };

  it.each([429, 502, 503, 504])("a read is retried after status %i until it succeeds", async (status) => {
    const clock = manualClock();
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length < 3) response.writeHead(status).end();
      else json(response, 200, found);
    });
    await using transport = openTransport(server, { clock, random: () => 0.5 });
    expect(await read(transport)).toMatchObject({ ok: true });
    expect(server.seen).toHaveLength(3);
    expect(clock.slept).toEqual([100, 200]);
  });

  it.each([400, 401, 403, 404, 500])("a read is not retried after status %i", async (status) => {
    await using server = await scriptedServer((_request, response) => response.writeHead(status).end());
    await using transport = openTransport(server);
    await read(transport);
    expect(server.seen).toHaveLength(1);
  });

  it("a read waits for the time in Retry-After before its second attempt", async () => {
    const clock = manualClock();
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length < 2) response.writeHead(429, { "Retry-After": "7" }).end();
      else json(response, 200, found);
    });
    await using transport = openTransport(server, { clock });
    expect(await read(transport)).toMatchObject({ ok: true });
    expect(clock.slept).toEqual([7000]);
  });

  it("a read returns the site's failure without a retry if Retry-After is not shorter than retry.totalMs", async () => {
    const clock = manualClock();
    await using server = await scriptedServer((_request, response) =>
      response.writeHead(503, { "Retry-After": "7" }).end(),
    );
    await using transport = openTransport(server, { clock, retry: { totalMs: 7000 } });
    expect(await read(transport)).toMatchObject({ failure: { kind: "unavailable", retryAfterMs: 7000 } });
    expect(clock.slept).toEqual([]);
  });

  it("a read is sent at most retry.attempts times", async () => {
    await using server = await scriptedServer((_request, response) => response.writeHead(503).end());
    for (const attempts of [1, 2, 5]) {
      await using transport = openTransport(server, { clock: manualClock(), retry: { attempts } });
      const before = server.seen.length;
      await read(transport);
      expect(server.seen.length - before).toBe(attempts);
    }
  });

  it("each attempt of a read has its own event, with the same requestId", async () => {
    const events: unknown[] = [];
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length < 2) response.writeHead(503, { "X-Secret": "s", Server: "nginx" }).end("busy");
      else json(response, 200, found);
    });
    await using transport = openTransport(server, { clock: manualClock(), onEvent: (event) => events.push(event) });
    await read(transport);
    expect(events).toMatchObject([
      {
        type: "attempt",
        id: "1",
        attempt: 1,
        status: 503,
        bytes: 4,
        failure: "unavailable",
        headers: { server: "nginx" },
      },
      {
        type: "attempt",
        id: "1",
        attempt: 2,
        status: 200,
        operation: { className: "SMS_Package", PackageID: "P0100012" },
      },
    ]);
    expect(events[0]).not.toHaveProperty("headers.x-secret");
    expect(events[1]).not.toHaveProperty("failure");
  });

  it("a read is aborted if its signal fires during a pause", async () => {
    const controller = new AbortController();
    await using server = await scriptedServer((_request, response) => response.writeHead(503).end());
    const clock = {
      now: () => 0,
      sleep: () => {
        controller.abort();
        return Promise.resolve();
      },
    };
    await using transport = openTransport(server, { clock });
    expect(await read(transport, { signal: controller.signal })).toMatchObject({ failure: { kind: "aborted" } });
    expect(server.seen).toHaveLength(1);
  });

  it("a read that waits for a connection slot to retry ends after retry.totalMs, with the failure of its last attempt", async () => {
    await using server = await scriptedServer(({ method }, response) => {
      if (method === "GET") response.writeHead(503).end();
    });
    let nowMs = 0;
    const clock = {
      now: () => nowMs,
      sleep: () => {
        nowMs += 4995;
        return Promise.resolve();
      },
    };
    await using transport = openTransport(server, { maxConcurrency: 1, retry: { totalMs: 5000 }, clock });
    const reading = read(transport);
    const controller = new AbortController();
    const calling = call(transport, { signal: controller.signal });
    expect(await reading).toMatchObject({ failure: { kind: "unavailable" } });
    controller.abort();
    await calling;
  });

  it("retry.totalMs includes the pauses before earlier attempts", async () => {
    const clock = manualClock();
    await using server = await scriptedServer((_request, response) =>
      response.writeHead(503, { "Retry-After": "4" }).end(),
    );
    await using transport = openTransport(server, { clock, retry: { totalMs: 7000 } });
    expect(await read(transport)).toMatchObject({ failure: { kind: "unavailable" } });
    expect(clock.slept).toEqual([4000]);
  });

  describe("a read that waits for a connection slot before its second attempt", () => {
    /** One connection slot: the read uses it first, then the call, and then the second attempt of the read. */
    async function contend(onCall: (respond: () => void) => void, signal?: AbortSignal, onReadEnded = () => {}) {
      await using server = await scriptedServer(({ method }, response) => {
        if (method === "POST") {
          onCall(() => {
            json(response, 201, { ReturnValue: 0 });
          });
        } else if (server.seen.length === 1) response.writeHead(503).end();
        else json(response, 200, found);
      });
      await using transport = openTransport(server, { maxConcurrency: 1, clock: manualClock() });
      const reading = read(transport, { signal });
      const calling = call(transport);
      const ended = await reading;
      onReadEnded();
      return { read: ended, called: await calling };
    }

    it("a read that waits for a connection slot before its second attempt succeeds when the slot is released", async () => {
      const results = await contend((respond) => setTimeout(respond, 5));
      expect(results).toMatchObject({ read: { ok: true }, called: { ok: true } });
    });

    it("a read is aborted if its signal fires while it waits for a connection slot before its second attempt", async () => {
      const controller = new AbortController();
      let respondToCall = () => {};
      const abort = (respond: () => void) => {
        respondToCall = respond;
        controller.abort();
      };
      // The slot is released only after the read has ended, so the read cannot have waited for it.
      const results = await contend(abort, controller.signal, () => {
        respondToCall();
      });
      expect(results).toMatchObject({ read: { failure: { kind: "aborted" } }, called: { ok: true } });
    });
  });
});
