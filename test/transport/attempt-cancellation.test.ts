import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AttemptCancellation } from "../../src/transport/admin-service/connection/attempt-cancellation.js";

describe("AttemptCancellation", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("an attempt is cancelled after timeoutMs and not before, and its signal then has the reason TimeUpError", () => {
    const { signal } = new AttemptCancellation({ signal: undefined, timeoutMs: 50 });
    vi.advanceTimersByTime(49);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: "TimeUpError", message: "no response within 50 ms" });
  });

  it("an attempt is cancelled when the caller's signal fires, and its signal then has the reason AbortedError", () => {
    const controller = new AbortController();
    const { signal } = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    expect(signal.aborted).toBe(false);
    controller.abort();
    expect(signal.reason).toHaveProperty("name", "AbortedError");
  });

  it("an attempt is cancelled from the start if the caller's signal has already fired", () => {
    const { signal } = new AttemptCancellation({ signal: AbortSignal.abort(), timeoutMs: 50 });
    expect(signal.reason).toHaveProperty("name", "AbortedError");
  });

  it("the reason for a cancellation stays AbortedError if the timeout of the attempt passes later", () => {
    const controller = new AbortController();
    const { signal } = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(signal.reason).toHaveProperty("name", "AbortedError");
  });

  it("an attempt that was released is not cancelled by its timeout or by the caller's signal", () => {
    const controller = new AbortController();
    const cancellation = new AttemptCancellation({ signal: controller.signal, timeoutMs: 50 });
    cancellation.release();
    controller.abort();
    vi.advanceTimersByTime(50);
    expect(cancellation.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
