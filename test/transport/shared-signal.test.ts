import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.js";
import { offAbort, onAbort } from "../../src/on-abort.js";
import { call, openTransport } from "../support/open-transport.js";
import { json, returned, scriptedServer } from "../support/scripted-server.js";

describe("a signal that many calls share", () => {
  it("has one listener, so that Node prints no warning, and none when they are done", async () => {
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

  it("ends all of them, those under way and those that wait", async () => {
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

  it("ends pauses as well", async () => {
    const controller = new AbortController();
    const pauses = Array.from({ length: 20 }, () => systemClock.sleep(1_000_000, controller.signal));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    await Promise.all(pauses);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("does not call who was taken back, not even by one that is told before", () => {
    const controller = new AbortController();
    const { signal } = controller;
    const told: string[] = [];
    const second = () => told.push("second");
    onAbort(signal, () => {
      told.push("first");
      offAbort(signal, second);
    });
    onAbort(signal, second);
    onAbort(signal, () => told.push("third"));
    controller.abort();
    expect(told).toEqual(["first", "third"]);
  });
});
