import { afterEach, describe, expect, it, vi } from "vitest";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";
import type { AccessToken, TokenCredential } from "../../src/transport/admin-service/credential/token-credential.js";

const scope = "api://contoso/.default";
const signal = new AbortController().signal;
const request = { hostname: "provider.contoso.com", signal };

function giving(...given: unknown[]) {
  let calls = 0;
  const getToken = () => {
    calls += 1;
    return Promise.resolve(given[Math.min(calls, given.length) - 1] as AccessToken);
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
    "the value that getToken returns is sent as a token: %s",
    async (token) => {
      expect(await giving(lasting(token)).credential.authorize(request)).toEqual({ header: `Bearer ${token}` });
    },
  );

  it.each([
    ["a string", "token"],
    ["undefined", undefined],
    ["an object without a token", { expiresOnTimestamp: Infinity }],
    ["a token that is not a string", { token: 5, expiresOnTimestamp: Infinity }],
    ["a token without an expiry", { token: "token" }],
    ["an expiry that is a string", { token: "token", expiresOnTimestamp: "2099-01-01" }],
    ["a token with blanks", lasting("a b")],
    ["a token with a line break after it", lasting("token\n")],
    ["a token with a line break before it", lasting("\ntoken")],
    ["a token with text after its padding", lasting("token==x")],
    ["an empty token", lasting("")],
  ])("the value that getToken returns is not sent if it is %s", async (_what, given) => {
    expect(await giving(given).credential.authorize(request)).toEqual({
      reason: "the credential returned a value that is not a token",
      advice: expect.stringContaining("scope") as string,
    });
  });

  it("the call is refused with an advice to sign in again if getToken returns null", async () => {
    expect(await giving(null).credential.authorize(request)).toEqual({
      reason: "the credential returned no token",
      advice: expect.stringContaining("Sign in again") as string,
    });
  });

  it("the error of a getToken that rejects is the cause, with name, code and message only", async () => {
    const error = Object.assign(new Error("AADSTS700016"), { code: "E_APP", secret: "x" });
    const credential = bearer({ getToken: () => Promise.reject(error) }, { scope });
    expect(await credential.authorize(request)).toEqual({
      reason: "the credential could not get a token",
      advice: expect.stringContaining("scope") as string,
      cause: { name: "Error", message: "AADSTS700016", code: "E_APP" },
    });
  });
});

describe("a token that is kept", () => {
  it("a kept token is used without a call of getToken if it is valid for more than 2 minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { credential, calls } = giving(lasting("one", 120_001), lasting("two"));
    await credential.authorize(request);
    await credential.authorize(request);
    expect(calls()).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    expect(await credential.authorize(request)).toEqual({ header: "Bearer two" });
  });

  it("a kept token is used while its renewal hangs, and until it expires", async () => {
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

  it("a kept token is used if its renewal fails", async () => {
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

  it("a kept token is not renewed for a request that was rejected with an older token", async () => {
    const { credential, calls } = giving(lasting("one"), lasting("two"), lasting("three"));
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
    const gives: ((token: AccessToken) => void)[] = [];
    const getToken: TokenCredential["getToken"] = (_scopes, options) => {
      if (options?.abortSignal !== undefined) signals.push(options.abortSignal);
      return new Promise((resolve) => gives.push(resolve));
    };
    return { credential: bearer({ getToken }, { scope }), signals, gives };
  }

  it("a request that waits for a token aborts the call of getToken if it is the last one to stop waiting", async () => {
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

  it("a request that waits for a token does not join a call of getToken that was aborted or has ended", async () => {
    const { credential, signals, gives } = hanging();
    const controller = new AbortController();
    void credential.authorize({ ...request, signal: controller.signal });
    controller.abort();
    const second = credential.authorize(request);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    gives[1]?.(lasting("two"));
    expect(await second).toEqual({ header: "Bearer two" });
    void credential.authorize({ ...request, rejectedHeader: "Bearer two" });
    expect(signals).toHaveLength(3);
  });

  it("a request that waits for a token joins a call in progress, also after an older aborted call ends", async () => {
    const { credential, signals, gives } = hanging();
    const controller = new AbortController();
    const first = credential.authorize({ ...request, signal: controller.signal });
    controller.abort();
    const second = credential.authorize(request);
    gives[0]?.(lasting("one", 0));
    await first;
    const third = credential.authorize(request);
    expect(signals).toHaveLength(2);
    gives[1]?.(lasting("two"));
    expect(await Promise.all([second, third])).toEqual([{ header: "Bearer two" }, { header: "Bearer two" }]);
  });

  it("a request that waits for a token aborts the call of getToken immediately if its signal has already fired", async () => {
    const { credential, signals } = hanging();
    void credential.authorize({ ...request, signal: AbortSignal.abort() });
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("a request that waits for a token does not abort a later call of getToken after it received its token", async () => {
    const { credential, signals, gives } = hanging();
    const controller = new AbortController();
    const first = credential.authorize({ ...request, signal: controller.signal });
    gives[0]?.(lasting("one"));
    await first;
    void credential.authorize({ ...request, rejectedHeader: "Bearer one" });
    controller.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });
});

describe("bearer", () => {
  it.each([undefined, null, {}, 5, { getToken: 5 }, [], () => undefined])(
    "bearer throws a TypeError that names tokenCredential: %j",
    (given) => {
      expect(() => bearer(given as unknown as TokenCredential, { scope })).toThrow(TypeError);
      expect(() => bearer(given as unknown as TokenCredential, { scope })).toThrow("tokenCredential must be");
      expect(() => (bearer as (given: unknown) => unknown)(given)).toThrow("tokenCredential must be");
    },
  );

  it.each([undefined, null, 5, {}])(
    "bearer throws a TypeError that names options.scope if options is %j",
    (options) => {
      const { getToken } = { getToken: () => Promise.resolve(null) };
      expect(() => bearer({ getToken }, options as { scope: string })).toThrow(TypeError);
      expect(() => bearer({ getToken }, options as { scope: string })).toThrow("options.scope must be");
    },
  );

  it("bearer signs every request with a fixed token, also after a 401", async () => {
    const credential = bearer("eyJ0.eyJ-_x.abc");
    expect(await credential.authorize(request)).toEqual({ header: "Bearer eyJ0.eyJ-_x.abc" });
    expect(await credential.authorize({ ...request, rejectedHeader: "Bearer eyJ0.eyJ-_x.abc" })).toEqual({
      header: "Bearer eyJ0.eyJ-_x.abc",
    });
  });

  it.each(["", "Bearer abc", "a b", "abc\n", "\nabc", "abc\r\nX: y", "abc==x", "äbc"])(
    "bearer throws a TypeError for the fixed token %j, without its text",
    (token) => {
      expect(() => bearer(token)).toThrow(TypeError);
      expect(() => bearer(token)).toThrow(/^bearer: token must have (?!.*abc)/);
    },
  );

  it.each(["", []])("bearer throws a TypeError if the scope is %j", (none) => {
    const { getToken } = { getToken: () => Promise.resolve(null) };
    expect(() => bearer({ getToken }, { scope: none })).toThrow("bearer: options.scope must be");
  });
});
