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

/** Makes this process a member of the realm: libkrb5 reads the environment whenever it is asked for a token. */
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

/** What the web server logged since; it logs a request when its answer is gone. */
async function logged(already: number, expected: number) {
  return await vi.waitFor(async () => {
    const requests = (await lab.apache.requests()).slice(already);
    expect(requests).toHaveLength(expected);
    return requests;
  });
}

/** Reads behind the web server's back. */
async function descriptionAtSite(index: number): Promise<unknown> {
  const url = `https://localhost/AdminService/wmi/SMS_Package('${packageID(index)}')`;
  const response = await lab.site.fetch(new Request(url, { headers: { "X-Remote-User": `alice@${realmName}` } }));
  const { value } = (await response.json()) as { value: { Description: unknown }[] };
  return value[0]?.Description;
}

describe("Kerberos against Apache with mod_auth_gssapi", () => {
  it.each([
    { calls: 1, maxConcurrency: 1 },
    { calls: 1, maxConcurrency: 8 },
    { calls: 100, maxConcurrency: 1 },
    { calls: 100, maxConcurrency: 8 },
  ])(
    "sends $calls bodies of 20 kB over at most $maxConcurrency connections, each once, whole, with a token of its own",
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

  it("runs a method as the user of the ticket", async () => {
    await using transport = connect("kerberos");
    const call = { className: "SMS_Package", methodName: "RefreshPkgSource", path: path(7) };
    expect(await transport.execMethod(call)).toMatchObject({ ok: true, value: { returnValue: 0 } });
    expect(lab.site.calls.at(-1)).toMatchObject({ PackageID: packageID(7), user: `alice@${realmName}` });
  });

  it("signs in with a keytab where nobody ran kinit", async () => {
    become("nobody-ran-kinit", { KRB5_CLIENT_KTNAME: `FILE:${lab.keytab("alice")}` });
    expect(await read("kerberos")).toMatchObject({ ok: true });
  });

  it("goes on after the web server was restarted between two calls", async () => {
    await using transport = connect("kerberos");
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
    await lab.apache.restart();
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
  });

  it("says that the ticket has expired, and goes on with a renewed one on the same transport", async () => {
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
    expect(messageOf(expired)).toMatch(/ticket has expired/);

    await lab.realm.kinit("alice", cache);
    expect(await transport.getObject(path(0))).toMatchObject({ ok: true });
  });

  it("names kinit where there is no ticket, and sends nothing", async () => {
    const before = (await lab.apache.requests()).length;
    become("no-such-cache");
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(messageOf(result)).toMatch(/the request was not sent: there is no Kerberos ticket/i);
    expect(adviceOf(result)).toMatch(/`kinit user@REALM`/);
    expect(await lab.apache.requests()).toHaveLength(before);
  });

  it("names the SPN that the realm does not know", async () => {
    const result = await read("kerberos", { spn: "HTTP/nobody.contoso.com" });
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toContain("setspn -Q HTTP/nobody.contoso.com");
  });

  it("names the SPN whose ticket the server can't read", async () => {
    const result = await read("kerberos", { spn: "HTTP/other.contoso.com" });
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", challenges: ["Negotiate"] } });
    expect(adviceOf(result)).toContain("setspn -Q HTTP/other.contoso.com");
  });

  it("takes an SPN as GSSAPI writes it", async () => {
    expect(await read("kerberos", { spn: "HTTP@localhost" })).toMatchObject({ ok: true });
  });

  it("says that this machine's clock is wrong where the realm's is another", async () => {
    become("alice", { KRB5_CONFIG: lab.lateConfiguration });
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toMatch(/^Set the clock/);
  });

  it("says that the clock is wrong where only the server notices", async () => {
    await lab.realm.kinit("alice", lab.file("late"), { configuration: lab.lateConfiguration });
    become("late", { KRB5_CONFIG: lab.lateConfiguration });
    const result = await read("kerberos");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", http: { status: 401 } } });
    expect(adviceOf(result)).toMatch(/^Set the clock/);
  });

  it("tells a user without rights from one who could not sign in", async () => {
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

describe("what the server proves", () => {
  it("takes an answer without a token: not every server sends one", async () => {
    expect(await read("silent")).toMatchObject({ ok: true });
  });

  it("does not believe a server whose token proves nothing", async () => {
    const result = await read("impostor");
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(messageOf(result)).toMatch(/the server did not prove its identity/);
  });
});

describe("NTLM", () => {
  it("fails with the way out where the server takes nothing else", async () => {
    const before = (await lab.apache.requests()).length;
    const result = await read("ntlm");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(adviceOf(result)).toMatch(/NTLM is never sent/);
    for (const { authorization } of await logged(before, 2)) expectNoNtlm(authorization);
  });

  it("is not sent inside Negotiate where GSSAPI has nothing better to offer", async () => {
    const before = (await lab.apache.requests()).length;
    become("no-such-cache", { NTLM_USER_FILE: lab.file("ntlm.users") });
    const result = await read("ntlm");
    expect(result).toMatchObject({ ok: false, failure: { kind: "unauthenticated", execution: "not-executed" } });
    expect(messageOf(result)).toMatch(/^Only an NTLM token could be made/);
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
