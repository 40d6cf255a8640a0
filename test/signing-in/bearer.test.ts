import { afterEach, describe, expect, it, vi } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";
import type { AccessToken, TokenCredential } from "../../src/transport/admin-service/credential/token-credential.js";
import { call } from "../support/open-transport.js";
import { json, returned, scriptedServer, type Script, type ScriptedServer } from "../support/scripted-server.js";

const minute = 60_000;
const scope = "api://contoso/adminservice/.default";

afterEach(() => {
  vi.useRealTimers();
});

/** Makes a server that accepts only these tokens. It returns 401 for any other token. */
function acceptOnly(...tokens: string[]): Script {
  return ({ headers }, response) => {
    if (tokens.includes(headers.authorization?.replace("Bearer ", "") ?? "")) {
      json(response, 201, returned(0));
      return;
    }
    response.writeHead(401, { "WWW-Authenticate": "Bearer", "Content-Length": "0" }).end();
  };
}

/** Makes a TokenCredential that returns these tokens in turn, then the last one again. It records the calls of getToken. */
function tokensInTurn(tokens: readonly (AccessToken | null)[]) {
  const tokenRequests: { scopes: string | string[]; abortSignal: AbortSignal | undefined }[] = [];
  const tokenCredential: TokenCredential = {
    getToken: async (scopes, options) => {
      tokenRequests.push({ scopes, abortSignal: options?.abortSignal });
      await new Promise(setImmediate);
      return tokens[Math.min(tokenRequests.length, tokens.length) - 1] ?? null;
    },
  };
  return { tokenCredential, tokenRequests };
}

function lasting(token: string, ms = 60 * minute): AccessToken {
  return { token, expiresOnTimestamp: Date.now() + ms };
}

function connect(server: ScriptedServer, tokenCredential: TokenCredential, timeoutMs?: number) {
  return new AdminServiceTransport({
    baseUrl: server.baseUrl,
    tls: { ca: server.ca },
    credential: bearer(tokenCredential, { scope }),
    timeoutMs,
  });
}

describe("a bearer token", () => {
  it("bearer calls getToken with the scope, and the token is sent in the Authorization header", async () => {
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer one"]);
    expect(tokenRequests.map(({ scopes }) => scopes)).toEqual([scope]);
  });

  it("getToken is called once for 50 requests at the same time and for a later request", async () => {
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    const results = await Promise.all(Array.from({ length: 50 }, () => call(transport)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    await call(transport);
    expect(tokenRequests).toHaveLength(1);
  });

  it("a bearer token is sent until it expires if getToken returns no newer token, and then the call is unauthenticated", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("one"), null]);
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    await call(transport);
    vi.setSystemTime(Date.now() + 59 * minute);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(tokenRequests).toHaveLength(2);
    vi.setSystemTime(Date.now() + 2 * minute);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated" } });
  });

  it("a token that arrives late for an aborted call does not replace a newer token", async () => {
    const resolves: ((token: AccessToken) => void)[] = [];
    const credential = bearer({ getToken: () => new Promise((resolve) => resolves.push(resolve)) }, { scope });
    const aborting = new AbortController();
    const first = credential.authorize({ hostname: "localhost", signal: aborting.signal });
    aborting.abort();
    const { signal } = new AbortController();
    const second = credential.authorize({ hostname: "localhost", signal });
    resolves[1]?.(lasting("newer", 60 * minute));
    await second;
    resolves[0]?.(lasting("older", 50 * minute));
    await first;
    expect(await credential.authorize({ hostname: "localhost", signal })).toEqual({ header: "Bearer newer" });
  });

  it("after a 401, getToken is called once more, and the call succeeds with the new token", async () => {
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("revoked"), lasting("fresh")]);
    await using server = await scriptedServer(acceptOnly("fresh"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(tokenRequests).toHaveLength(2);
    expect(server.seen).toHaveLength(3);
  });

  it("if 20 requests are rejected with the same token, getToken is called once more for all of them", async () => {
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("revoked"), lasting("fresh")]);
    await using server = await scriptedServer(acceptOnly("fresh"));
    await using transport = connect(server, tokenCredential);
    const results = await Promise.all(Array.from({ length: 20 }, () => call(transport)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(tokenRequests).toHaveLength(2);
  });

  it("a call whose renewed token also gets a 401 is unauthenticated after two requests", async () => {
    const { tokenCredential } = tokensInTurn([lasting("one"), lasting("two"), lasting("three")]);
    await using server = await scriptedServer(acceptOnly());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "unauthenticated", execution: "not-executed", challenges: ["Bearer"], http: { status: 401 } },
    });
    expect(server.seen).toHaveLength(2);
  });

  it("after a 401, the call is not sent again if getToken returns the same token", async () => {
    const { tokenCredential } = tokensInTurn([lasting("the only one")].map((t) => ({ ...t, token: "the-only-one" })));
    await using server = await scriptedServer(acceptOnly());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated", challenges: ["Bearer"] } });
    expect(server.seen).toHaveLength(1);
  });

  it("if getToken rejects after a 401, the failure has the status 401 and the error of getToken as cause", async () => {
    let calls = 0;
    const tokenCredential: TokenCredential = {
      getToken: () => {
        calls += 1;
        return calls === 1 ? Promise.resolve(lasting("one")) : Promise.reject(new Error("sign in again"));
      },
    };
    await using server = await scriptedServer(acceptOnly());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "unauthenticated", http: { status: 401 }, cause: { message: "sign in again" } },
    });
  });
});

describe("a getToken that returns no valid token", () => {
  it.each<[string, TokenCredential["getToken"]]>([
    ["null", () => Promise.resolve(null)],
    ["a rejection", () => Promise.reject(new Error("AADSTS700016: unknown application"))],
    [
      "an exception",
      () => {
        throw new Error("no browser here");
      },
    ],
    ["text that would end the header", () => Promise.resolve(lasting("one\r\nHost: elsewhere"))],
    ["an empty token", () => Promise.resolve(lasting(""))],
  ])("the call is unauthenticated and sends nothing if the result of getToken is %s", async (_what, getToken) => {
    await using server = await scriptedServer(acceptOnly());
    await using transport = connect(server, { getToken });
    const result = await call(transport);
    expect(result).toMatchObject({
      failure: { kind: "unauthenticated", execution: "not-executed", challenges: [] },
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(server.seen).toHaveLength(0);
  });

  it("the next call succeeds if getToken returned null before and now returns a token", async () => {
    const { tokenCredential } = tokensInTurn([null, lasting("two")]);
    await using server = await scriptedServer(acceptOnly("two"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated" } });
    expect(await call(transport)).toMatchObject({ ok: true });
  });
});

describe("a getToken that hangs", () => {
  /** Makes a TokenCredential whose first getToken never ends. The next call returns a token. */
  function hangingOnce() {
    const signals: (AbortSignal | undefined)[] = [];
    const tokenCredential: TokenCredential = {
      getToken: (_scopes, options) => {
        signals.push(options?.abortSignal);
        return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(lasting("one"));
      },
    };
    return { tokenCredential, signals };
  }

  it("a getToken that hangs is aborted when the call reaches its timeout, and the next call succeeds", async () => {
    const { tokenCredential, signals } = hangingOnce();
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport, { timeoutMs: 5 })).toMatchObject({
      failure: { kind: "timeout", execution: "not-executed" },
    });
    expect(signals[0]?.aborted).toBe(true);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen).toHaveLength(1);
  });

  it("a getToken that hangs is aborted when the caller's signal fires, and the call is aborted and not-executed", async () => {
    const { tokenCredential, signals } = hangingOnce();
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    const controller = new AbortController();
    const pending = call(transport, { signal: controller.signal });
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    controller.abort();
    expect(await pending).toMatchObject({ failure: { kind: "aborted", execution: "not-executed" } });
    expect(signals[0]?.aborted).toBe(true);
  });

  it("a getToken that hangs is not aborted with one caller's signal while another caller waits for the token", async () => {
    let resolveToken: (token: AccessToken) => void = () => {};
    const signals: (AbortSignal | undefined)[] = [];
    const tokenCredential: TokenCredential = {
      getToken: (_scopes, options) => {
        signals.push(options?.abortSignal);
        return new Promise((resolve) => (resolveToken = resolve));
      },
    };
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = connect(server, tokenCredential);
    const controller = new AbortController();
    const aborted = call(transport, { signal: controller.signal });
    const waiting = call(transport);
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    controller.abort();
    expect(await aborted).toMatchObject({ failure: { kind: "aborted" } });
    expect(signals[0]?.aborted).toBe(false);
    resolveToken(lasting("one"));
    expect(await waiting).toMatchObject({ ok: true });
    expect(signals).toHaveLength(1);
  });
});

describe("a baseUrl for bearer tokens", () => {
  it.each([
    "/AdminService_TokenAuth",
    "/CCM_Proxy_ServerAuth/72057594037927937/AdminService",
    "/CCM_Proxy_MutualAuth/72057594037927937/AdminService",
  ])("the baseUrl for a bearer token can end in %s", async (basePath) => {
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl.replace("/AdminService", basePath),
      tls: { ca: server.ca },
      credential: bearer(tokensInTurn([lasting("one")]).tokenCredential, { scope }),
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen[0]?.url).toBe(`${basePath}/wmi/SMS_Package('P0100012')/AdminService.RefreshPkgSource`);
  });
});

describe("bearer", () => {
  it("bearer passes several scopes to getToken", async () => {
    const { tokenCredential, tokenRequests } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(acceptOnly("one"));
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      credential: bearer(tokenCredential, { scope: ["a/.default", "b/.default"] }),
    });
    await call(transport);
    expect(tokenRequests[0]?.scopes).toEqual(["a/.default", "b/.default"]);
  });
});
