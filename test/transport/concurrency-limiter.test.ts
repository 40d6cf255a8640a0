import { describe, expect, it } from "vitest";
import { ConcurrencyLimiter } from "../../src/transport/admin-service/exchange/concurrency-limiter.js";

describe("ConcurrencyLimiter", () => {
  it("a released slot goes to the caller that has waited longest", async () => {
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

  it("a third caller gets no slot of a limiter with 2 slots", async () => {
    const slots = new ConcurrencyLimiter(2);
    await slots.acquire();
    await slots.acquire();
    expect(await slots.acquire(AbortSignal.timeout(1))).toBe(false);
  });

  it("a released slot can be acquired again, by one caller", async () => {
    const slots = new ConcurrencyLimiter(1);
    await slots.acquire();
    slots.release();
    expect(await slots.acquire()).toBe(true);
    expect(await slots.acquire(AbortSignal.timeout(1))).toBe(false);
  });

  it("a caller that is aborted while it waits gets no slot, and the next caller gets it", async () => {
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

  it("a caller whose signal has already fired gets no slot, and the free slot stays free", async () => {
    const slots = new ConcurrencyLimiter(1);
    expect(await slots.acquire(AbortSignal.abort())).toBe(false);
    expect(await slots.acquire()).toBe(true);
  });

  it("a caller keeps its slot if its signal fires after it got the slot", async () => {
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
