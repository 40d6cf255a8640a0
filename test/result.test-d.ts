import { describe, expectTypeOf, it } from "vitest";
import {
  andThen,
  inOrder,
  refreshPkgSource,
  setSourceSite,
  type Failure,
  type FailureKind,
  type PackageClassName,
  type PackageTarget,
  type Result,
  type Transport,
} from "../src/index.js";

declare const result: Result<number>;
declare const transport: Transport;

describe("a result", () => {
  it("gives neither value nor failure before ok is checked", () => {
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

  it("is closed: a switch over kind that names them all needs no default", () => {
    const name = (failure: Failure): string => {
      switch (failure.kind) {
        case "invalid-argument":
          return failure.parameter;
        case "unauthenticated":
          return failure.challenges.join();
        case "method-failed":
          return failure.status.hex;
        case "not-distributed":
          return failure.progress.outcome;
        case "not-acknowledged":
        case "access-denied":
        case "not-found":
        case "unsupported":
        case "locked":
        case "provider-error":
        case "throttled":
        case "unavailable":
        case "certificate":
        case "network":
        case "timeout":
        case "aborted":
        case "invalid-response":
          return failure.message;
      }
    };
    expectTypeOf(name).returns.toEqualTypeOf<string>();
  });

  it("has a kind for each row of the failure table", () => {
    expectTypeOf<FailureKind>().toEqualTypeOf<
      | "invalid-argument"
      | "not-acknowledged"
      | "unauthenticated"
      | "access-denied"
      | "not-found"
      | "unsupported"
      | "locked"
      | "method-failed"
      | "provider-error"
      | "throttled"
      | "unavailable"
      | "certificate"
      | "network"
      | "timeout"
      | "aborted"
      | "invalid-response"
      | "not-distributed"
    >();
  });

  it("tells in the type where nothing can have run", () => {
    type ExecutionOf<Kind extends FailureKind> = Extract<Failure, { kind: Kind }>["execution"];
    expectTypeOf<ExecutionOf<"invalid-argument">>().toEqualTypeOf<"not-executed">();
    expectTypeOf<ExecutionOf<"certificate">>().toEqualTypeOf<"not-executed">();
    expectTypeOf<ExecutionOf<"method-failed">>().toEqualTypeOf<"executed">();
  });
});

describe("a failure", () => {
  it("has the members of each kind, without a check of its kind", () => {
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

  it("of one kind has no member of another kind", () => {
    expectTypeOf<Extract<Failure, { kind: "not-found" }>["retryAfterMs"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Extract<Failure, { kind: "throttled" }>["retryAfterMs"]>().toEqualTypeOf<number | undefined>();
  });
});

describe("composition", () => {
  it("carries the value's type through andThen", () => {
    expectTypeOf(andThen(result, (value) => ({ ok: true, value: String(value) }))).resolves.toEqualTypeOf<
      Result<string>
    >();
  });

  it("names each step's value in inOrder", async () => {
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

  it("needs no acknowledgement for a class that it does no harm to", () => {
    void refreshPkgSource(transport, { className: "SMS_Package", PackageID });
    void refreshPkgSource(transport, { className: "SMS_BootImagePackage", PackageID }, { contextID: "x" });
    void refreshPkgSource(transport, { className: "SMS_Package", PackageID }, { acknowledgeInoperable: true });
  });

  it("does not compile for a task sequence without acknowledgement", () => {
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

  it("does not compile for a target that may be a task sequence", () => {
    const anyTarget = { className: "SMS_Package", PackageID } as PackageTarget;
    // @ts-expect-error the class may be SMS_TaskSequencePackage
    void refreshPkgSource(transport, anyTarget);
    const either = "SMS_Package" as "SMS_Package" | "SMS_TaskSequencePackage";
    // @ts-expect-error the class may be SMS_TaskSequencePackage
    void refreshPkgSource(transport, { className: either, PackageID });
    void refreshPkgSource(transport, anyTarget, { acknowledgeInoperable: true });
  });

  it("knows the classes", () => {
    expectTypeOf<PackageClassName>().toExtend<`SMS_${string}`>();
    // @ts-expect-error a class that has no RefreshPkgSource
    void refreshPkgSource(transport, { className: "SMS_Application", PackageID });
  });
});
