import { describe, expect, it, vi } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import {
  isTimeout,
  readOptions,
  type AdminServiceOptions,
} from "../../src/transport/admin-service/exchange/options.js";
import { version } from "../../src/version.js";

const baseUrl = "https://provider.contoso.com/AdminService";

describe("default options", () => {
  it.each([{}, { timeoutMs: undefined, retry: undefined, updateRequest: undefined, tls: undefined, clock: undefined }])(
    "options that are omitted or undefined have the documented defaults: %j",
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

it.each([null, 5, "all"])("options that are not an object throw a TypeError that names them: %j", (value) => {
  const open = () => readOptions(value as never);
  expect(open).toThrow(TypeError);
  expect(open).toThrow(/options .*object.*baseUrl/);
  for (const name of ["tls", "retry"]) {
    const withOption = () => readOptions({ baseUrl, [name]: value });
    expect(withOption).toThrow(TypeError);
    expect(withOption).toThrow(new RegExp(`^${name} .*object`));
  }
});

describe("the environment jsdom", () => {
  it("a transport in jsdom throws a TypeError that names the Node environment", () => {
    vi.stubGlobal("navigator", {
      userAgent: "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/26.1.0",
    });
    try {
      expect(() => readOptions({ baseUrl: "https://localhost/AdminService" })).toThrow(/jsdom.*Node environment/);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("numeric options", () => {
  const numbers: [string, number, (value: number) => Partial<AdminServiceOptions>][] = [
    ["timeoutMs", 2_147_483_647, (timeoutMs) => ({ timeoutMs })],
    ["maxConcurrency", 200, (maxConcurrency) => ({ maxConcurrency })],
    ["maxResponseBytes", 536_870_888, (maxResponseBytes) => ({ maxResponseBytes })],
    ["retry.attempts", 100, (attempts) => ({ retry: { attempts } })],
    ["retry.totalMs", 2_147_483_647, (totalMs) => ({ retry: { totalMs } })],
  ];

  it.each(numbers)(
    "%s accepts whole numbers from 1 to %i, and each other number throws a RangeError",
    (name, largest, withNumber) => {
      const member = name.replace("retry.", "");
      for (const value of [1, largest]) {
        expect(readOptions({ baseUrl, ...withNumber(value) })).toHaveProperty(member, value);
      }
      for (const value of [0, -1, largest + 1, 1.5, Number.NaN, Infinity]) {
        const open = () => new AdminServiceTransport({ baseUrl, ...withNumber(value) });
        expect(open).toThrow(RangeError);
        expect(open).toThrow(new RegExp(`^${name} .*1 to ${largest}`));
      }
    },
  );
});

describe("options with fixed values", () => {
  it('missingReturnValue accepts "accepted" and "failure", and another value throws a TypeError', () => {
    expect(readOptions({ baseUrl, missingReturnValue: "accepted" }).acceptMissingReturnValue).toBe(true);
    expect(readOptions({ baseUrl, missingReturnValue: "failure" }).acceptMissingReturnValue).toBe(false);
    const options = JSON.parse(`{"baseUrl":"${baseUrl}","missingReturnValue":"accept"}`) as AdminServiceOptions;
    expect(() => readOptions(options)).toThrow(TypeError);
    expect(() => readOptions(options)).toThrow(/^missingReturnValue .*"failure", "accepted"/);
  });

  it("updateRequest accepts its four documented values, and another value throws a TypeError", () => {
    for (const updateRequest of ["post-keyed", "put-keyed", "patch-keyed", "post-collection"] as const) {
      expect(readOptions({ baseUrl, updateRequest }).updateRequest).toBe(updateRequest);
    }
    const options = JSON.parse(`{"baseUrl":"${baseUrl}","updateRequest":"put"}`) as AdminServiceOptions;
    expect(() => readOptions(options)).toThrow(TypeError);
    expect(() => readOptions(options)).toThrow(/^updateRequest .*"post-keyed"/);
  });
});

describe("userAgent", () => {
  it("userAgent is sent before the library's own product name", () => {
    const { userAgent } = readOptions({ baseUrl, userAgent: "Contoso-Refresh/1.0 (~ci)" });
    expect(userAgent).toBe(`Contoso-Refresh/1.0 (~ci) configmgr-sdk/${version}`);
  });

  it.each(["", "one\r\nHost: elsewhere", "two\n", "\tthree", "vier 😀", "fünf"])(
    "userAgent throws a TypeError if it is not printable ASCII text: %j",
    (userAgent) => {
      expect(() => readOptions({ baseUrl, userAgent })).toThrow(TypeError);
      expect(() => readOptions({ baseUrl, userAgent })).toThrow(/^userAgent .*ASCII/);
    },
  );
});

describe("options that are functions", () => {
  const baseUrl = "https://localhost/AdminService";

  it.each<[string, object]>([
    ["credential.authorize", { credential: {} }],
    ["connect", { connect: 5 }],
    ["onEvent", { onEvent: "log" }],
    ["random", { random: 0.5 }],
    ["clock.now", { clock: 5 }],
    ["clock.sleep", { clock: { now: () => 0 } }],
  ])("%s throws a TypeError if it is not a function", (name, options) => {
    const open = () => readOptions({ baseUrl, ...options });
    expect(open).toThrow(TypeError);
    expect(open).toThrow(new RegExp(`^${name} .*function`));
  });
});

describe("the option tls", () => {
  const baseUrl = "https://localhost/AdminService";

  it.each<[object, RegExp]>([
    [{ clientCertificate: {} }, /^tls\.clientCertificate .*cert.*key.*pfx/],
    [{ clientCertificate: { cert: "x", key: undefined } }, /^tls\.clientCertificate .*pfx/],
    [{ clientCertificate: { cert: "", key: "" } }, /^tls\.clientCertificate .*pfx/],
    [{ clientCertificate: { pfx: "x" } }, /^tls\.clientCertificate .*pfx/],
    [{ clientCertificate: { pfx: new Uint8Array(1), passphrase: 5 } }, /^tls\.clientCertificate\.passphrase /],
    [{ clientCertificate: null }, /^tls\.clientCertificate .*cert.*key.*pfx/],
    [{ serverName: 5 }, /^tls\.serverName /],
    [{ serverName: "" }, /^tls\.serverName /],
    [{ serverName: null }, /^tls\.serverName /],
    [{ dangerouslyTrustAnyCertificate: "yes" }, /^tls\.dangerouslyTrustAnyCertificate /],
    [{ ca: 5 }, /^tls\.ca /],
    [{ ca: [undefined] }, /^tls\.ca /],
    [{ pinnedCertificate: 5 }, /^tls\.pinnedCertificate .*SHA-256/],
  ])("an invalid tls option throws an error that names it: %j", (tls, message) => {
    expect(() => readOptions({ baseUrl, tls })).toThrow(message);
  });

  it("tls is undefined for a baseUrl with http:, and throws an error if it is set", () => {
    const plain = { baseUrl: "http://localhost:8080/AdminService" };
    expect(readOptions(plain).tls).toBeUndefined();
    expect(() => readOptions({ ...plain, tls: { serverName: "localhost" } })).toThrow(/^tls must be omitted.*http:/);
  });
});

describe("an option that cannot be read, or has no value that JavaScript can convert to text", () => {
  const options = { baseUrl: "https://localhost/AdminService" };
  const throwing = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no value");
      },
    },
  );

  it.each<[object, RegExp]>([
    [throwing, /^AdminServiceTransport: options: /],
    [{ ...options, retry: throwing }, /^retry: /],
    [{ ...options, tls: throwing }, /^tls: /],
    [{ ...options, tls: { clientCertificate: throwing } }, /^tls\.clientCertificate: /],
    [{ ...options, credential: throwing }, /^credential: /],
    [{ ...options, clock: throwing }, /^clock: /],
    [{ ...options, userAgent: Symbol("a") }, /^userAgent /],
    [{ ...options, userAgent: null }, /^userAgent /],
    [{ ...options, tls: { pinnedCertificate: Symbol("a") } }, /^tls\.pinnedCertificate /],
    [{ baseUrl: Symbol("a") }, /^baseUrl /],
    [{ baseUrl: throwing }, /^baseUrl /],
  ])("such an option throws a TypeError that names it: %#", (given, message) => {
    const open = () => readOptions(given as AdminServiceOptions);
    expect(open).toThrow(TypeError);
    expect(open).toThrow(message);
  });

  it("null as a number throws a RangeError that names the option", () => {
    for (const name of ["timeoutMs", "maxConcurrency", "maxResponseBytes"]) {
      const open = () => readOptions({ ...options, [name]: null });
      expect(open).toThrow(RangeError);
      expect(open).toThrow(new RegExp(`^${name} `));
    }
  });

  it("options that are getters are read once, so that the checked values are used", () => {
    const agents = ["Contoso", "two\r\nlines"];
    const given = Object.defineProperty({ ...options }, "userAgent", { get: () => agents.shift() });
    expect(readOptions(given).userAgent).toMatch(/^Contoso configmgr-sdk/);
  });

  it("an object of the class URL is accepted as baseUrl", () => {
    expect(readOptions({ baseUrl: new URL(options.baseUrl) as never }).address.hostname).toBe("localhost");
  });
});

describe("isTimeout", () => {
  it.each([1, 30_000, 2_147_483_647])("isTimeout is true for %d milliseconds", (value) => {
    expect(isTimeout(value)).toBe(true);
  });

  it.each([0, -1, 0.5, 2_147_483_648, Infinity, Number.NaN, "30", "", null, undefined, true, [5]])(
    "isTimeout refuses %j, because a timer needs a number of at least 1 and below 2 ** 31",
    (value) => {
      expect(isTimeout(value)).toBe(false);
    },
  );
});
