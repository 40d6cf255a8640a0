import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AttemptCancellation } from "../../src/transport/admin-service/connection/attempt-cancellation.js";

describe("the end of an attempt", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("comes when its time is up, and is told once", () => {
    const cancellation = new AttemptCancellation({ signal: undefined, timeoutMs: 50 });
    const told: string[] = [];
    cancellation.onCancel(({ message }) => told.push(message));
    vi.advanceTimersByTime(49);
    expect(cancellation.reason).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["no response within 50 ms"]);
    expect(cancellation.reason).toHaveProperty("message", "no response within 50 ms");
  });

  it("comes with the caller's signal", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    const signal = cancellation.toSignal();
    expect(signal.aborted).toBe(false);
    controller.abort();
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
    expect(signal.reason).toBe(cancellation.reason);
  });

  it("has come where the signal fired before", () => {
    const cancellation = new AttemptCancellation({ signal: AbortSignal.abort(), timeoutMs: 50 });
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
  });

  it("stays what it was", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
  });

  it("is told at once to who asks late, and never to who asks no more", () => {
    const cancellation = new AttemptCancellation({ signal: AbortSignal.abort(), timeoutMs: 50 });
    const late = vi.fn();
    cancellation.onCancel(late);
    expect(late).toHaveBeenCalledExactlyOnceWith(cancellation.reason);

    const other = new AttemptCancellation({ signal: undefined, timeoutMs: 50 });
    const gone = vi.fn();
    other.onCancel(gone);
    other.offCancel(gone);
    vi.advanceTimersByTime(50);
    expect(gone).not.toHaveBeenCalled();
  });

  it("does not come to an attempt that is over", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    cancellation.release();
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(cancellation.reason).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
