import { describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import {
  isTimeout,
  readOptions,
  type AdminServiceOptions,
} from "../../src/transport/admin-service/exchange/options.js";
import { version } from "../../src/version.js";

const baseUrl = "https://provider.contoso.com/AdminService";

describe("options that were not given", () => {
  it.each([{}, { timeoutMs: undefined, retry: undefined, updateRequest: undefined, tls: undefined, clock: undefined }])(
    "are those of the guide: %j",
    (options) => {
      expect(readOptions({ baseUrl, ...options })).toMatchObject({
        tls: { serverName: "provider.contoso.com", trustAny: false },
        timeoutMs: 30_000,
        maxConcurrency: 8,
        maxResponseBytes: 67_108_864,
        attempts: 4,
        totalMs: 60_000,
        acceptMissingReturnValue: false,
        updateRequest: "post-keyed",
        userAgent: `configmgr-sdk/${version}`,
      });
    },
  );
});

describe("a number among the options", () => {
  const numbers: [string, number, (value: number) => Partial<AdminServiceOptions>][] = [
    ["timeoutMs", 2_147_483_647, (timeoutMs) => ({ timeoutMs })],
    ["maxConcurrency", 200, (maxConcurrency) => ({ maxConcurrency })],
    ["maxResponseBytes", 536_870_888, (maxResponseBytes) => ({ maxResponseBytes })],
    ["retry.attempts", 100, (attempts) => ({ retry: { attempts } })],
    ["retry.totalMs", 2_147_483_647, (totalMs) => ({ retry: { totalMs } })],
  ];

  it.each(numbers)("is a whole one from 1: %s, up to %i", (name, largest, withNumber) => {
    const member = name.replace("retry.", "");
    for (const value of [1, largest]) {
      expect(readOptions({ baseUrl, ...withNumber(value) })).toHaveProperty(member, value);
    }
    for (const value of [0, -1, largest + 1, 1.5, Number.NaN, Infinity]) {
      const open = () => new AdminServiceTransport({ baseUrl, ...withNumber(value) });
      expect(open).toThrow(new RangeError(`${name} must be a whole number from 1 to ${largest}`));
    }
  });
});

describe("a choice among the options", () => {
  it("is one that there is: missingReturnValue", () => {
    expect(readOptions({ baseUrl, missingReturnValue: "accepted" }).acceptMissingReturnValue).toBe(true);
    expect(readOptions({ baseUrl, missingReturnValue: "failure" }).acceptMissingReturnValue).toBe(false);
    const options = JSON.parse(`{"baseUrl":"${baseUrl}","missingReturnValue":"accept"}`) as AdminServiceOptions;
    expect(() => readOptions(options)).toThrow(
      new TypeError('missingReturnValue must be one of "failure", "accepted"'),
    );
  });

  it("is one that there is: updateRequest", () => {
    for (const updateRequest of ["post-keyed", "put-keyed", "patch-keyed", "post-collection"] as const) {
      expect(readOptions({ baseUrl, updateRequest }).updateRequest).toBe(updateRequest);
    }
    const options = JSON.parse(`{"baseUrl":"${baseUrl}","updateRequest":"put"}`) as AdminServiceOptions;
    expect(() => readOptions(options)).toThrow(/^updateRequest must be one of "post-keyed"/);
  });
});

describe("userAgent", () => {
  it("stands in front of the library's own name", () => {
    const { userAgent } = readOptions({ baseUrl, userAgent: "Contoso-Refresh/1.0 (~ci)" });
    expect(userAgent).toBe(`Contoso-Refresh/1.0 (~ci) configmgr-sdk/${version}`);
  });

  it.each(["", "one\r\nHost: elsewhere", "two\n", "\tthree", "vier 😀", "fünf"])(
    "is printable ASCII, since it is part of a header: not %j",
    (userAgent) => {
      expect(() => readOptions({ baseUrl, userAgent })).toThrow(
        new TypeError("userAgent must be printable ASCII text"),
      );
    },
  );
});

describe("what is called", () => {
  const baseUrl = "https://localhost/AdminService";

  it.each<[string, object]>([
    ["credential.authorize", { credential: {} }],
    ["connect", { connect: 5 }],
    ["onEvent", { onEvent: "log" }],
    ["random", { random: 0.5 }],
  ])("is a function: %s", (name, options) => {
    expect(() => readOptions({ baseUrl, ...options })).toThrow(new TypeError(`${name} must be a function`));
  });
});

describe("tls", () => {
  const baseUrl = "https://localhost/AdminService";

  it.each<[object, RegExp]>([
    [{ clientCertificate: {} }, /^tls\.clientCertificate must have cert and key \(PEM\), or pfx$/],
    [{ clientCertificate: { cert: "x", key: undefined } }, /^tls\.clientCertificate must have/],
    [{ clientCertificate: { pfx: "x" } }, /^tls\.clientCertificate must have/],
    [{ ca: 5 }, /^tls\.ca must contain certificates/],
    [{ ca: [undefined] }, /^tls\.ca must contain certificates/],
    [{ pinnedCertificate: 5 }, /^tls\.pinnedCertificate must be the SHA-256/],
  ])("is refused by name: %j", (tls, message) => {
    expect(() => readOptions({ baseUrl, tls })).toThrow(message);
  });

  it("can't be given where there is none", () => {
    const plain = { baseUrl: "http://localhost:8080/AdminService" };
    expect(readOptions(plain).tls).toBeUndefined();
    expect(() => readOptions({ ...plain, tls: { serverName: "localhost" } })).toThrow(/^tls must be omitted.*http:/);
  });
});

describe("the time limit of one call", () => {
  it.each([1, 30_000, 2_147_483_647])("may be %d", (value) => {
    expect(isTimeout(value)).toBe(true);
  });

  it.each([0, -1, 0.5, 2_147_483_648, Infinity, Number.NaN, "30", "", null, undefined, true, [5]])(
    "can't be %j, which no timer holds",
    (value) => {
      expect(isTimeout(value)).toBe(false);
    },
  );
});
