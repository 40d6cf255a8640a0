import { describe, expect, it } from "vitest";
import { Slots } from "../../src/transport/admin-service/slots.js";

describe("slots", () => {
  it("are given to who waits longest", async () => {
    const slots = new Slots(1);
    const held = await slots.acquire();
    const order: string[] = [];
    const waiting = ["first", "second", "third"].map(async (name) => {
      const release = await slots.acquire();
      order.push(name);
      release?.();
    });
    held?.();
    await Promise.all(waiting);
    expect(order).toEqual(["first", "second", "third"]);
  });

  it("are as many as there should be", async () => {
    const slots = new Slots(2);
    await slots.acquire();
    await slots.acquire();
    expect(await slots.acquire(AbortSignal.timeout(1))).toBeUndefined();
  });

  it("are not doubled by who gives one back twice", async () => {
    const slots = new Slots(1);
    const release = await slots.acquire();
    release?.();
    release?.();
    await slots.acquire();
    expect(await slots.acquire(AbortSignal.timeout(1))).toBeUndefined();
  });

  it("are not given to who no longer waits", async () => {
    const slots = new Slots(1);
    const held = await slots.acquire();
    const controller = new AbortController();
    const impatient = slots.acquire(controller.signal);
    const patient = slots.acquire();
    controller.abort();
    held?.();
    expect(await impatient).toBeUndefined();
    expect(await patient).toBeTypeOf("function");
  });

  it("are not given to who was aborted before, though one is free", async () => {
    const slots = new Slots(1);
    expect(await slots.acquire(AbortSignal.abort())).toBeUndefined();
    expect(await slots.acquire()).toBeTypeOf("function");
  });

  it("stay with who has one when his signal fires later", async () => {
    const slots = new Slots(1);
    const controller = new AbortController();
    const held = await slots.acquire();
    const next = slots.acquire(controller.signal);
    held?.();
    const release = await next;
    controller.abort();
    release?.();
    expect(await slots.acquire()).toBeTypeOf("function");
  });
});
