import { describe, expect, it } from "vitest";
import type { AuthorizationRequest, Credential } from "../../src/transport/admin-service/credential/credential.js";
import { sign } from "../../src/transport/admin-service/exchange/sign.js";
import { call, openTransport, read } from "../support/open-transport.js";
import { json, returned, scriptedServer, type Script } from "../support/scripted-server.js";

const accept: Script = (_request, response) => {
  json(response, 201, returned(0));
};
const refuse: Script = (_request, response) => {
  response.writeHead(401, { "WWW-Authenticate": "Bearer", "Content-Length": "0" }).end();
};

/** A credential that returns these headers one after another, and then always the last one. */
function signing(headers: readonly string[], more: object = {}) {
  const requests: AuthorizationRequest[] = [];
  const credential: Credential = {
    authorize: (request) => {
      requests.push(request);
      return Promise.resolve({ header: headers[Math.min(requests.length, headers.length) - 1] ?? "", ...more });
    },
  };
  return { credential, requests };
}

/** A getter, and the handler of a proxy, that always throws. */
const throwing = {
  get: (): never => {
    throw new Error("no value");
  },
};

const never = () => new Promise<never>(() => undefined);

describe("a credential", () => {
  it("a credential receives the host, and after a 401 the rejected header", async () => {
    const { credential, requests } = signing(["Bearer one", "Bearer two"]);
    await using server = await scriptedServer((request, response, socket) => {
      (request.headers.authorization === "Bearer two" ? accept : refuse)(request, response, socket);
    });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(requests).toMatchObject([
      { hostname: "localhost" },
      { hostname: "localhost", rejectedHeader: "Bearer one" },
    ]);
    expect(requests[0]).not.toHaveProperty("rejectedHeader");
  });

  it("a credential that returns a reason, an advice and a cause sends nothing and reports them", async () => {
    const cause = { name: "Error", message: "locked out" };
    const given = { reason: "No ticket", advice: "Get one.", cause };
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential: { authorize: () => Promise.resolve(given) } });
    expect(await call(transport)).toMatchObject({
      failure: {
        kind: "unauthenticated",
        execution: "not-executed",
        message: expect.stringMatching(/^RefreshPkgSource of SMS_Package P0100012: .*No ticket/) as string,
        advice: "Get one.",
        cause,
        challenges: [],
      },
    });
    expect(server.seen).toEqual([]);
  });

  it("a credential that returns a reason without advice makes the call fail with a general advice and without a cause", async () => {
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, {
      credential: { authorize: () => Promise.resolve({ reason: "No ticket" }) },
    });
    const result = await call(transport);
    expect(Object.keys(result.ok ? {} : result.failure).sort()).toEqual(
      ["kind", "execution", "message", "operation", "advice", "challenges", "requestId"].sort(),
    );
  });

  it.each<[string, Credential["authorize"]]>([
    [
      "throws",
      () => {
        throw new Error("out of order");
      },
    ],
    ["rejects", () => Promise.reject(new Error("out of order"))],
  ])("a credential that %s sends nothing", async (_how, authorize) => {
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential: { authorize } });
    expect(await call(transport)).toMatchObject({
      failure: {
        kind: "unauthenticated",
        message: expect.stringMatching(/^RefreshPkgSource of SMS_Package P0100012: .*credential/) as string,
        cause: { message: "out of order" },
      },
    });
    expect(server.seen).toEqual([]);
  });
});

describe("the result of a credential that is written in JavaScript", () => {
  it.each([
    null,
    undefined,
    "Bearer abc",
    {},
    { header: 5 },
    { header: "" },
    { header: "Bearer a\r\nX: b" },
    { header: "Bearer \u20ac" },
    { reason: 5 },
  ])(
    "a credential that does not return a header or a reason makes the call unauthenticated, and nothing is sent: %j",
    async (given) => {
      await using server = await scriptedServer(accept);
      await using transport = openTransport(server, {
        credential: { authorize: () => Promise.resolve(given as never) },
      });
      expect(await call(transport)).toMatchObject({
        failure: {
          kind: "unauthenticated",
          execution: "not-executed",
          message: expect.stringMatching(/header.*reason/) as string,
        },
      });
      expect(server.seen).toEqual([]);
    },
  );

  it.each<[string, Error]>([
    ["has no text as name and message", Object.assign(new Error(), { message: 5, name: undefined } as object)],
    ["throws when its name and message are read", new Proxy(Object.assign(new Error(), { code: "E1" }), throwing)],
    ["has members that throw", Object.defineProperty(new Error(), "message", throwing)],
  ])(
    "a call is unauthenticated and nothing is sent if a credential rejects with an error that %s",
    async (_what, error) => {
      await using server = await scriptedServer(accept);
      await using transport = openTransport(server, {
        credential: { authorize: () => Promise.reject(error) },
      });
      expect(await call(transport)).toMatchObject({
        failure: { kind: "unauthenticated", execution: "not-executed", cause: { name: "Error" } },
      });
      expect(server.seen).toEqual([]);
    },
  );

  it("sign returns the header that it checked, if the header is another text at each read", async () => {
    let reads = 0;
    const given = {
      get header() {
        reads += 1;
        return reads === 1 ? "Bearer abcdefgh" : "Bearer a\r\nX: b";
      },
    };
    const request = { hostname: "localhost", signal: new AbortController().signal };
    expect(await sign({ authorize: () => Promise.resolve(given) }, request)).toEqual({ header: "Bearer abcdefgh" });
  });

  it("a credential that returns a reason with an advice that is not text and an error as cause is reported as data", async () => {
    const given = { reason: "No ticket", advice: 5, cause: new Error("locked out") };
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential: { authorize: () => Promise.resolve(given as never) } });
    const { failure } = (await call(transport)) as { failure?: object };
    expect(JSON.parse(JSON.stringify(failure))).toMatchObject({
      kind: "unauthenticated",
      advice: expect.any(String) as string,
      cause: { name: "Error", message: "locked out" },
    });
  });

  it("a 401 stays unauthenticated if adviceFor401 returns a value that is not text", async () => {
    const { credential } = signing(["Bearer abc"], { adviceFor401: () => Promise.resolve(5) });
    await using server = await scriptedServer(refuse);
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated", http: { status: 401 } } });
  });

  it("a method call is `unknown` if verifyResponse returns a value that is not text", async () => {
    const { credential } = signing(["Bearer abc"], { verifyResponse: () => Promise.resolve(false) });
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { kind: "invalid-response", execution: "unknown" } });
  });
});

describe("the server's proof", () => {
  it.each([
    ["is wrong", () => Promise.resolve("its token is another's"), "its token is another's"],
    ["cannot be checked", () => Promise.reject(new Error("out of order")), "(out of order)"],
  ])("a method call is `unknown` if the server's proof %s", async (_how, verifyResponse, why) => {
    const { credential } = signing(["Negotiate abc"], { verifyResponse });
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential });
    const failure = {
      kind: "invalid-response",
      message: expect.stringContaining(why) as string,
      http: { status: 201 },
    };
    expect(await call(transport)).toMatchObject({ failure: { ...failure, execution: "unknown" } });
    expect(await read(transport)).toMatchObject({ failure: { ...failure, execution: "not-executed" } });
  });

  it("verifyResponse receives the headers of a response, but not of a 401", async () => {
    const checked: string[] = [];
    const verifyResponse = (headers: Record<string, string>) => {
      checked.push(headers["www-authenticate"] ?? "none");
      return Promise.resolve(undefined);
    };
    const { credential } = signing(["Negotiate abc", "Negotiate def"], { verifyResponse });
    await using server = await scriptedServer((request, response, socket) => {
      response.setHeader("WWW-Authenticate", `Negotiate proof${server.seen.length}`);
      if (server.seen.length > 1) accept(request, response, socket);
      else response.writeHead(401).end();
    });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(checked).toEqual(["Negotiate proof2"]);
  });

  it("a method call is `unknown` after timeoutMs if verifyResponse never ends", async () => {
    const { credential } = signing(["Negotiate abc"], { verifyResponse: never });
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential, timeoutMs: 200 });
    expect(await call(transport)).toMatchObject({ failure: { kind: "timeout", execution: "unknown" } });
    expect(await read(transport)).toMatchObject({ failure: { kind: "timeout", execution: "not-executed" } });
  });

  it("verifyResponse is not called without a response", async () => {
    let calls = 0;
    const verifyResponse = () => {
      calls += 1;
      return Promise.resolve("wrong");
    };
    const { credential } = signing(["Negotiate abc"], { verifyResponse });
    await using server = await scriptedServer((_request, _response, socket) => socket.destroy());
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { kind: "network" } });
    expect(calls).toBe(0);
  });
});

describe("a 401 response after a second attempt", () => {
  it.each([
    ["with another header", ["Bearer one", "Bearer two"], 2],
    ["with the same header, which is not sent again", ["Bearer one"], 1],
  ])("the failure after a second 401 has the advice of the credential: %s", async (_how, headers, requests) => {
    const adviceFor401 = () => Promise.resolve("Sign in as somebody else.");
    const { credential } = signing(headers, { adviceFor401 });
    await using server = await scriptedServer(refuse);
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({
      failure: { kind: "unauthenticated", advice: "Sign in as somebody else.", challenges: ["Bearer"] },
    });
    expect(server.seen).toHaveLength(requests);
  });

  it("the failure after a second 401 has the general advice if the credential has none", async () => {
    for (const adviceFor401 of [undefined, () => Promise.resolve(undefined)]) {
      const { credential } = signing(["Bearer one"], { adviceFor401 });
      await using server = await scriptedServer(refuse);
      await using transport = openTransport(server, { credential });
      const result = await call(transport);
      expect(result).toHaveProperty("failure.advice", expect.stringContaining("audience"));
      expect(result).not.toHaveProperty("failure.cause");
    }
  });

  it("a second 401 makes a method call fail after timeoutMs as unauthenticated if adviceFor401 never ends", async () => {
    const { credential } = signing(["Bearer one"], { adviceFor401: never });
    await using server = await scriptedServer(refuse);
    await using transport = openTransport(server, { credential, timeoutMs: 200 });
    expect(await call(transport)).toMatchObject({ failure: { kind: "unauthenticated", execution: "not-executed" } });
  });

  it("the failure after a second 401 has the error of adviceFor401 as cause", async () => {
    const adviceFor401 = () => Promise.reject(new Error("out of order"));
    const { credential } = signing(["Bearer one"], { adviceFor401 });
    await using server = await scriptedServer(refuse);
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "unauthenticated", cause: { message: "out of order" } } });
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("audience"));
  });

  it("a method call fails with timeout and not-executed if its credential hangs after a 401", async () => {
    const credential: Credential = {
      authorize: ({ rejectedHeader }) =>
        rejectedHeader === undefined ? Promise.resolve({ header: "Bearer one" }) : new Promise(() => undefined),
    };
    await using server = await scriptedServer(refuse);
    await using transport = openTransport(server, { credential });
    expect(await call(transport, { timeoutMs: 200 })).toMatchObject({
      failure: { kind: "timeout", execution: "not-executed", message: expect.stringContaining("200 ms") as string },
    });
  });

  it("a method call is `unknown` if the response to its second request, after a 401, never arrives", async () => {
    const { credential } = signing(["Bearer one", "Bearer two"]);
    await using server = await scriptedServer((request, response, socket) => {
      if (server.seen.length > 1) socket.destroy();
      else refuse(request, response, socket);
    });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { kind: "network", execution: "unknown" } });
  });
});

describe("the header of a credential", () => {
  it("the header of a credential is hidden in a failure, also without a scheme", async () => {
    const { credential } = signing(["canary-without-scheme"]);
    await using server = await scriptedServer(({ headers }, response) => {
      response.writeHead(500, { Server: headers.authorization }).end(`seen: ${String(headers.authorization)}`);
    });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({
      failure: {
        message: expect.stringContaining('500 ("seen: (credential)")') as string,
        http: { body: "seen: (credential)", headers: { server: "(credential)" } },
      },
    });
  });

  it("the header of a credential is hidden in every failure", async () => {
    const { credential } = signing(["Bearer canary"]);
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(300).end("seen: canary");
    });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { http: { status: 300, body: "seen: (credential)" } } });
  });

  it("the header of a credential is not hidden in the value of a success", async () => {
    const { credential } = signing(["Bearer canary"]);
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [{ PackageID: "P0100012", Description: "canary" }] });
    });
    await using transport = openTransport(server, { credential });
    expect(await read(transport)).toMatchObject({ ok: true, value: { Description: "canary" } });
  });
});
