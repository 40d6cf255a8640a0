import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { fail } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;

type Poll = readonly [SourceVersion: number, more?: WmiObject] | readonly [] | Failure;

/** A site whose package has another version at each poll. */
function versions(...polls: readonly Poll[]): FakeSite {
  const withoutSchedule = { __CLASS: "SMS_Package", PackageID: target.PackageID };
  return new FakeSite([withoutSchedule]).serve("SMS_Package", (read) => {
    const poll = polls[Math.min(read, polls.length - 1)] ?? [];
    if ("kind" in poll) return poll;
    const [SourceVersion, more] = poll;
    return SourceVersion === undefined ? [] : [{ PackageID: target.PackageID, PackageType: 0, SourceVersion, ...more }];
  });
}

describe("refreshPkgSource with confirm: polls of the version", () => {
  it.each([0, -1, Number.NaN, 2 ** 31, "60000"])(
    "%j as confirm.timeoutMs or confirm.intervalMs is refused before anything is sent",
    async (span) => {
      const transport = new FakeSite();
      for (const member of ["timeoutMs", "intervalMs"]) {
        const parameter = `confirm.${member}`;
        const result = await refreshPkgSource(transport, target, { confirm: { [member]: span } });
        expect(result).toMatchObject({
          ok: false,
          failure: { kind: "invalid-argument", parameter, execution: "not-executed" },
        });
        expect(!result.ok && result.failure.message).toMatch(new RegExp(`${parameter} .*milliseconds`));
      }
      expect(transport.options).toEqual([]);
    },
  );

  it("confirm.timeoutMs accepts 2 ** 31 - 1, the maximum of a timer", async () => {
    const options = { confirm: { timeoutMs: 2 ** 31 - 1 }, clock: manualClock() };
    expect(await refreshPkgSource(versions([3], [4]), target, options)).toMatchObject({
      ok: true,
      value: { confirmed: { after: { SourceVersion: 4 } } },
    });
  });

  it("refreshPkgSource with confirm false sends no query", async () => {
    const transport = versions([3], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: false });
    expect(result).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
    expect(transport.queries).toEqual([]);
  });

  it("`confirmed` has the dates of each version, but no date that means never", async () => {
    const dates = (SourceDate: string, LastRefreshTime: string) => ({ SourceDate, LastRefreshTime });
    const made = dates("2026-03-09T08:00:00Z", "2026-03-09T07:59:00Z");
    const transport = versions([3, dates("1980-01-01T00:00:00Z", "1970-01-01T00:00:00Z")], [4, made]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed).toStrictEqual({
      before: { SourceVersion: 3 },
      after: { SourceVersion: 4, ...made },
    });
  });

  it("`confirmed` omits a SourceDate that is not a date", async () => {
    const transport = versions([3, { SourceDate: "soon", LastRefreshTime: null }], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed?.before).toStrictEqual({ SourceVersion: 3 });
  });

  it.each(["network", "timeout", "throttled", "unavailable"] as const)(
    "polls continue after a transient failure of kind %s",
    async (kind) => {
      const transport = versions([3], failure(kind, "SMS_Package"), [4]);
      const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
      expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    },
  );

  it("polls end after an access-denied failure, and the outcome is still accepted, with `readFailure`", async () => {
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

  it.each<[string, Poll, string]>([
    ["the version does not increase", [3], "SourceVersion"],
    ["the package cannot be read", failure("access-denied", "SMS_Package"), "access-denied"],
  ])("with confirm.required, the outcome is a timeout with execution `executed` if %s", async (_, poll, words) => {
    const confirm = { timeoutMs: 60_000, required: true };
    const result = await refreshPkgSource(versions([3], poll), target, { confirm, clock: manualClock() });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "timeout", execution: "executed", before: { SourceVersion: 3 } },
    });
    expect(!result.ok && result.failure.message).toContain(words);
  });

  it("with confirm.required, a version increase is a success; without one, a lost response stays `unknown`", async () => {
    const confirm = { timeoutMs: 60_000, required: true };
    const increased = await refreshPkgSource(versions([3], [4]), target, { confirm, clock: manualClock() });
    expect(increased).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    const silent = versions([3]);
    silent.onMethod = () => fail({ ...failure("network", "SMS_Package"), execution: "unknown" } as Failure);
    const lost = await refreshPkgSource(silent, target, { confirm, clock: manualClock() });
    expect(lost).toMatchObject({ ok: false, failure: { kind: "network", execution: "unknown" } });
  });

  it("with confirm.required, the outcome is aborted with execution `executed` if the signal fires after the call", async () => {
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

  it.each([[null], ["yes"], [5]])("%j as confirm is refused before anything is sent", async (confirm) => {
    const transport = new FakeSite();
    expect(await refreshPkgSource(transport, target, { confirm: confirm as unknown as true })).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "confirm" },
    });
    expect(transport.options).toEqual([]);
  });

  it("a call whose response is lost keeps its failure if the package cannot be read afterwards", async () => {
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const transport = versions([3], failure("access-denied", "SMS_Package"));
    transport.onMethod = () => fail(lost);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toEqual(fail(lost));
  });

  it("polls continue if one poll does not find the package", async () => {
    const transport = versions([3], [], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
  });

  it("there are no polls after a call that is `not-executed`", async () => {
    const transport = versions([3], [4]);
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("if the package is not found before the call, the failure names the package and security scopes", async () => {
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
