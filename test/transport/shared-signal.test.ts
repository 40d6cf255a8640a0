import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.js";
import { onAbort } from "../../src/on-abort.js";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

describe("one signal for many calls", () => {
  it("one signal for 30 calls has one listener, so that Node prints no warning, and none after the calls", async () => {
    const { signal } = new AbortController();
    const listeners: number[] = [];
    await using server = await scriptedServer((_request, response) => {
      listeners.push(getEventListeners(signal, "abort").length);
      json(response, 201, returned(0));
    });
    await using transport = openTransport(server, { maxConcurrency: 2 });
    const results = await Promise.all(Array.from({ length: 30 }, () => call(transport, { signal })));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(new Set(listeners)).toEqual(new Set([1]));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("one signal aborts all 30 calls: the 2 calls in progress are `unknown`, the waiting calls are `not-executed`", async () => {
    const controller = new AbortController();
    const held: ServerResponse[] = [];
    await using server = await scriptedServer((_request, response) => {
      held.push(response);
      if (held.length === 2) controller.abort();
    });
    await using transport = openTransport(server, { maxConcurrency: 2 });
    const calls = Array.from({ length: 30 }, () => call(transport, { signal: controller.signal }));
    const failures = (await Promise.all(calls)).map((result) => (result.ok ? undefined : result.failure));
    expect(failures.filter((failure) => failure?.kind === "aborted")).toHaveLength(30);
    expect(failures.filter((failure) => failure?.execution === "unknown")).toHaveLength(2);
  });

  it("one signal for 20 reads that are retried keeps no reference to another signal after the reads", async () => {
    const { signal } = new AbortController();
    await using server = await scriptedServer((_request, response) => response.writeHead(503).end());
    await using transport = openTransport(server, { random: () => 0 });
    const results = await Promise.all(Array.from({ length: 20 }, () => read(transport, { signal })));
    expect(results.map((result) => (result.ok ? undefined : result.failure.kind))).toEqual(
      Array(20).fill("unavailable"),
    );
    expect(server.seen).toHaveLength(80);
    // Node keeps the signals of `AbortSignal.any` in a member of the signal that they follow.
    const members = Object.getOwnPropertySymbols(signal).map((name): unknown => Reflect.get(signal, name));
    const sizes = members.map((member) => (member instanceof Set ? member.size : 0));
    expect(Math.max(...sizes)).toBe(0);
  });

  it("one signal ends 20 pauses, and has no listener afterwards", async () => {
    const controller = new AbortController();
    const pauses = Array.from({ length: 20 }, () => systemClock.sleep(1_000_000, controller.signal));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    await Promise.all(pauses);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("a listener that another listener of the same signal removes does not run", () => {
    const controller = new AbortController();
    const { signal } = controller;
    const received: string[] = [];
    onAbort(signal, () => {
      received.push("first");
      removeSecond();
    });
    const removeSecond = onAbort(signal, () => received.push("second"));
    onAbort(signal, () => received.push("third"));
    controller.abort();
    expect(received).toEqual(["first", "third"]);
  });
});
