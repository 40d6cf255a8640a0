import { describe, expectTypeOf, it } from "vitest";
import type { PackageTarget } from "../../src/operations/site/package-target.js";
import { refreshAll, type SafeTarget } from "../../src/operations/refresh-all.js";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { refreshPkgSource, type RefreshOutcome } from "../../src/operations/refresh-pkg-source.js";
import { setRefreshSchedule } from "../../src/operations/set-refresh-schedule.js";
import { isSafeTarget } from "../../src/operations/site/task-sequence-acknowledgement.js";
import { watchDistribution } from "../../src/operations/watch-distribution.js";
import type { Result } from "../../src/result.js";
import type { Transport } from "../../src/transport/transport.js";

declare const transport: Transport;
declare const sequence: PackageTarget<"SMS_TaskSequencePackage">;
declare const any: PackageTarget;

describe("types of the operations", () => {
  it("refreshPkgSource and refreshAndWait of a task sequence compile only with acknowledgeInoperable: true", () => {
    expectTypeOf(refreshPkgSource(transport, any, { acknowledgeInoperable: true })).toEqualTypeOf<
      Promise<Result<RefreshOutcome>>
    >();
    void refreshAndWait(transport, sequence, { acknowledgeInoperable: true });
    // @ts-expect-error no acknowledgement
    void refreshPkgSource(transport, sequence);
    // @ts-expect-error a union that might be a task sequence
    void refreshPkgSource(transport, any, { confirm: true });
    // @ts-expect-error no acknowledgement
    void refreshAndWait(transport, any);
    // @ts-expect-error false is not an acknowledgement
    void refreshAndWait(transport, sequence, { acknowledgeInoperable: false });
  });

  it("refreshAll and setRefreshSchedule do not compile with a task sequence", () => {
    // @ts-expect-error a task sequence
    void refreshAll(transport, [sequence]);
    // @ts-expect-error a union that might be a task sequence
    void refreshAll(transport, [any]);
    // @ts-expect-error a task sequence
    void setRefreshSchedule(transport, sequence, []);
    if (isSafeTarget(any)) {
      expectTypeOf(any).toExtend<SafeTarget>();
      void refreshAll(transport, [any]);
    }
  });

  it("the targets in the summary of refreshAll compile as targets of another refreshAll", () => {
    const { failed, notStarted } = refreshAll(transport, []).summary();
    void refreshAll(transport, [...failed, ...notStarted]);
  });

  it("watchDistribution does not compile without sourceVersion", () => {
    // @ts-expect-error no version
    void watchDistribution(transport, "P0100012", {});
    void watchDistribution(transport, "P0100012", { sourceVersion: "current", intervalMs: undefined });
  });
});
