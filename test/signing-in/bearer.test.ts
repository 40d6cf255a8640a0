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

/** Responds as the service does if the token is one of these, otherwise with 401. */
function taking(...tokens: string[]): Script {
  return ({ headers }, response) => {
    if (tokens.includes(headers.authorization?.replace("Bearer ", "") ?? "")) {
      json(response, 201, returned(0));
      return;
    }
    response.writeHead(401, { "WWW-Authenticate": "Bearer", "Content-Length": "0" }).end();
  };
}

/** Returns the tokens in turn, and records the calls. */
function tokensInTurn(tokens: readonly (AccessToken | null)[]) {
  const asked: { scopes: string | string[]; abortSignal: AbortSignal | undefined }[] = [];
  const tokenCredential: TokenCredential = {
    getToken: async (scopes, options) => {
      asked.push({ scopes, abortSignal: options?.abortSignal });
      await new Promise(setImmediate);
      return tokens[Math.min(asked.length, tokens.length) - 1] ?? null;
    },
  };
  return { tokenCredential, asked };
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
  it("a bearer token is requested with the scope, and sent", async () => {
    const { tokenCredential, asked } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer one"]);
    expect(asked.map(({ scopes }) => scopes)).toEqual([scope]);
  });

  it("a bearer token is requested once for 50 waiting requests, and kept", async () => {
    const { tokenCredential, asked } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    const results = await Promise.all(Array.from({ length: 50 }, () => call(transport)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    await call(transport);
    expect(asked).toHaveLength(1);
  });

  it("a bearer token is renewed 2 minutes before it expires", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { tokenCredential, asked } = tokensInTurn([lasting("one"), lasting("two", 120 * minute)]);
    await using server = await scriptedServer(taking("one", "two"));
    await using transport = connect(server, tokenCredential);
    await call(transport);
    vi.setSystemTime(Date.now() + 57 * minute);
    await call(transport);
    expect(asked).toHaveLength(1);
    vi.setSystemTime(Date.now() + 2 * minute);
    await call(transport);
    await call(transport);
    expect(asked).toHaveLength(2);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(
      ["one", "one", "two", "two"].map((token) => `Bearer ${token}`),
    );
  });

  it("a bearer token is used until it expires if there is no newer token", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { tokenCredential, asked } = tokensInTurn([lasting("one"), null]);
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    await call(transport);
    vi.setSystemTime(Date.now() + 59 * minute);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(2);
    vi.setSystemTime(Date.now() + 2 * minute);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated" } });
  });

  it("the token of an aborted call does not replace a newer token", async () => {
    const gives: ((token: AccessToken) => void)[] = [];
    const credential = bearer({ getToken: () => new Promise((resolve) => gives.push(resolve)) }, { scope });
    const impatient = new AbortController();
    const first = credential.authorize({ hostname: "localhost", signal: impatient.signal });
    impatient.abort();
    const { signal } = new AbortController();
    const second = credential.authorize({ hostname: "localhost", signal });
    gives[1]?.(lasting("newer", 60 * minute));
    await second;
    gives[0]?.(lasting("older", 50 * minute));
    await first;
    expect(await credential.authorize({ hostname: "localhost", signal })).toEqual({ header: "Bearer newer" });
  });

  it("a bearer token is renewed once after a 401, and the call is sent again", async () => {
    const { tokenCredential, asked } = tokensInTurn([lasting("revoked"), lasting("fresh")]);
    await using server = await scriptedServer(taking("fresh"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(2);
    expect(server.seen).toHaveLength(3);
  });

  it("a bearer token is renewed once for all requests that were rejected with it", async () => {
    const { tokenCredential, asked } = tokensInTurn([lasting("revoked"), lasting("fresh")]);
    await using server = await scriptedServer(taking("fresh"));
    await using transport = connect(server, tokenCredential);
    const results = await Promise.all(Array.from({ length: 20 }, () => call(transport)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it("a token that is rejected again after its renewal fails with unauthenticated after two requests", async () => {
    const { tokenCredential } = tokensInTurn([lasting("one"), lasting("two"), lasting("three")]);
    await using server = await scriptedServer(taking());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "unauthenticated", execution: "not-executed", challenges: ["Bearer"], http: { status: 401 } },
    });
    expect(server.seen).toHaveLength(2);
  });

  it("a bearer token is not sent a second time if there is no newer token", async () => {
    const { tokenCredential } = tokensInTurn([lasting("the only one")].map((t) => ({ ...t, token: "the-only-one" })));
    await using server = await scriptedServer(taking());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated", challenges: ["Bearer"] } });
    expect(server.seen).toHaveLength(1);
  });

  it("a token that cannot be renewed after a 401 is a failure with the site's response and the reason", async () => {
    let calls = 0;
    const tokenCredential: TokenCredential = {
      getToken: () => {
        calls += 1;
        return calls === 1 ? Promise.resolve(lasting("one")) : Promise.reject(new Error("sign in again"));
      },
    };
    await using server = await scriptedServer(taking());
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({
      failure: { kind: "unauthenticated", http: { status: 401 }, cause: { message: "sign in again" } },
    });
  });
});

describe("a getToken without a token", () => {
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
  ])(
    "nothing is sent and the call is unauthenticated, if getToken returns no valid token: %s",
    async (_what, getToken) => {
      await using server = await scriptedServer(taking());
      await using transport = connect(server, { getToken });
      const result = await call(transport);
      expect(result).toMatchObject({
        failure: { kind: "unauthenticated", execution: "not-executed", challenges: [] },
      });
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      expect(server.seen).toHaveLength(0);
    },
  );

  it("nothing is sent if getToken rejects, and the failure has its error as cause", async () => {
    await using server = await scriptedServer(taking());
    await using transport = connect(server, { getToken: () => Promise.reject(new Error("AADSTS700016")) });
    expect(await call(transport)).toMatchObject({ failure: { cause: { name: "Error", message: "AADSTS700016" } } });
  });

  it("getToken is called again for the next call after it returned null", async () => {
    const { tokenCredential } = tokensInTurn([null, lasting("two")]);
    await using server = await scriptedServer(taking("two"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated" } });
    expect(await call(transport)).toMatchObject({ ok: true });
  });
});

describe("a getToken that hangs", () => {
  /** Hangs the first time. */
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

  it("a getToken that hangs ends with the timeout of the call and does not block the next call", async () => {
    const { tokenCredential, signals } = hangingOnce();
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    expect(await call(transport, { timeoutMs: 5 })).toMatchObject({
      failure: { kind: "timeout", execution: "not-executed" },
    });
    expect(signals[0]?.aborted).toBe(true);
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen).toHaveLength(1);
  });

  it("a getToken that hangs ends with the caller's signal", async () => {
    const { tokenCredential, signals } = hangingOnce();
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    const controller = new AbortController();
    const under = call(transport, { signal: controller.signal });
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    controller.abort();
    expect(await under).toMatchObject({ failure: { kind: "aborted", execution: "not-executed" } });
    expect(signals[0]?.aborted).toBe(true);
  });

  it("a getToken that hangs is not aborted for one caller while another caller waits", async () => {
    let give: (token: AccessToken) => void = () => {};
    const signals: (AbortSignal | undefined)[] = [];
    const tokenCredential: TokenCredential = {
      getToken: (_scopes, options) => {
        signals.push(options?.abortSignal);
        return new Promise((resolve) => (give = resolve));
      },
    };
    await using server = await scriptedServer(taking("one"));
    await using transport = connect(server, tokenCredential);
    const controller = new AbortController();
    const aborted = call(transport, { signal: controller.signal });
    const patient = call(transport);
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    controller.abort();
    expect(await aborted).toMatchObject({ failure: { kind: "aborted" } });
    expect(signals[0]?.aborted).toBe(false);
    give(lasting("one"));
    expect(await patient).toMatchObject({ ok: true });
    expect(signals).toHaveLength(1);
  });
});

describe("a baseUrl for bearer tokens", () => {
  it.each([
    "/AdminService_TokenAuth",
    "/CCM_Proxy_ServerAuth/72057594037927937/AdminService",
    "/CCM_Proxy_MutualAuth/72057594037927937/AdminService",
  ])("the baseUrl for a bearer token can end in %s", async (basePath) => {
    await using server = await scriptedServer(taking("one"));
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
  it.each([undefined, "", [], [""], ["a", ""], 5, {}])("bearer throws a TypeError if the scope is %j", (nothing) => {
    const { tokenCredential } = tokensInTurn([]);
    expect(() => bearer(tokenCredential, { scope: nothing as string })).toThrow("bearer: options.scope must be");
  });

  it("bearer accepts several scopes", async () => {
    const { tokenCredential, asked } = tokensInTurn([lasting("one")]);
    await using server = await scriptedServer(taking("one"));
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: server.ca },
      credential: bearer(tokenCredential, { scope: ["a/.default", "b/.default"] }),
    });
    await call(transport);
    expect(asked[0]?.scopes).toEqual(["a/.default", "b/.default"]);
  });
});
