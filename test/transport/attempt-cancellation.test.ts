import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AttemptCancellation } from "../../src/transport/admin-service/connection/attempt-cancellation.js";

describe("AttemptCancellation", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("the attempt is cancelled after timeoutMs, and the listener runs once", () => {
    const cancellation = new AttemptCancellation({ signal: undefined, timeoutMs: 50 });
    const told: string[] = [];
    cancellation.onCancel(({ message }) => told.push(message));
    vi.advanceTimersByTime(49);
    expect(cancellation.reason).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["no response within 50 ms"]);
    expect(cancellation.reason).toHaveProperty("message", "no response within 50 ms");
  });

  it("the attempt is cancelled when the caller's signal fires", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    const signal = cancellation.toSignal();
    expect(signal.aborted).toBe(false);
    controller.abort();
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
    expect(signal.reason).toBe(cancellation.reason);
  });

  it("an attempt is cancelled from the start if the caller's signal has already fired", () => {
    const cancellation = new AttemptCancellation({ signal: AbortSignal.abort(), timeoutMs: 50 });
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
  });

  it("the reason stays AbortedError if the timeout passes after an abort", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(cancellation.reason).toHaveProperty("name", "AbortedError");
  });

  it("a listener that is added after the cancellation runs immediately, and a removed listener never runs", () => {
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

  it("the attempt is not cancelled any more after it has ended", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    cancellation.release();
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(cancellation.reason).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
