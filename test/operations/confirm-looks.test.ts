import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { fail } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;

type Look = readonly [SourceVersion: number, more?: WmiObject] | readonly [] | Failure;

/** A site whose package has another version at each look. */
function versions(...looks: readonly Look[]): FakeSite {
  const withoutSchedule = { __CLASS: "SMS_Package", PackageID: target.PackageID };
  return new FakeSite([withoutSchedule]).serve("SMS_Package", (read) => {
    const look = looks[Math.min(read, looks.length - 1)] ?? [];
    if ("kind" in look) return look;
    const [SourceVersion, more] = look;
    return SourceVersion === undefined ? [] : [{ PackageID: target.PackageID, PackageType: 0, SourceVersion, ...more }];
  });
}

describe("how a confirmation looks at the version", () => {
  it.each([0, -1, Number.NaN, 2 ** 31, "60000"])("refuses %j as a span before anything is sent", async (span) => {
    const transport = new FakeSite();
    for (const member of ["timeoutMs", "intervalMs"]) {
      const parameter = `confirm.${member}`;
      const result = await refreshPkgSource(transport, target, { confirm: { [member]: span } });
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: "invalid-argument", parameter, execution: "not-executed" },
      });
      expect(!result.ok && result.failure.message).toMatch(/: confirm\.\w+ must be .* milliseconds/);
    }
    expect(transport.options).toEqual([]);
  });

  it("takes the longest span that a timer can hold", async () => {
    const options = { confirm: { timeoutMs: 2 ** 31 - 1 }, clock: manualClock() };
    expect(await refreshPkgSource(versions([3], [4]), target, options)).toMatchObject({
      ok: true,
      value: { confirmed: { after: { SourceVersion: 4 } } },
    });
  });

  it("asks for nothing when it is told not to", async () => {
    const transport = versions([3], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: false });
    expect(result).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
    expect(transport.queries).toEqual([]);
  });

  it("gives the dates that came with a version, and none that mean never", async () => {
    const dates = (SourceDate: string, LastRefreshTime: string) => ({ SourceDate, LastRefreshTime });
    const made = dates("2026-03-09T08:00:00Z", "2026-03-09T07:59:00Z");
    const transport = versions([3, dates("1980-01-01T00:00:00Z", "1970-01-01T00:00:00Z")], [4, made]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed).toStrictEqual({
      before: { SourceVersion: 3 },
      after: { SourceVersion: 4, ...made },
    });
  });

  it("takes text that is no time for none", async () => {
    const transport = versions([3, { SourceDate: "soon", LastRefreshTime: null }], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed?.before).toStrictEqual({ SourceVersion: 3 });
  });

  it.each(["network", "timeout", "throttled", "unavailable"] as const)(
    "goes on after a look that failed for a reason that passes: %s",
    async (kind) => {
      const transport = versions([3], failure(kind, "SMS_Package"), [4]);
      const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
      expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    },
  );

  it("looks no more after a look that failed for good, and is accepted all the same", async () => {
    const clock = manualClock();
    const transport = versions([3], failure("access-denied", "SMS_Package"), [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock });
    expect(result).toStrictEqual({
      ok: true,
      value: {
        phase: "accepted",
        returnValue: 0,
        target,
        readFailure: { ...failure("access-denied", "SMS_Package"), operation: target },
      },
    });
    expect(clock.slept).toEqual([]);
  });

  it.each<[string, Look, string]>([
    ["the version does not increase", [3], "did not increase"],
    ["the package cannot be read", failure("access-denied", "SMS_Package"), "could not be read (access-denied)"],
  ])("is a timeout, executed, with the version before, if confirm is required and %s", async (_, look, words) => {
    const confirm = { timeoutMs: 60_000, required: true };
    const result = await refreshPkgSource(versions([3], look), target, { confirm, clock: manualClock() });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "timeout", execution: "executed", before: { SourceVersion: 3 } },
    });
    expect(!result.ok && result.failure.message).toContain(words);
  });

  it("is a success if confirm is required and the version increases, and unknown if the response is lost and it does not", async () => {
    const confirm = { timeoutMs: 60_000, required: true };
    const increased = await refreshPkgSource(versions([3], [4]), target, { confirm, clock: manualClock() });
    expect(increased).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    const silent = versions([3]);
    silent.onMethod = () => fail({ ...failure("network", "SMS_Package"), execution: "unknown" } as Failure);
    const lost = await refreshPkgSource(silent, target, { confirm, clock: manualClock() });
    expect(lost).toMatchObject({ ok: false, failure: { kind: "network", execution: "unknown" } });
  });

  it("is aborted, executed, if confirm is required and the signal fires after the call", async () => {
    const controller = new AbortController();
    const clock = {
      now: () => 0,
      sleep: () => {
        controller.abort();
        return Promise.resolve();
      },
    };
    const options = { confirm: { required: true }, clock, signal: controller.signal };
    expect(await refreshPkgSource(versions([3]), target, options)).toMatchObject({
      ok: false,
      failure: { kind: "aborted", execution: "executed", before: { SourceVersion: 3 } },
    });
  });

  it.each([[null], ["yes"], [5]])("refuses %j as confirm before anything is sent", async (confirm) => {
    const transport = new FakeSite();
    expect(await refreshPkgSource(transport, target, { confirm: confirm as unknown as true })).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "confirm" },
    });
    expect(transport.options).toEqual([]);
  });

  it("keeps the failure of a call whose reply was lost when the package can't be read on", async () => {
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const transport = versions([3], failure("access-denied", "SMS_Package"));
    transport.onMethod = () => fail(lost);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toEqual(fail(lost));
  });

  it("goes on when the package is not to be seen for a moment", async () => {
    const transport = versions([3], [], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
  });

  it("does not look when the call certainly did not happen", async () => {
    const transport = versions([3], [4]);
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("says what could not be found, and where to look", async () => {
    const result = await refreshPkgSource(new FakeSite(), target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "not-found",
        operation: target,
        message: expect.stringContaining("SMS_Package P0100012") as string,
        advice: expect.stringContaining("security scopes") as string,
      },
    });
  });
});
