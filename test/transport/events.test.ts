import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emit, type TransportEvent } from "../../src/transport/admin-service/exchange/events.js";

const event: TransportEvent = { type: "dangerously-trusting-any-certificate" };

describe("a listener for events", () => {
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

  it("a listener receives the event", () => {
    const received: TransportEvent[] = [];
    emit((each) => received.push(each), event);
    expect(received).toEqual([event]);
  });

  it.each<[string, (event: TransportEvent) => unknown]>([
    [
      "throws",
      () => {
        throw new Error("a logger's own");
      },
    ],
    ["rejects", () => Promise.reject(new Error("a logger's own"))],
    ["returns an object that is not a promise", () => ({ then: 5 })],
  ])("a listener that %s causes no exception and no unhandled rejection", async (_how, listener) => {
    expect(() => {
      emit(listener, event);
    }).not.toThrow();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  });

  it("no exception is thrown if there is no listener", () => {
    expect(() => {
      emit(undefined, event);
    }).not.toThrow();
  });
});
