import { afterEach, describe, expect, it, vi } from "vitest";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";
import type { AccessToken, TokenCredential } from "../../src/transport/admin-service/credential/token-credential.js";

const scope = "api://contoso/.default";
const signal = new AbortController().signal;
const request = { hostname: "provider.contoso.com", signal };

function credentialReturning(...returned: unknown[]) {
  let calls = 0;
  const getToken = () => {
    calls += 1;
    return Promise.resolve(returned[Math.min(calls, returned.length) - 1] as AccessToken);
  };
  return { credential: bearer({ getToken }, { scope }), calls: () => calls };
}

function lasting(token: string, ms = 3_600_000): AccessToken {
  return { token, expiresOnTimestamp: Date.now() + ms };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the result of getToken", () => {
  it.each(["eyJ0.eyJ-_x.abc", "abc~+/==", "A"])(
    "a token with the characters that a bearer token can have is sent unchanged: %s",
    async (token) => {
      expect(await credentialReturning(lasting(token)).credential.authorize(request)).toEqual({
        header: `Bearer ${token}`,
      });
    },
  );

  it.each([
    ["a string", "token"],
    ["undefined", undefined],
    ["an object without a token", { expiresOnTimestamp: Infinity }],
    ["a token that is not a string", { token: 5, expiresOnTimestamp: Infinity }],
    ["a token without an expiry", { token: "token" }],
    ["an expiry that is NaN", { token: "token", expiresOnTimestamp: Number.NaN }],
    ["an expiry that is a string", { token: "token", expiresOnTimestamp: "2099-01-01" }],
    ["a token with blanks", lasting("a b")],
    ["a token with a line break after it", lasting("token\n")],
    ["a token with a line break before it", lasting("\ntoken")],
    ["a token with text after its padding", lasting("token==x")],
    ["an empty token", lasting("")],
  ])(
    "no token is sent if getToken returns %s, and the reason is that the value is not a token",
    async (_what, returned) => {
      expect(await credentialReturning(returned).credential.authorize(request)).toEqual({
        reason: expect.stringContaining("token") as string,
        advice: expect.stringContaining("scope") as string,
      });
    },
  );

  it("no token is sent if getToken returns null, and the advice is to sign in again", async () => {
    expect(await credentialReturning(null).credential.authorize(request)).toEqual({
      reason: expect.stringContaining("token") as string,
      advice: expect.stringContaining("Sign in again") as string,
    });
  });

  it("if getToken rejects, the cause has only the name, the code and the message of the error", async () => {
    const error = Object.assign(new Error("AADSTS700016"), { code: "E_APP", secret: "x" });
    const credential = bearer({ getToken: () => Promise.reject(error) }, { scope });
    expect(await credential.authorize(request)).toEqual({
      reason: expect.stringContaining("token") as string,
      advice: expect.stringContaining("scope") as string,
      cause: { name: "Error", message: "AADSTS700016", code: "E_APP" },
    });
  });
});

describe("the token that bearer keeps", () => {
  it("bearer calls getToken again when its kept token is valid for 2 minutes or less", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { credential, calls } = credentialReturning(lasting("one", 120_001), lasting("two"));
    await credential.authorize(request);
    await credential.authorize(request);
    expect(calls()).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    expect(await credential.authorize(request)).toEqual({ header: "Bearer two" });
  });

  it("the kept token is sent while its renewal hangs, but not after it has expired", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const signals: AbortSignal[] = [];
    const getToken: TokenCredential["getToken"] = (_scopes, options) => {
      if (options?.abortSignal !== undefined) signals.push(options.abortSignal);
      return signals.length === 1 ? Promise.resolve(lasting("one", 120_000)) : new Promise(() => undefined);
    };
    const credential = bearer({ getToken }, { scope });
    await credential.authorize(request);
    for (let count = 0; count < 3; count += 1) {
      const authorized = credential.authorize(request);
      await vi.advanceTimersByTimeAsync(1000);
      expect(await authorized).toEqual({ header: "Bearer one" });
    }
    expect(signals).toHaveLength(2);
    vi.setSystemTime(Date.now() + 120_000);
    const controller = new AbortController();
    void credential.authorize({ ...request, signal: controller.signal });
    expect(signals).toHaveLength(2);
  });

  it("the kept token is sent if its renewal fails before it expires", async () => {
    let calls = 0;
    const getToken = () => {
      calls += 1;
      return calls === 1 ? Promise.resolve(lasting("one", 60_000)) : Promise.reject(new Error("offline"));
    };
    const credential = bearer({ getToken }, { scope });
    await credential.authorize(request);
    expect(await credential.authorize(request)).toEqual({ header: "Bearer one" });
    expect(calls).toBe(2);
  });

  it("a request that was rejected with an older token gets the newer kept token, without another call of getToken", async () => {
    const { credential, calls } = credentialReturning(lasting("one"), lasting("two"), lasting("three"));
    await credential.authorize(request);
    const rejectedHeader = "Bearer one";
    expect(await credential.authorize({ ...request, rejectedHeader })).toEqual({ header: "Bearer two" });
    expect(await credential.authorize({ ...request, rejectedHeader })).toEqual({ header: "Bearer two" });
    expect(calls()).toBe(2);
  });
});

describe("a request that waits for a token", () => {
  function hanging() {
    const signals: AbortSignal[] = [];
    const resolves: ((token: AccessToken) => void)[] = [];
    const getToken: TokenCredential["getToken"] = (_scopes, options) => {
      if (options?.abortSignal !== undefined) signals.push(options.abortSignal);
      return new Promise((resolve) => resolves.push(resolve));
    };
    return { credential: bearer({ getToken }, { scope }), signals, resolves };
  }

  it("getToken is aborted when the last request that waits for its token is aborted, and not before", async () => {
    const { credential, signals } = hanging();
    const [first, second] = [new AbortController(), new AbortController()];
    void credential.authorize({ ...request, signal: first.signal });
    void credential.authorize({ ...request, signal: second.signal });
    await Promise.resolve();
    first.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    second.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("a request starts a new call of getToken if the earlier call was aborted or has ended", async () => {
    const { credential, signals, resolves } = hanging();
    const controller = new AbortController();
    void credential.authorize({ ...request, signal: controller.signal });
    controller.abort();
    const second = credential.authorize(request);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    resolves[1]?.(lasting("two"));
    expect(await second).toEqual({ header: "Bearer two" });
    void credential.authorize({ ...request, rejectedHeader: "Bearer two" });
    expect(signals).toHaveLength(3);
  });

  it("a request waits for the call of getToken in progress, even if an older aborted call has ended in the meantime", async () => {
    const { credential, signals, resolves } = hanging();
    const controller = new AbortController();
    const first = credential.authorize({ ...request, signal: controller.signal });
    controller.abort();
    const second = credential.authorize(request);
    resolves[0]?.(lasting("one", 0));
    await first;
    const third = credential.authorize(request);
    expect(signals).toHaveLength(2);
    resolves[1]?.(lasting("two"));
    expect(await Promise.all([second, third])).toEqual([{ header: "Bearer two" }, { header: "Bearer two" }]);
  });

  it("getToken is aborted immediately if the signal of the only request has already fired", async () => {
    const { credential, signals } = hanging();
    void credential.authorize({ ...request, signal: AbortSignal.abort() });
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("a request that has received its token does not abort a later call of getToken when its signal fires", async () => {
    const { credential, signals, resolves } = hanging();
    const controller = new AbortController();
    const first = credential.authorize({ ...request, signal: controller.signal });
    resolves[0]?.(lasting("one"));
    await first;
    void credential.authorize({ ...request, rejectedHeader: "Bearer one" });
    controller.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });
});

describe("bearer", () => {
  it("bearer throws a TypeError that names the argument whose members cannot be read", () => {
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no value");
        },
      },
    );
    const tokenCredential = { getToken: () => Promise.resolve(null) };
    expect(() => bearer(throwing as TokenCredential, { scope })).toThrow(/^bearer: tokenCredential: /);
    expect(() => bearer(tokenCredential, throwing as { scope: string })).toThrow(/^bearer: options: /);
  });

  it.each([undefined, null, {}, 5, { getToken: 5 }, [], () => undefined])(
    "bearer throws a TypeError that names tokenCredential if it is %j",
    (given) => {
      expect(() => bearer(given as unknown as TokenCredential, { scope })).toThrow(TypeError);
      expect(() => bearer(given as unknown as TokenCredential, { scope })).toThrow("tokenCredential");
      expect(() => (bearer as (given: unknown) => unknown)(given)).toThrow("tokenCredential");
    },
  );

  it.each([undefined, null, 5, {}])(
    "bearer throws a TypeError that names options.scope if options is %j",
    (options) => {
      const { getToken } = { getToken: () => Promise.resolve(null) };
      expect(() => bearer({ getToken }, options as { scope: string })).toThrow(TypeError);
      expect(() => bearer({ getToken }, options as { scope: string })).toThrow("options.scope");
    },
  );

  it("bearer with a fixed token sends this token with every request, even after a 401", async () => {
    const credential = bearer("eyJ0.eyJ-_x.abc");
    expect(await credential.authorize(request)).toEqual({ header: "Bearer eyJ0.eyJ-_x.abc" });
    expect(await credential.authorize({ ...request, rejectedHeader: "Bearer eyJ0.eyJ-_x.abc" })).toEqual({
      header: "Bearer eyJ0.eyJ-_x.abc",
    });
  });

  it.each(["", "Bearer abc", "a b", "abc\n", "\nabc", "abc\r\nX: y", "abc==x", "äbc"])(
    "bearer throws a TypeError for the fixed token %j, and its message does not contain the token",
    (token) => {
      expect(() => bearer(token)).toThrow(TypeError);
      expect(() => bearer(token)).toThrow(/^bearer: token (?!.*abc)/);
    },
  );

  it.each([undefined, "", [], [""], ["a", ""], 5, {}])("bearer throws a TypeError if the scope is %j", (none) => {
    const { getToken } = { getToken: () => Promise.resolve(null) };
    expect(() => bearer({ getToken }, { scope: none as string })).toThrow("options.scope");
  });
});
