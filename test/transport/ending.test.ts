import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Ending } from "../../src/transport/admin-service/connection/attempt-cancellation.js";

describe("the end of an attempt", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("comes when its time is up, and is told once", () => {
    const ending = new Ending({ signal: undefined, timeoutMs: 50 });
    const told: string[] = [];
    ending.onEnd(({ message }) => told.push(message));
    vi.advanceTimersByTime(49);
    expect(ending.reason).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["no answer within 50 ms"]);
    expect(ending.reason).toHaveProperty("message", "no answer within 50 ms");
  });

  it("comes with the caller's signal", () => {
    const controller = new AbortController();
    const ending = new Ending({ signal: controller.signal, timeoutMs: 50 });
    const signal = ending.toSignal();
    expect(signal.aborted).toBe(false);
    controller.abort();
    expect(ending.reason).toHaveProperty("name", "AbortedError");
    expect(signal.reason).toBe(ending.reason);
  });

  it("has come where the signal fired before", () => {
    const ending = new Ending({ signal: AbortSignal.abort(), timeoutMs: 50 });
    expect(ending.reason).toHaveProperty("name", "AbortedError");
  });

  it("stays what it was", () => {
    const controller = new AbortController();
    const ending = new Ending({ signal: controller.signal, timeoutMs: 50 });
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(ending.reason).toHaveProperty("name", "AbortedError");
  });

  it("is told at once to who asks late, and never to who asks no more", () => {
    const ending = new Ending({ signal: AbortSignal.abort(), timeoutMs: 50 });
    const late = vi.fn();
    ending.onEnd(late);
    expect(late).toHaveBeenCalledExactlyOnceWith(ending.reason);

    const other = new Ending({ signal: undefined, timeoutMs: 50 });
    const gone = vi.fn();
    other.onEnd(gone);
    other.offEnd(gone);
    vi.advanceTimersByTime(50);
    expect(gone).not.toHaveBeenCalled();
  });

  it("does not come to an attempt that is over", () => {
    const controller = new AbortController();
    const ending = new Ending({ signal: controller.signal, timeoutMs: 50 });
    ending.release();
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(ending.reason).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
