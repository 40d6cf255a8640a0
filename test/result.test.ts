import { describe, expect, it } from "vitest";
import type { Failure } from "../src/failure.js";
import { andThen, fail, inOrder, orThrow, ConfigMgrError, succeed, type Result } from "../src/result.js";

const failure: Failure = {
  kind: "not-found",
  execution: "not-executed",
  message: "There is no such package",
  operation: { className: "SMS_Package", PackageID: "P0100012" },
};

describe("orThrow", () => {
  it("orThrow returns the value of a success", () => {
    expect(orThrow(succeed(7))).toBe(7);
  });

  it("orThrow throws a ConfigMgrError with the failure of a failed result", () => {
    const thrown = catching(() => orThrow(fail(failure)));
    expect(thrown).toBeInstanceOf(ConfigMgrError);
    expect(thrown).toMatchObject({ name: "ConfigMgrError", message: "There is no such package", failure });
  });
});

describe("andThen", () => {
  it("andThen calls next with the value of a success or of a promised success, also if next is async", async () => {
    expect(await andThen(succeed(2), (value) => succeed(value * 2))).toEqual(succeed(4));
    expect(await andThen(Promise.resolve(succeed(2)), (value) => Promise.resolve(succeed(value * 3)))).toEqual(
      succeed(6),
    );
  });

  it("andThen returns a failure and does not call next", async () => {
    let called = false;
    const result = await andThen(fail(failure), () => {
      called = true;
      return succeed(1);
    });
    expect(result).toEqual(fail(failure));
    expect(called).toBe(false);
  });

  it("andThen returns the failure that next returns", async () => {
    expect(await andThen(succeed(1), () => fail(failure))).toEqual(fail(failure));
  });
});

describe("inOrder", () => {
  const step = <const Name extends string, T>(name: Name, result: Result<T>, log: string[] = []) => ({
    name,
    run: () => {
      log.push(name);
      return Promise.resolve(result);
    },
  });

  it("inOrder returns the value of each step under the name of the step", async () => {
    const result = await inOrder([step("first", succeed(1)), { name: "second", run: () => succeed("b") }]);
    expect(result).toEqual({ ok: true, value: { first: 1, second: "b" } });
  });

  it("inOrder starts a step after the step before it has ended", async () => {
    const log: string[] = [];
    const slow = (name: string) => ({
      name,
      run: async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        return succeed(name);
      },
    });
    await inOrder([slow("a"), slow("b")]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("inOrder stops at the first failure and returns the completed steps", async () => {
    const log: string[] = [];
    const result = await inOrder([
      step("set", succeed({ SourceSite: "P02" }), log),
      step("refresh", fail(failure), log),
      step("wait", succeed(1), log),
    ]);
    expect(result).toEqual({
      ok: false,
      failure,
      failedStep: "refresh",
      completed: [{ name: "set", value: { SourceSite: "P02" } }],
    });
    expect(log).toEqual(["set", "refresh"]);
  });

  it("inOrder succeeds with an empty value if there are no steps", async () => {
    expect(await inOrder([])).toEqual({ ok: true, value: {} });
  });

  it("inOrder throws a TypeError before the first step if two steps have the same name", async () => {
    const log: string[] = [];
    const run = inOrder([step("a", succeed(1), log), step("a", succeed(2), log)]);
    await expect(run).rejects.toThrow(TypeError);
    await expect(run).rejects.toThrow(/inOrder: .*"a"/);
    expect(log).toEqual([]);
  });

  it("inOrder accepts __proto__ as the name of a step", async () => {
    const result = await inOrder([step("__proto__", succeed(1))]);
    expect(result.ok && Object.hasOwn(result.value, "__proto__")).toBe(true);
  });

  it("inOrder rejects with the error that a step throws", async () => {
    const run = () => {
      throw new Error("bug");
    };
    await expect(inOrder([{ name: "a", run }])).rejects.toMatchObject({ message: "bug" });
  });
});

function catching(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
