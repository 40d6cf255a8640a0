import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { setSourceSite } from "../../src/operations/set-source-site.js";
import { fail, succeed } from "../../src/result.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3, PkgSourcePath: "\\\\files\\tools", PkgSourceFlag: 2 };

/** A site with one package. Each item is the owner, or the failure, of one read; the last item repeats. */
function owners(...reads: readonly (string | Failure)[]): FakeSite {
  return new FakeSite().serve("SMS_Package", (read) => {
    const owner = reads[Math.min(read, reads.length - 1)] ?? "";
    return typeof owner === "string" ? [{ PackageID: target.PackageID, PackageType: 0, SourceSite: owner }] : owner;
  });
}

describe("setSourceSite with confirm", () => {
  const options = { packages: [tools], otherSites: ["P02"] };

  it("setSourceSite with confirm waits until SourceSite is the new owner", async () => {
    await using opened = await openSite(options);
    const { transport, clock } = opened;
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock });
    expect(result).toMatchObject({
      ok: true,
      value: { phase: "accepted", SourceSite: "P02", confirmed: { before: "P01", after: "P02" } },
    });
  });

  it("setSourceSite returns observed, with ambiguous true, if the response is lost and the owner changes", async () => {
    await using opened = await openSite(options);
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "after-execution" } });
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock });
    expect(result).toMatchObject({
      ok: true,
      value: { phase: "observed", confirmed: { before: "P01", after: "P02", ambiguous: true } },
    });
    expect(site.calls).toHaveLength(1);
  });

  it("setSourceSite returns observed, with ambiguous true, if its call is lost and another administrator changes the owner", async () => {
    await using opened = await openSite(options);
    const { transport, site } = opened;
    site.addFault({ match: { method: "POST" }, times: 1, effect: { reset: "before" } });
    const clock = {
      now: () => opened.clock.now(),
      sleep: async (ms: number) => {
        await setSourceSite(transport, target, "P02");
        await opened.clock.sleep(ms);
      },
    };
    expect(await setSourceSite(transport, target, "P02", { confirm: true, clock })).toMatchObject({
      ok: true,
      value: { phase: "observed", confirmed: { ambiguous: true } },
    });
  });

  it("setSourceSite fails with `unknown` if the response is lost and the new owner already owned the package", async () => {
    await using opened = await openSite(options);
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "before" } });
    const result = await setSourceSite(transport, target, "P01", { confirm: true, clock });
    expect(result).toMatchObject({ ok: false, failure: { execution: "unknown" } });
  });

  it("setSourceSite returns accepted without `confirmed` if the owner does not change before the timeout", async () => {
    const clock = manualClock();
    const result = await setSourceSite(owners("P01"), target, "P02", { confirm: { timeoutMs: 60_000 }, clock });
    expect(result).toStrictEqual({
      ok: true,
      value: { phase: "accepted", returnValue: 0, target, SourceSite: "P02" },
    });
    expect(clock.now()).toBe(54_000);
  });

  it("setSourceSite with confirm.required fails with timeout and execution `executed` if the owner does not change", async () => {
    const confirm = { timeoutMs: 60_000, required: true };
    const denied = failure("access-denied", "SMS_Package");
    for (const [site, fact] of [
      [owners("P01"), /accepted(?!.*access-denied)/],
      [owners("P01", denied), /accepted.*access-denied/],
    ] as const) {
      expect(await setSourceSite(site, target, "P02", { confirm, clock: manualClock() })).toMatchObject({
        ok: false,
        failure: {
          kind: "timeout",
          execution: "executed",
          operation: { ...target, methodName: "SetSourceSite" },
          message: expect.stringMatching(fact) as string,
        },
      });
    }
    const seen = await setSourceSite(owners("P01", "P02"), target, "P02", { confirm, clock: manualClock() });
    expect(seen).toMatchObject({ ok: true, value: { confirmed: { after: "P02" } } });
  });

  it("setSourceSite returns confirmReadFailure for an accepted call, and the call's failure for a lost call, if the owner cannot be read after it", async () => {
    const denied = failure("access-denied", "SMS_Package");
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const unreadable = () => owners("P01", denied);
    const options = { confirm: true, clock: manualClock() };
    const accepted = await setSourceSite(unreadable(), target, "P02", options);
    expect(accepted).toMatchObject({
      ok: true,
      value: { phase: "accepted", confirmReadFailure: { kind: "access-denied" } },
    });
    const silent = unreadable();
    silent.onMethod = () => fail(lost);
    expect(await setSourceSite(silent, target, "P02", options)).toEqual(fail(lost));
  });

  it("setSourceSite returns `confirmed` for an accepted call if the new owner already owned the package", async () => {
    const result = await setSourceSite(owners("P02"), target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { before: "P02", after: "P02" } } });
  });

  it("setSourceSite calls nothing if the owner cannot be read before the call", async () => {
    const transport = owners(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.calls).toEqual([]);
  });

  it("setSourceSite does not read the owner again after a call that failed with `not-executed`", async () => {
    const transport = owners("P01", "P02");
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("setSourceSite refuses an invalid confirm.timeoutMs and sends nothing, and the failure has the method name", async () => {
    const transport = owners("P01");
    const result = await setSourceSite(transport, target, "P02", { confirm: { timeoutMs: 0 } });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-argument",
        parameter: "confirm.timeoutMs",
        operation: { ...target, methodName: "SetSourceSite" },
      },
    });
    expect(transport.options).toEqual([]);
  });
});

describe("setSourceSite", () => {
  it("setSourceSite returns an outcome without returnValue if the site returned no ReturnValue", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: undefined, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toStrictEqual({
      ok: true,
      value: { phase: "accepted", target, SourceSite: "P02" },
    });
  });

  it("setSourceSite fails with method-failed if ReturnValue is not 0", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: 5, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toMatchObject({
      ok: false,
      failure: { kind: "method-failed", returnValue: 5, operation: { methodName: "SetSourceSite" } },
    });
  });
});
