import { afterEach, describe, expect, it, vi } from "vitest";
import { bearer, type AccessToken, type TokenCredential } from "../../src/transport/admin-service/credential/bearer.js";

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

describe("what getToken gives", () => {
  it.each(["eyJ0.eyJ-_x.abc", "abc~+/==", "A"])("is a token: %s", async (token) => {
    expect(await giving(lasting(token)).credential.authorize(request)).toEqual({ header: `Bearer ${token}` });
  });

  it.each([
    ["text", "token"],
    ["nothing", undefined],
    ["an object without a token", { expiresOnTimestamp: Infinity }],
    ["a token that is no text", { token: 5, expiresOnTimestamp: Infinity }],
    ["a token that never says when it expires", { token: "token" }],
    ["an expiry that is text", { token: "token", expiresOnTimestamp: "2099-01-01" }],
    ["a token with blanks", lasting("a b")],
    ["a token with a line break behind it", lasting("token\n")],
    ["a token with a line break in front", lasting("\ntoken")],
    ["a token with something behind its padding", lasting("token==x")],
    ["an empty token", lasting("")],
  ])("is none, and is not sent: %s", async (_what, given) => {
    expect(await giving(given).credential.authorize(request)).toEqual({
      reason: "The credential gave something that is no token",
      advice: expect.stringContaining("scope") as string,
    });
  });

  it("may be nothing, as the type says", async () => {
    expect(await giving(null).credential.authorize(request)).toEqual({
      reason: "The credential gave no token",
      advice: expect.stringContaining("Sign in again") as string,
    });
  });

  it("may be an error, of which name, code and words are told", async () => {
    const error = Object.assign(new Error("AADSTS700016"), { code: "E_APP", secret: "x" });
    const credential = bearer({ getToken: () => Promise.reject(error) }, { scope });
    expect(await credential.authorize(request)).toEqual({
      reason: "The credential could not get a token",
      advice: expect.stringContaining("scope") as string,
      cause: { name: "Error", message: "AADSTS700016", code: "E_APP" },
    });
  });
});

describe("a token that is kept", () => {
  it("is one that has more than two minutes left", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { credential, calls } = giving(lasting("one", 120_001), lasting("two"));
    await credential.authorize(request);
    await credential.authorize(request);
    expect(calls()).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    expect(await credential.authorize(request)).toEqual({ header: "Bearer two" });
  });

  it("is not renewed for a request that was refused with an older one", async () => {
    const { credential, calls } = giving(lasting("one"), lasting("two"), lasting("three"));
    await credential.authorize(request);
    const rejectedHeader = "Bearer one";
    expect(await credential.authorize({ ...request, rejectedHeader })).toEqual({ header: "Bearer two" });
    expect(await credential.authorize({ ...request, rejectedHeader })).toEqual({ header: "Bearer two" });
    expect(calls()).toBe(2);
  });
});

describe("who waits for a token", () => {
  function hanging() {
    const signals: AbortSignal[] = [];
    const gives: ((token: AccessToken) => void)[] = [];
    const getToken: TokenCredential["getToken"] = (_scopes, options) => {
      if (options?.abortSignal !== undefined) signals.push(options.abortSignal);
      return new Promise((resolve) => gives.push(resolve));
    };
    return { credential: bearer({ getToken }, { scope }), signals, gives };
  }

  it("gives it up when he is the last", async () => {
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

  it("is not joined by who comes after it was given up, or after it came", async () => {
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

  it("is joined by who comes later, also when one that was given up ends meanwhile", async () => {
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

  it("gives it up at once when he was aborted before", async () => {
    const { credential, signals } = hanging();
    void credential.authorize({ ...request, signal: AbortSignal.abort() });
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("no longer counts once he has it: a later abort gives up nobody else's", async () => {
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
  it("must be given something with getToken", () => {
    expect(() => bearer({} as TokenCredential, { scope })).toThrow(
      new TypeError("bearer: tokenCredential must have getToken"),
    );
  });

  it.each(["", []])("must be told what the token is for: %j", (none) => {
    const { getToken } = { getToken: () => Promise.resolve(null) };
    expect(() => bearer({ getToken }, { scope: none })).toThrow(
      new TypeError("bearer: scope must name what the token is for"),
    );
  });
});
