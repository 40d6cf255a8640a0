import { describe, expect, it } from "vitest";
import { loadKerberos, type Kerberos } from "../../src/transport/admin-service/credential/kerberos.js";
import {
  negotiate,
  negotiateOver,
  type NegotiateOptions,
} from "../../src/transport/admin-service/credential/negotiate.js";
import { call, openTransport } from "../support/open-transport.js";
import { json, returned, scriptedServer, type Script } from "../support/scripted-server.js";

// test/peers tests the sign-in with a real KDC and a real web server. The tests in this file cover cases that those cannot produce.

const spnego = 6;

interface SignIn {
  /** Tokens that the Kerberos library returns in turn with SPNEGO, or errors that it throws. */
  readonly spnego: readonly (string | Error)[];
  readonly kerberos?: Error;
}

/** Makes a simulated Kerberos library that returns the given tokens and records its arguments. */
function replaceLibrary(signIn: SignIn) {
  const services: string[] = [];
  const challenges: string[] = [];
  const library: Kerberos = {
    initializeClient: (service, { mechOID }) => {
      services.push(service);
      const steps = mechOID === spnego ? [...signIn.spnego] : [signIn.kerberos ?? "a-ticket"];
      const client = {
        contextComplete: false,
        step: (challenge: string) => {
          challenges.push(challenge);
          const next = steps.shift() ?? new Error("no further step");
          if (next instanceof Error) return Promise.reject(next);
          client.contextComplete = challenge !== "";
          return Promise.resolve(next);
        },
      };
      return Promise.resolve(client);
    },
  };
  return { library, services, challenges };
}

const token = base64("a Kerberos token");

function base64(text: string): string {
  return Buffer.from(text, "latin1").toString("base64");
}

const accept: Script = (_request, response) => {
  json(response, 201, returned(0));
};

function refuse(...challenges: string[]): Script {
  return (_request, response) => {
    response.writeHead(401, { "WWW-Authenticate": challenges, "Content-Length": "0" }).end();
  };
}

function signingIn(signIn: SignIn, options: NegotiateOptions = {}) {
  const { library, ...seen } = replaceLibrary(signIn);
  return { credential: negotiateOver(() => Promise.resolve(library), options), ...seen };
}

describe("the client's token", () => {
  it("a Negotiate token for HTTP and the host of baseUrl is sent with the first request", async () => {
    await using server = await scriptedServer(accept);
    const { credential, services } = signingIn({ spnego: [token] });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([`Negotiate ${token}`]);
    expect(services).toEqual([process.platform === "win32" ? "HTTP/localhost" : "HTTP@localhost"]);
  });

  it.each(["HTTP/cm01.contoso.com", "HTTP@cm01.contoso.com"])(
    "the Negotiate token is requested for the SPN in the option spn: %s",
    async (spn) => {
      await using server = await scriptedServer(accept);
      const { credential, services } = signingIn({ spnego: [token] }, { spn });
      await using transport = openTransport(server, { credential });
      await call(transport);
      expect(services).toEqual([process.platform === "win32" ? "HTTP/cm01.contoso.com" : "HTTP@cm01.contoso.com"]);
    },
  );

  it.each([
    ["raw", base64("NTLMSSP\0\u0001\0\0\0")],
    ["inside SPNEGO", base64("\x60\x48\x06\x06+\x06\x01\x05\x05\x02NTLMSSP\0\u0001\0\0\0")],
  ])("a Negotiate token that contains NTLM is not sent, and the call is unauthenticated: %s", async (_where, ntlm) => {
    await using server = await scriptedServer(accept);
    const { credential } = signingIn({
      spnego: [ntlm],
      kerberos: new Error("Server not found in Kerberos database"),
    });
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({
      failure: {
        kind: "unauthenticated",
        execution: "not-executed",
        cause: { message: "Server not found in Kerberos database" },
      },
    });
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("SPN HTTP/localhost"));
    expect(server.seen).toHaveLength(0);
  });
});

describe("the server's token", () => {
  const proving: Script = (_request, response) => {
    response.setHeader("WWW-Authenticate", `Negotiate ${base64("proof")}`);
    json(response, 201, returned(0));
  };

  it("the server's Negotiate token is passed to the Kerberos library", async () => {
    await using server = await scriptedServer(proving);
    const { credential, challenges } = signingIn({ spnego: [token, ""] });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(challenges).toEqual(["", base64("proof")]);
  });

  it("a method call fails with invalid-response and unknown if the server's Negotiate token is wrong", async () => {
    await using server = await scriptedServer(proving);
    const { credential } = signingIn({ spnego: [token, new Error("Token checksum failure")] });
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "invalid-response", execution: "unknown" } });
    expect(result).toHaveProperty("failure.message", expect.stringContaining("Token checksum failure"));
  });

  it("the server's Negotiate token is also checked in a 404 response that has another scheme", async () => {
    await using server = await scriptedServer((_request, response) => {
      response.setHeader("WWW-Authenticate", ["NTLM", `Negotiate ${base64("proof")}`]);
      json(response, 404, { error: { code: "404", message: "Access denied  WMI QUERY: " } });
    });
    const { credential, challenges } = signingIn({ spnego: [token, ""] });
    await using transport = openTransport(server, { credential });
    expect(await call(transport)).toMatchObject({ failure: { kind: "access-denied" } });
    expect(challenges).toEqual(["", base64("proof")]);
  });
});

describe("a 401 response", () => {
  it("after a 401 response, exactly one more request is sent, with a new Negotiate token", async () => {
    let made = 0;
    const library: Kerberos = {
      initializeClient: () =>
        Promise.resolve({ contextComplete: false, step: () => Promise.resolve(base64(`token ${(made += 1)}`)) }),
    };
    await using server = await scriptedServer(refuse("Negotiate"));
    await using transport = openTransport(server, { credential: negotiateOver(() => Promise.resolve(library), {}) });
    const result = await call(transport);
    expect(result).toMatchObject({
      failure: { kind: "unauthenticated", execution: "not-executed", challenges: ["Negotiate"] },
    });
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("setspn -Q HTTP/localhost"));
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      `Negotiate ${base64("token 1")}`,
      `Negotiate ${base64("token 2")}`,
    ]);
  });

  it("a call fails with unauthenticated if a 401 response offers only NTLM, and the advice states that NTLM is never sent", async () => {
    await using server = await scriptedServer(refuse("NTLM"));
    const { credential } = signingIn({ spnego: [token] });
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "unauthenticated", challenges: ["NTLM"] } });
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("NTLM"));
  });
});

describe("without a Kerberos ticket", () => {
  // In each row: the error text of SPNEGO, which is often general, the error text of the Kerberos mechanism, and the advice.
  const spnegoError = "No credentials were supplied: SPNEGO cannot find mechanisms to negotiate";
  it.each([
    [spnegoError, "No Kerberos credentials available (default cache: FILE:/tmp/krb5cc_0)", "kinit user@REALM"],
    [spnegoError, "Client 'svc@CONTOSO.COM' not found in Kerberos database", "klist -k"],
    [spnegoError, "Cannot contact any KDC for realm 'CONTOSO.COM'", "krb5.conf"],
    ["No credentials were supplied: Decrypt integrity check failed", undefined, "kinit -k -t FILE"],
    ["Minor code may provide more information: Ticket expired", undefined, "kinit"],
    ["Minor code may provide more information: Clock skew too great", undefined, "clock"],
    ["Server HTTP/cm01@CONTOSO.COM not found in Kerberos database", undefined, "setspn -Q HTTP/localhost"],
    [
      "InitializeSecurityContext: The specified target is unknown or unreachable",
      undefined,
      "setspn -Q HTTP/localhost",
    ],
    ["InitializeSecurityContext: No credentials are available in the security package", undefined, "kinit"],
    ["an unknown error text", undefined, "klist"],
  ])(
    'nothing is sent if the Kerberos library fails with "%s" (SPNEGO) and "%s" (Kerberos), and the advice has a command for it',
    async (message, kerberosError, command) => {
      await using server = await scriptedServer(accept);
      const { credential } = signingIn({
        spnego: [new Error(message)],
        ...(kerberosError !== undefined && { kerberos: new Error(kerberosError) }),
      });
      await using transport = openTransport(server, { credential });
      const result = await call(transport);
      expect(result).toMatchObject({
        failure: {
          kind: "unauthenticated",
          execution: "not-executed",
          challenges: [],
          cause: { message: kerberosError ?? message },
        },
      });
      expect(result).toHaveProperty("failure.advice", expect.stringContaining(command));
      expect(server.seen).toHaveLength(0);
    },
  );
});

describe("the package kerberos", () => {
  it("a call fails with unauthenticated if the package kerberos is not installed, and the advice names what to install", async () => {
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, {
      credential: negotiateOver(() => loadKerberos("kerberos-that-is-not-installed"), {}),
    });
    const result = await call(transport);
    expect(result).toMatchObject({
      failure: { kind: "unauthenticated", execution: "not-executed", cause: { code: "ERR_MODULE_NOT_FOUND" } },
    });
    expect(result).toHaveProperty("failure.advice", expect.stringMatching(/`npm i kerberos`.*libkrb5-dev/));
    expect(server.seen).toHaveLength(0);
  });

  it("a package without initializeClient is refused as the package kerberos", async () => {
    await expect(loadKerberos("zod")).rejects.toThrow(TypeError);
  });

  it("the package kerberos is loaded at the first request, not when the transport is created", async () => {
    let loaded = 0;
    const { library } = replaceLibrary({ spnego: [token] });
    const credential = negotiateOver(() => {
      loaded += 1;
      return Promise.resolve(library);
    }, {});
    await using server = await scriptedServer(accept);
    await using transport = openTransport(server, { credential });
    expect(loaded).toBe(0);
    await call(transport);
    expect(loaded).toBe(1);
  });
});

describe("negotiate", () => {
  it("negotiate throws a TypeError if its options or spn are not valid", () => {
    expect(() => negotiate({ spn: "cm01.contoso.com" })).toThrow(TypeError);
    expect(() => negotiate(null as never)).toThrow(TypeError);
    expect(() => negotiate(null as never)).toThrow(/negotiate: options .*object/);
    expect(() => negotiate({ spn: "HTTP/cm01.contoso.com@CONTOSO.COM" })).toThrow(/HTTP\/provider/);
  });
});
