import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { setSourceSite } from "../../src/operations/set-source-site.js";
import { fail, succeed } from "../../src/result.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3, PkgSourcePath: "\\\\files\\tools", PkgSourceFlag: 2 };

/** A site whose package has another owner at each read. */
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

  it("if the response is lost and the owner changes, the outcome is observed and ambiguous", async () => {
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

  it("if the call is lost and another administrator changes the owner, the outcome is observed and ambiguous", async () => {
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

  it("if the response is lost and the new owner already owned the package, the failure is `unknown`", async () => {
    await using opened = await openSite(options);
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "before" } });
    const result = await setSourceSite(transport, target, "P01", { confirm: true, clock });
    expect(result).toMatchObject({ ok: false, failure: { execution: "unknown" } });
  });

  it("if the owner does not change in time, the outcome is accepted, without confirmed", async () => {
    const clock = manualClock();
    const result = await setSourceSite(owners("P01"), target, "P02", { confirm: { timeoutMs: 60_000 }, clock });
    expect(result).toStrictEqual({
      ok: true,
      value: { phase: "accepted", returnValue: 0, target, SourceSite: "P02" },
    });
    expect(clock.now()).toBe(54_000);
  });

  it("with confirm.required, a missing change of owner is a timeout with execution `executed`", async () => {
    const confirm = { timeoutMs: 60_000, required: true };
    const denied = failure("access-denied", "SMS_Package");
    for (const [site, words] of [
      [owners("P01"), /accepted.*did not change in time/],
      [owners("P01", denied), /accepted.*could not be read \(access-denied\)/],
    ] as const) {
      expect(await setSourceSite(site, target, "P02", { confirm, clock: manualClock() })).toMatchObject({
        ok: false,
        failure: {
          kind: "timeout",
          execution: "executed",
          operation: { ...target, methodName: "SetSourceSite" },
          message: expect.stringMatching(words) as string,
        },
      });
    }
    const seen = await setSourceSite(owners("P01", "P02"), target, "P02", { confirm, clock: manualClock() });
    expect(seen).toMatchObject({ ok: true, value: { confirmed: { after: "P02" } } });
  });

  it("if the owner cannot be read after the call, an accepted call has readFailure, and a lost call keeps its failure", async () => {
    const denied = failure("access-denied", "SMS_Package");
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const unreadable = () => owners("P01", denied);
    const options = { confirm: true, clock: manualClock() };
    const accepted = await setSourceSite(unreadable(), target, "P02", options);
    expect(accepted).toMatchObject({ ok: true, value: { phase: "accepted", readFailure: { kind: "access-denied" } } });
    const silent = unreadable();
    silent.onMethod = () => fail(lost);
    expect(await setSourceSite(silent, target, "P02", options)).toEqual(fail(lost));
  });

  it("if the new owner already owned the package, an accepted call is confirmed", async () => {
    const result = await setSourceSite(owners("P02"), target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { before: "P02", after: "P02" } } });
  });

  it("nothing is called if the owner cannot be read before the call", async () => {
    const transport = owners(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.calls).toEqual([]);
  });

  it("the owner is not read again after a call that is `not-executed`", async () => {
    const transport = owners("P01", "P02");
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("an invalid confirm.timeoutMs is refused before anything is sent, and the failure has the method name", async () => {
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
  it("the outcome has no returnValue if the site did not return one", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: undefined, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toStrictEqual({
      ok: true,
      value: { phase: "accepted", target, SourceSite: "P02" },
    });
  });

  it("a ReturnValue other than 0 is a method-failed failure", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: 5, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toMatchObject({
      ok: false,
      failure: { kind: "method-failed", returnValue: 5, operation: { methodName: "SetSourceSite" } },
    });
  });

  it("an invalid site code is refused, and the message states what a valid site code is", async () => {
    expect(await setSourceSite(new FakeSite(), target, "sms")).toMatchObject({
      ok: false,
      failure: {
        operation: { ...target, methodName: "SetSourceSite" },
        message: expect.stringMatching(/siteCode .*three.*SMS/) as string,
      },
    });
  });
});
