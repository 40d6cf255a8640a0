import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { setSourceSite } from "../../src/operations/set-source-site.js";
import { fail, succeed } from "../../src/result.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";
import { openSite } from "./open-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const tools = { ...target, SourceVersion: 3, PkgSourcePath: "\\\\files\\tools", PkgSourceFlag: 2 };

/** A site whose package has another owner at each look. */
function owners(...looks: readonly (string | Failure)[]): FakeSite {
  return new FakeSite().serve("SMS_Package", (read) => {
    const look = looks[Math.min(read, looks.length - 1)] ?? "";
    return typeof look === "string" ? [{ PackageID: target.PackageID, PackageType: 0, SourceSite: look }] : look;
  });
}

describe("setSourceSite with confirm", () => {
  const options = { packages: [tools], otherSites: ["P02"] };

  it("waits until SourceSite names the new owner", async () => {
    await using opened = await openSite(options);
    const { transport, clock } = opened;
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock });
    expect(result).toMatchObject({
      ok: true,
      value: { phase: "accepted", SourceSite: "P02", confirmed: { before: "P01", after: "P02" } },
    });
  });

  it("observes a change of owner whose reply was lost", async () => {
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

  it("reports another administrator's change of owner as ambiguous if its own call was lost", async () => {
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

  it("takes an owner that was there before the call for no evidence", async () => {
    await using opened = await openSite(options);
    const { transport, clock, site } = opened;
    site.addFault({ match: { method: "POST" }, effect: { reset: "before" } });
    const result = await setSourceSite(transport, target, "P01", { confirm: true, clock });
    expect(result).toMatchObject({ ok: false, failure: { execution: "unknown" } });
  });

  it("is accepted all the same, without confirmed, where the owner is not seen to change", async () => {
    const clock = manualClock();
    const result = await setSourceSite(owners("P01"), target, "P02", { confirm: { timeoutMs: 60_000 }, clock });
    expect(result).toStrictEqual({
      ok: true,
      value: { phase: "accepted", returnValue: 0, target, SourceSite: "P02" },
    });
    expect(clock.now()).toBe(54_000);
  });

  it("is a timeout, executed, if the owner does not change and confirm is required", async () => {
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

  it("tells why the owner could not be read on, and keeps the failure of a call whose reply was lost", async () => {
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

  it("takes an owner that was the right one before the call for confirmed once the call is accepted", async () => {
    const result = await setSourceSite(owners("P02"), target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { before: "P02", after: "P02" } } });
  });

  it("calls nothing where the owner can't be read before", async () => {
    const transport = owners(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.calls).toEqual([]);
  });

  it("does not look when the call certainly did not happen", async () => {
    const transport = owners("P01", "P02");
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await setSourceSite(transport, target, "P02", { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("refuses what is no span of time, and names what was to be called", async () => {
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
  it("gives no returnValue where the site gave none", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: undefined, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toStrictEqual({
      ok: true,
      value: { phase: "accepted", target, SourceSite: "P02" },
    });
  });

  it("fails with what the method returned where that is not 0", async () => {
    const transport = new FakeSite();
    transport.onMethod = () => succeed({ returnValue: 5, outParameters: {} });
    expect(await setSourceSite(transport, target, "P02")).toMatchObject({
      ok: false,
      failure: { kind: "method-failed", returnValue: 5, operation: { methodName: "SetSourceSite" } },
    });
  });

  it("says what a site code is where it refuses one", async () => {
    expect(await setSourceSite(new FakeSite(), target, "sms")).toMatchObject({
      ok: false,
      failure: {
        operation: { ...target, methodName: "SetSourceSite" },
        message: expect.stringMatching(/: siteCode must be three characters.*SMS$/) as string,
      },
    });
  });
});
