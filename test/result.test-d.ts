import { describe, expectTypeOf, it } from "vitest";
import {
  andThen,
  inOrder,
  refreshPkgSource,
  setSourceSite,
  type Failure,
  type PackageClassName,
  type PackageTarget,
  type Result,
  type Transport,
} from "../src/index.js";

declare const result: Result<number>;
declare const transport: Transport;

describe("Result", () => {
  it("an access to value or failure does not compile before a check of ok", () => {
    // @ts-expect-error value exists on a success only
    expectTypeOf(result.value);
    // @ts-expect-error failure exists on a failure only
    expectTypeOf(result.failure);
    if (result.ok) {
      expectTypeOf(result.value).toEqualTypeOf<number>();
      // @ts-expect-error a success has no failure
      expectTypeOf(result.failure);
    } else {
      expectTypeOf(result.failure).toEqualTypeOf<Failure>();
      // @ts-expect-error a failure has no value
      expectTypeOf(result.value);
    }
  });

  it("a check of kind removes undefined from the types of the members of that kind", () => {
    expectTypeOf<Extract<Failure, { kind: "invalid-argument" }>["parameter"]>().toEqualTypeOf<string>();
    expectTypeOf<Extract<Failure, { kind: "unauthenticated" }>["challenges"]>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Extract<Failure, { kind: "method-failed" }>["status"]["hex"]>().toEqualTypeOf<string>();
  });
});

describe("Failure", () => {
  it("an access to a member of any failure kind compiles without a check of kind", () => {
    const read = (failure: Failure) => ({
      parameter: failure.parameter,
      challenges: failure.challenges,
      reason: failure.reason,
      returnValue: failure.returnValue,
      status: failure.status?.hex,
      retryAfterMs: failure.retryAfterMs,
      code: failure.code,
      outcome: failure.progress?.outcome,
      before: failure.before?.SourceVersion,
    });
    expectTypeOf(read).returns.toExtend<{
      parameter: string | undefined;
      challenges: readonly string[] | undefined;
      reason: string | undefined;
      returnValue: number | undefined;
      status: string | undefined;
      retryAfterMs: number | undefined;
      code: string | undefined;
      before: number | undefined;
    }>();
  });

  it("a member that belongs to other failure kinds has the type undefined", () => {
    expectTypeOf<Extract<Failure, { kind: "not-found" }>["retryAfterMs"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Extract<Failure, { kind: "throttled" }>["retryAfterMs"]>().toEqualTypeOf<number | undefined>();
  });
});

describe("andThen and inOrder", () => {
  it("andThen returns the type of the second value", () => {
    expectTypeOf(andThen(result, (value) => ({ ok: true, value: String(value) }))).resolves.toEqualTypeOf<
      Result<string>
    >();
  });

  it("inOrder returns the type of each step's value under the name of the step", async () => {
    const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
    const done = await inOrder([
      { name: "owner", run: () => setSourceSite(transport, target, "P02") },
      { name: "refresh", run: () => refreshPkgSource(transport, target) },
    ]);
    if (done.ok) {
      expectTypeOf(done.value.owner.SourceSite).toEqualTypeOf<string>();
      expectTypeOf(done.value.refresh.target).toEqualTypeOf<PackageTarget>();
    } else {
      expectTypeOf(done.failedStep).toEqualTypeOf<"owner" | "refresh">();
      expectTypeOf(done.failure).toEqualTypeOf<Failure>();
    }
  });
});

describe("refreshPkgSource", () => {
  const PackageID = "P010001F";

  it("refreshPkgSource of a class other than a task sequence compiles without acknowledgement", () => {
    void refreshPkgSource(transport, { className: "SMS_Package", PackageID });
    void refreshPkgSource(transport, { className: "SMS_BootImagePackage", PackageID }, { contextID: "x" });
    void refreshPkgSource(transport, { className: "SMS_Package", PackageID }, { acknowledgeInoperable: true });
  });

  it("refreshPkgSource of a task sequence does not compile without acknowledgement", () => {
    // @ts-expect-error acknowledgeInoperable is missing
    void refreshPkgSource(transport, { className: "SMS_TaskSequencePackage", PackageID });
    // @ts-expect-error acknowledgeInoperable is missing
    void refreshPkgSource(transport, { className: "SMS_TaskSequencePackage", PackageID }, {});
    const sequence = { className: "SMS_TaskSequencePackage", PackageID } as const;
    // @ts-expect-error acknowledgeInoperable must be true
    void refreshPkgSource(transport, sequence, { acknowledgeInoperable: false });
    // @ts-expect-error acknowledgeInoperable must be true, not text
    void refreshPkgSource(transport, sequence, { acknowledgeInoperable: "true" });
    void refreshPkgSource(transport, sequence, { acknowledgeInoperable: true });
  });

  it("refreshPkgSource of a target that might be a task sequence does not compile without acknowledgement", () => {
    const anyTarget = { className: "SMS_Package", PackageID } as PackageTarget;
    // @ts-expect-error the class might be SMS_TaskSequencePackage
    void refreshPkgSource(transport, anyTarget);
    const either = "SMS_Package" as "SMS_Package" | "SMS_TaskSequencePackage";
    // @ts-expect-error the class might be SMS_TaskSequencePackage
    void refreshPkgSource(transport, { className: either, PackageID });
    void refreshPkgSource(transport, anyTarget, { acknowledgeInoperable: true });
  });

  it("refreshPkgSource of a class without this method does not compile", () => {
    expectTypeOf<PackageClassName>().toExtend<`SMS_${string}`>();
    // @ts-expect-error a class that has no RefreshPkgSource
    void refreshPkgSource(transport, { className: "SMS_Application", PackageID });
  });
});
