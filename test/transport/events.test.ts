import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emit, type TransportEvent } from "../../src/transport/admin-service/exchange/events.js";

const event: TransportEvent = { type: "dangerously-trusting-any-certificate" };

describe("a listener", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  let others: NodeJS.UnhandledRejectionListener[] = [];

  beforeEach(() => {
    unhandled.length = 0;
    others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", note);
  });
  afterEach(() => {
    process.off("unhandledRejection", note);
    for (const other of others) process.on("unhandledRejection", other);
  });

  it("is told of the event", () => {
    const told: TransportEvent[] = [];
    emit((each) => told.push(each), event);
    expect(told).toEqual([event]);
  });

  it.each<[string, (event: TransportEvent) => unknown]>([
    [
      "throws",
      () => {
        throw new Error("a logger's own");
      },
    ],
    ["rejects", () => Promise.reject(new Error("a logger's own"))],
    ["gives something else", () => ({ then: 5 })],
  ])("that %s fails nothing but itself", async (_how, listener) => {
    expect(() => {
      emit(listener, event);
    }).not.toThrow();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  });

  it("need not be there", () => {
    expect(() => {
      emit(undefined, event);
    }).not.toThrow();
  });
});
