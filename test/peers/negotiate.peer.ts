import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Result } from "../../src/result.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { negotiate, type NegotiateOptions } from "../../src/transport/admin-service/credential/negotiate.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { packageID, startLab, type Lab } from "./lab.js";
import { realmName } from "./realm.js";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(async () => {
  await lab.stop();
});

/** Makes this process a member of the realm: libkrb5 reads the environment variables each time it creates a token. */
function become(cache: string, further: Readonly<Record<string, string>> = {}): void {
  const environment = { ...lab.realm.environment, KRB5CCNAME: `FILE:${lab.file(cache)}`, ...further };
  for (const name of ["KRB5_CLIENT_KTNAME", "NTLM_USER_FILE"]) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

beforeEach(async () => {
  await lab.realm.kinit("alice", lab.file("alice"));
  become("alice");
});

function connect(entrance: keyof Lab["urls"], options?: NegotiateOptions, maxConcurrency?: number) {
  return new AdminServiceTransport({
    baseUrl: lab.urls[entrance],
    tls: { ca: lab.ca },
    credential: negotiate(options),
    maxConcurrency,
    retry: { attempts: 1 },
  });
}

function path(index: number) {
  return { className: "SMS_Package", keys: { PackageID: packageID(index) } };
}

async function read(entrance: keyof Lab["urls"], options?: NegotiateOptions): Promise<Result<WmiObject>> {
  await using transport = connect(entrance, options);
  return await transport.getObject(path(0));
}

/** The requests that the web server logged after the first ones. It logs a request after it sent the response. */
async function logged(earlier: number, expected: number) {
  return await vi.waitFor(async () => {
    const requests = (await lab.apache.requests()).slice(earlier);
    expect(requests).toHaveLength(expected);
    return requests;
  });
}

/** Reads from the site directly, not through the web server. */
async function descriptionAtSite(index: number): Promise<unknown> {
  const url = `https://localhost/AdminService/wmi/SMS_Package('${packageID(index)}')`;
  const response = await lab.site.fetch(new Request(url, { headers: { "X-Remote-User": `alice@${realmName}` } }));
  const { value } = (await response.json()) as { value: { Description: unknown }[] };
  return value[0]?.Description;
}

describe("Kerberos with Apache and mod_auth_gssapi", () => {
  it.each([
    { calls: 1, maxConcurrency: 1 },
    { calls: 1, maxConcurrency: 8 },
    { calls: 100, maxConcurrency: 1 },
    { calls: 100, maxConcurrency: 8 },
  ])(
    "the site receives $calls writes of 20 kB over at most $maxConcurrency connections once and complete, each with a separate token",
    async ({ calls, maxConcurrency }) => {
      const before = (await lab.apache.requests()).length;
      const bodies = Array.from({ length: calls }, (_, index) => `${maxConcurrency}:${index}:`.padEnd(20_000, "ä€x"));
      await using transport = connect("kerberos", {}, maxConcurrency);
      const results = await Promise.all(
        bodies.map((Description, index) => transport.putInstance(path(index), { Description })),
      );
      expect(results.filter((result) => !result.ok)).toEqual([]);
      expect(await Promise.all(bodies.map((_, index) => descriptionAtSite(index)))).toEqual(bodies);

      const requests = await logged(before, calls);
      expect(requests.filter(({ status }) => status === 401)).toEqual([]);
      expect(new Set(requests.map(({ connection }) => connection)).size).toBe(Math.min(calls, maxConcurrency));
      expect(new Set(requests.map(({ authorization }) => authorization)).size).toBe(calls);
      expect(requests.every(({ authorization }) => authorization.startsWith("Negotiate "))).toBe(true);
    },
  );

  it("the site runs a method call as the user of the Kerberos ticket", async () => {
    await using transport = connect("kerberos");
    const call = { className: "SMS_Package", methodName: "RefreshPkgSource", path: path(7) };
    expect(await transport.execMethod(call)).toMatchObject({ ok: true, value: { returnValue: 0 } });
    expect(lab.site.calls.at(-1)).toMatchObject({ PackageID: packageID(7), user: `alice@${realmName}` });
  });

  it("a call with a keytab and without kinit succeeds", async () => {
    become("nobody-ran-kinit", { KRB5_CLIENT_KTNAME: `FILE:${lab.keytab("alice")}` });
    expect(await read("kerberos")).toMatchObject({ ok: true });
  });

  it("a call succeeds after the web server was restarted between two calls", async () => {
    await using transport = connect("kerberos");
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
    await lab.apache.restart();
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
  });

  it("a call with an expired ticket fails with an advice to run kinit, and succeeds on the same transport after the ticket is renewed", async () => {
    const cache = lab.file("short");
    await lab.realm.kinit("alice", cache, { options: ["-l", "1s"] });
    become("short");
    await using transport = connect("kerberos");
    const expired = await vi.waitFor(
      async () => {
        const result = await transport.getObject(path(0));
        expect(result).toMatchObject({
          ok: false,
          failure: { kind: "unauthenticated", execution: "not-executed", challenges: [] },
        });
        return result;
      },
      { timeout: 10_000, interval: 100 },
    );
    expect(adviceOf(expired)).toMatch(/`kinit user@REALM`/);
    expect(messageOf(expired)).toMatch(/ticket.*expired/);

    await lab.realm.kinit("alice", cache);
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
  });

  it("a call without a ticket sends nothing and fails with an advice that contains kinit", async () => {
    const before = (await lab.apache.requests()).length;
    become("no-such-cache");
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(messageOf(result)).toMatch(/Kerberos ticket/);
    expect(adviceOf(result)).toMatch(/`kinit user@REALM`/);
    expect(await lab.apache.requests()).toHaveLength(before);
  });

  it("a call fails with an advice that contains the SPN if the realm does not have the SPN", async () => {
    const result = await read("kerberos", { spn: "HTTP/nobody.contoso.com" });
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toContain("setspn -Q HTTP/nobody.contoso.com");
  });

  it("a call fails with an advice that contains the SPN if the server cannot decrypt the ticket", async () => {
    const result = await read("kerberos", { spn: "HTTP/other.contoso.com" });
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", challenges: ["Negotiate"] } });
    expect(adviceOf(result)).toContain("setspn -Q HTTP/other.contoso.com");
  });

  it("a call succeeds if the option spn has the format of GSSAPI (HTTP@host)", async () => {
    expect(await read("kerberos", { spn: "HTTP@localhost" })).toMatchObject({ ok: true });
  });

  it("a call fails with an advice about the clock if this computer's clock differs from the clock of the realm", async () => {
    become("alice", { KRB5_CONFIG: lab.lateConfiguration });
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toMatch(/clock/);
  });

  it("a call fails with an advice about the clock if only the server detects a wrong clock", async () => {
    await lab.realm.kinit("alice", lab.file("late"), { configuration: lab.lateConfiguration });
    become("late", { KRB5_CONFIG: lab.lateConfiguration });
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", http: { status: 401 } } });
    expect(adviceOf(result)).toMatch(/clock/);
  });

  it("a call of a user without permission fails with access-denied, not with unauthenticated", async () => {
    await lab.realm.kinit("mallory", lab.file("mallory"));
    become("mallory");
    const before = lab.site.calls.length;
    await using transport = connect("kerberos");
    const call = { className: "SMS_Package", methodName: "RefreshPkgSource", path: path(7) };
    expect(await transport.execMethod(call)).toMatchObject({
      ok: false,
      failure: { kind: "access-denied", execution: "not-executed" },
    });
    expect(lab.site.calls).toHaveLength(before);
  });
});

describe("the server's token", () => {
  it("a call succeeds if the response has no token of the server, because not every server sends one", async () => {
    expect(await read("silent")).toMatchObject({ ok: true });
  });

  it("a call fails with invalid-response if the token of the server is wrong", async () => {
    const result = await read("impostor");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(messageOf(result)).toMatch(/identity/);
  });
});

describe("NTLM", () => {
  it("a call to a server that accepts only NTLM fails with unauthenticated, and sends no NTLM token", async () => {
    const before = (await lab.apache.requests()).length;
    const result = await read("ntlm");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toMatch(/NTLM/);
    for (const { authorization } of await logged(before, 2)) expectNoNtlm(authorization);
  });

  it("a call does not send the NTLM token that GSSAPI creates for Negotiate", async () => {
    const before = (await lab.apache.requests()).length;
    become("no-such-cache", { NTLM_USER_FILE: lab.file("ntlm.users") });
    const result = await read("ntlm");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(messageOf(result)).toMatch(/NTLM/);
    expect(adviceOf(result)).toContain("the SPN HTTP/localhost");
    expect(await lab.apache.requests()).toHaveLength(before);
  });
});

function expectNoNtlm(authorization: string): void {
  expect(authorization).toMatch(/^Negotiate /);
  expect(Buffer.from(authorization.slice("Negotiate ".length), "base64").includes("NTLMSSP")).toBe(false);
}

function adviceOf(result: Result<unknown>): string {
  return result.ok ? "" : (result.failure.advice ?? "");
}

function messageOf(result: Result<unknown>): string {
  return result.ok ? "" : result.failure.message;
}
