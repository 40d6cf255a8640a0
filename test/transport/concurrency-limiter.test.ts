import { describe, expect, it } from "vitest";
import { ConcurrencyLimiter } from "../../src/transport/admin-service/exchange/concurrency-limiter.js";

describe("slots", () => {
  it("are given to who waits longest", async () => {
    const slots = new ConcurrencyLimiter(1);
    await slots.acquire();
    const order: string[] = [];
    const waiting = ["first", "second", "third"].map(async (name) => {
      await slots.acquire();
      order.push(name);
      slots.release();
    });
    slots.release();
    await Promise.all(waiting);
    expect(order).toEqual(["first", "second", "third"]);
  });

  it("are as many as there should be", async () => {
    const slots = new ConcurrencyLimiter(2);
    await slots.acquire();
    await slots.acquire();
    expect(await slots.acquire(AbortSignal.timeout(1))).toBe(false);
  });

  it("are free again once they were given back", async () => {
    const slots = new ConcurrencyLimiter(1);
    await slots.acquire();
    slots.release();
    expect(await slots.acquire()).toBe(true);
    expect(await slots.acquire(AbortSignal.timeout(1))).toBe(false);
  });

  it("are not given to who no longer waits", async () => {
    const slots = new ConcurrencyLimiter(1);
    await slots.acquire();
    const controller = new AbortController();
    const impatient = slots.acquire(controller.signal);
    const patient = slots.acquire();
    controller.abort();
    slots.release();
    expect(await impatient).toBe(false);
    expect(await patient).toBe(true);
  });

  it("are not given to who was aborted before, though one is free", async () => {
    const slots = new ConcurrencyLimiter(1);
    expect(await slots.acquire(AbortSignal.abort())).toBe(false);
    expect(await slots.acquire()).toBe(true);
  });

  it("stay with who has one when his signal fires later", async () => {
    const slots = new ConcurrencyLimiter(1);
    const controller = new AbortController();
    await slots.acquire();
    const next = slots.acquire(controller.signal);
    slots.release();
    expect(await next).toBe(true);
    controller.abort();
    expect(await slots.acquire(AbortSignal.timeout(1))).toBe(false);
    slots.release();
    expect(await slots.acquire()).toBe(true);
  });
});
