import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { fail } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;

type Poll = readonly [SourceVersion: number, more?: WmiObject] | readonly [] | Failure;

/** A site with one package. Each item is the version, or the failure, of one poll; the last item repeats. */
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
    "refreshPkgSource refuses %j as confirm.timeoutMs or confirm.intervalMs, and sends nothing",
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

  it("refreshPkgSource accepts 2 ** 31 - 1 ms, the maximum of a timer, as confirm.timeoutMs", async () => {
    const options = { confirm: { timeoutMs: 2 ** 31 - 1 }, clock: manualClock() };
    expect(await refreshPkgSource(versions([3], [4]), target, options)).toMatchObject({
      ok: true,
      value: { confirmed: { after: { SourceVersion: 4 } } },
    });
  });

  it("refreshPkgSource with confirm: false sends no query", async () => {
    const transport = versions([3], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: false });
    expect(result).toStrictEqual({ ok: true, value: { phase: "accepted", returnValue: 0, target } });
    expect(transport.queries).toEqual([]);
  });

  it("`confirmed` has SourceDate and LastRefreshTime of both versions, but omits the dates that mean never", async () => {
    const dates = (SourceDate: string, LastRefreshTime: string) => ({ SourceDate, LastRefreshTime });
    const made = dates("2026-03-09T08:00:00Z", "2026-03-09T07:59:00Z");
    const transport = versions([3, dates("1980-01-01T00:00:00Z", "1970-01-01T00:00:00Z")], [4, made]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed).toStrictEqual({
      before: { SourceVersion: 3 },
      after: { SourceVersion: 4, ...made },
    });
  });

  it("`confirmed` omits a SourceDate of the site that is not a date", async () => {
    const transport = versions([3, { SourceDate: "soon", LastRefreshTime: null }], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result.ok && result.value.confirmed?.before).toStrictEqual({ SourceVersion: 3 });
  });

  it.each(["network", "timeout", "throttled", "unavailable"] as const)(
    "refreshPkgSource continues its polls after a poll failed with the transient kind %s",
    async (kind) => {
      const transport = versions([3], failure(kind, "SMS_Package"), [4]);
      const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
      expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    },
  );

  it("refreshPkgSource ends its polls after a poll failed with access-denied, and returns accepted with `confirmReadFailure`", async () => {
    const clock = manualClock();
    const transport = versions([3], failure("access-denied", "SMS_Package"), [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock });
    expect(result).toStrictEqual({
      ok: true,
      value: {
        phase: "accepted",
        returnValue: 0,
        target,
        confirmReadFailure: { ...failure("access-denied", "SMS_Package"), operation: target },
      },
    });
    expect(clock.slept).toEqual([]);
  });

  it.each<[string, Poll, string]>([
    ["the version does not increase", [3], "SourceVersion"],
    ["the package cannot be read", failure("access-denied", "SMS_Package"), "access-denied"],
  ])(
    "refreshPkgSource with confirm.required fails with timeout and execution `executed` if %s",
    async (_, poll, fact) => {
      const confirm = { timeoutMs: 60_000, required: true };
      const result = await refreshPkgSource(versions([3], poll), target, { confirm, clock: manualClock() });
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: "timeout", execution: "executed", before: { SourceVersion: 3 } },
      });
      expect(!result.ok && result.failure.message).toContain(fact);
    },
  );

  it("refreshPkgSource with confirm.required succeeds if the version increases, and stays `unknown` if the response is lost and it does not", async () => {
    const confirm = { timeoutMs: 60_000, required: true };
    const increased = await refreshPkgSource(versions([3], [4]), target, { confirm, clock: manualClock() });
    expect(increased).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
    const silent = versions([3]);
    silent.onMethod = () => fail({ ...failure("network", "SMS_Package"), execution: "unknown" } as Failure);
    const lost = await refreshPkgSource(silent, target, { confirm, clock: manualClock() });
    expect(lost).toMatchObject({ ok: false, failure: { kind: "network", execution: "unknown" } });
  });

  it("refreshPkgSource with confirm.required fails with aborted and execution `executed` if the signal fires after the call", async () => {
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

  it.each([[null], ["yes"], [5]])("refreshPkgSource refuses %j as confirm, and sends nothing", async (confirm) => {
    const transport = new FakeSite();
    expect(await refreshPkgSource(transport, target, { confirm: confirm as unknown as true })).toMatchObject({
      ok: false,
      failure: { kind: "invalid-argument", parameter: "confirm" },
    });
    expect(transport.options).toEqual([]);
  });

  it("refreshPkgSource returns the failure of a call with a lost response if the package cannot be read afterwards", async () => {
    const lost = { ...failure("network", "SMS_Package"), execution: "unknown" } as Failure;
    const transport = versions([3], failure("access-denied", "SMS_Package"));
    transport.onMethod = () => fail(lost);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toEqual(fail(lost));
  });

  it("refreshPkgSource continues its polls if one poll does not find the package", async () => {
    const transport = versions([3], [], [4]);
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { confirmed: { after: { SourceVersion: 4 } } } });
  });

  it("refreshPkgSource does not poll after a call that failed with `not-executed`", async () => {
    const transport = versions([3], [4]);
    transport.onMethod = () => fail(failure("access-denied", "SMS_Package"));
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: false, failure: { kind: "access-denied" } });
    expect(transport.queries).toHaveLength(1);
  });

  it("refreshPkgSource fails with the PackageID and an advice about security scopes if the package is not found before the call", async () => {
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
