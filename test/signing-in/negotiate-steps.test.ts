import { describe, expect, it } from "vitest";
import type { Authorization, NoAuthorization } from "../../src/transport/admin-service/credential/credential.js";
import type { Kerberos, KerberosClient } from "../../src/transport/admin-service/credential/kerberos.js";
import { negotiate, negotiateOver } from "../../src/transport/admin-service/credential/negotiate.js";

const spn = "HTTP/cm01.contoso.com";
const request = { hostname: "cm01.contoso.com", signal: new AbortController().signal };
const token = Buffer.from("a ticket").toString("base64");

type Step = (client: KerberosClient, challenge: string) => unknown;

/** Makes a credential with a simulated Kerberos library. `spnego` has its steps for SPNEGO, `kerberosOnly` the step without SPNEGO. */
function library(spnego: readonly Step[], kerberosOnly: Step = () => token) {
  const contexts: { service: string; flags: number; mechOID: number }[] = [];
  const kerberos: Kerberos = {
    initializeClient: (service, options) => {
      contexts.push({ service, ...options });
      const steps = options.mechOID === 6 ? [...spnego] : [kerberosOnly];
      const client: KerberosClient = {
        contextComplete: false,
        step: (challenge) => Promise.resolve().then(() => steps.shift()?.(client, challenge)),
      };
      return Promise.resolve(client);
    },
  };
  return { credential: negotiateOver(() => Promise.resolve(kerberos), {}), contexts };
}

function throwing(message: string): Step {
  return () => {
    throw new Error(message);
  };
}

/** Signs in with these steps of SPNEGO. Throws if the sign-in fails. */
async function signed(...spnego: Step[]): Promise<Authorization> {
  const outcome = await library(spnego).credential.authorize(request);
  if ("header" in outcome) return outcome;
  throw new Error(outcome.reason);
}

async function refused(spnego: readonly Step[], kerberosOnly?: Step): Promise<NoAuthorization> {
  const outcome = await library(spnego, kerberosOnly).credential.authorize(request);
  if ("reason" in outcome) return outcome;
  throw new Error("the sign-in succeeded");
}

const challenge = (...schemes: string[]) => ({ "www-authenticate": schemes.join(", ") });

describe("a sign-in", () => {
  it("a Kerberos sign-in uses SPNEGO with mutual authentication. If SPNEGO fails, it tries the Kerberos mechanism to find the reason", async () => {
    const service = process.platform === "win32" ? spn : "HTTP@cm01.contoso.com";
    const good = library([() => token]);
    await good.credential.authorize(request);
    expect(good.contexts).toEqual([{ service, flags: 2, mechOID: 6 }]);
    const bad = library([throwing("no")]);
    await bad.credential.authorize(request);
    expect(bad.contexts.map(({ mechOID }) => mechOID)).toEqual([6, 9]);
  });

  it("the first step of a Kerberos sign-in receives an empty token from the server, for SPNEGO and for the Kerberos mechanism", async () => {
    const challenges: string[] = [];
    const note: Step = (_client, given) => {
      challenges.push(given);
      throw new Error("no");
    };
    await library([note], note).credential.authorize(request);
    expect(challenges).toEqual(["", ""]);
  });

  it.each([
    ["empty", ""],
    ["not a string", undefined],
  ])("a Kerberos sign-in fails if the token of the library is %s", async (_what, given) => {
    expect(await refused([() => given])).toMatchObject({
      reason: `there is no Kerberos ticket for ${spn}`,
      cause: { message: expect.stringContaining("token") as string },
    });
  });

  it("a Kerberos sign-in fails with the error of SPNEGO if the Kerberos mechanism has no error", async () => {
    expect(await refused([throwing("Ticket expired")])).toMatchObject({
      reason: "the Kerberos ticket has expired",
      cause: { message: "Ticket expired" },
    });
  });

  it("a Kerberos sign-in fails if the library returns an NTLM token, with the error of the Kerberos mechanism as cause if there is one", async () => {
    const ntlm = Buffer.from("NTLMSSP\0").toString("base64");
    const without = await refused([() => ntlm]);
    expect(without).toEqual({
      reason: expect.stringContaining("NTLM") as string,
      advice: expect.stringMatching(new RegExp(`FQDN.*kinit.*klist.*setspn -Q ${spn}`)) as string,
    });
    expect(await refused([() => ntlm], throwing("no KDC"))).toEqual({
      ...without,
      cause: { name: "Error", message: "no KDC" },
    });
  });
});

describe("the server's token", () => {
  const finish: Step = (client) => (client.contextComplete = true);

  it.each([
    ["no WWW-Authenticate header", {}],
    ["Negotiate without a token", challenge("Negotiate")],
    ["a token of Bearer", challenge(`Bearer ${token}`)],
    ["a token of XNegotiate", challenge(`XNegotiate ${token}`)],
  ])("a response without a Negotiate token of the server is accepted: %s", async (_what, headers) => {
    const { verifyResponse } = await signed(() => token, throwing("must not be called"));
    expect(await verifyResponse?.(headers)).toBeUndefined();
  });

  it.each([
    ["the only scheme", challenge(`Negotiate ${token}`)],
    ["the scheme in lower case", challenge(`negotiate ${token}`)],
    ["after another scheme", challenge("NTLM", `Negotiate  ${token}`)],
    ["before another scheme", challenge(`Negotiate ${token} `, "NTLM")],
  ])(
    "the server's Negotiate token in WWW-Authenticate is passed to the Kerberos library: %s",
    async (_where, headers) => {
      const given: string[] = [];
      const { verifyResponse } = await signed(
        () => token,
        (client, proof) => {
          given.push(proof);
          client.contextComplete = true;
        },
      );
      expect(await verifyResponse?.(headers)).toBeUndefined();
      expect(given).toEqual([token]);
    },
  );

  it.each(["YWJj", "YWI=", "YQ=="])(
    "the server's Negotiate token is accepted with any base64 padding: %s",
    async (proof) => {
      const { verifyResponse } = await signed(
        () => token,
        (client, given) => (client.contextComplete = given === proof),
      );
      expect(await verifyResponse?.(challenge(`Negotiate ${proof}`))).toBeUndefined();
    },
  );

  it("the server's Negotiate token is refused if it does not complete the sign-in", async () => {
    const { verifyResponse } = await signed(
      () => token,
      () => "",
    );
    expect(await verifyResponse?.(challenge(`Negotiate ${token}`))).toEqual(expect.any(String));
  });

  it("the server's Negotiate token is refused if the Kerberos library reports an error for it", async () => {
    const { verifyResponse } = await signed(() => token, throwing("bad checksum"));
    expect(await verifyResponse?.(challenge(`Negotiate ${token}`))).toContain("bad checksum");
  });

  it("the server's Negotiate token is accepted if the Kerberos library reports an error only after the sign-in is complete", async () => {
    const late: Step = (client) => {
      client.contextComplete = true;
      throw new Error("The context has expired");
    };
    const accepted = await signed(() => token, late);
    expect(await accepted.verifyResponse?.(challenge(`Negotiate ${token}`))).toBeUndefined();
    const before: Step = (client) => {
      finish(client, "");
      return token;
    };
    const repeated = await signed(before, late);
    expect(await repeated.verifyResponse?.(challenge(`Negotiate ${token}`))).toContain("context has expired");
  });
});

describe("a 401 response", () => {
  it.each([{}, challenge("NTLM"), challenge("NTLM", 'Basic realm="x"'), challenge("NegotiateX")])(
    "the advice after a 401 response without Negotiate states that NTLM is never sent: %j",
    async (headers) => {
      const { adviceFor401 } = await signed(() => token);
      expect(await adviceFor401?.(headers)).toMatch(/bearer\(\).*TokenAuth.*Negotiate.*NTLM/);
    },
  );

  it.each([challenge("Negotiate"), challenge("NTLM", "negotiate"), challenge(`Negotiate ${token}`)])(
    "the advice after a 401 response with Negotiate contains the command to check the SPN: %j",
    async (headers) => {
      const { adviceFor401 } = await signed(
        () => token,
        () => "",
      );
      expect(await adviceFor401?.(headers)).toMatch(new RegExp(`setspn -Q ${spn}.*channel binding`));
    },
  );

  it("the advice after a 401 response is the advice for the error in the server's token, if the error is known", async () => {
    const known = await signed(() => token, throwing("Clock skew too great"));
    expect(await known.adviceFor401?.(challenge(`Negotiate ${token}`))).toContain("clock");
    expect(await known.adviceFor401?.(challenge("Negotiate"))).toContain("channel binding");
    const unknown = await signed(() => token, throwing("something else"));
    expect(await unknown.adviceFor401?.(challenge(`Negotiate ${token}`))).toContain("channel binding");
  });
});

describe("the package kerberos", () => {
  it("without the package kerberos, the sign-in fails, and the advice names the packages that npm needs to build it", async () => {
    const credential = negotiateOver(() => Promise.reject(new Error("no such module")), {});
    expect(await credential.authorize(request)).toEqual({
      reason: expect.stringContaining("kerberos") as string,
      advice: expect.stringMatching(/npm i kerberos.*libkrb5-dev.*libgssapi/) as string,
      cause: { name: "Error", message: "no such module" },
    });
  });

  it("with a package kerberos for another version of Node, the sign-in fails, and the advice is npm rebuild", async () => {
    const message =
      "The module '/app/node_modules/kerberos/build/Release/kerberos.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version of Node.js requires\nNODE_MODULE_VERSION 127.";
    const credential = negotiateOver(() => Promise.reject(new Error(message)), {});
    expect(await credential.authorize(request)).toMatchObject({
      advice: expect.stringMatching(/`npm rebuild/) as string,
    });
  });
});

describe("the option spn", () => {
  it.each(["cm01.contoso.com", "HTTP/", "/cm01", "1HTTP/cm01", "HTTP/cm01 x", "x HTTP/cm01", "HTTP//cm01", ""])(
    "negotiate throws an error with an example if the option spn is %j",
    (other) => {
      expect(() => negotiateOver(() => Promise.reject(new Error("unused")), { spn: other })).toThrow(
        /^negotiate: spn .*"HTTP\/provider\.contoso\.com"/,
      );
    },
  );

  it.each<[string, unknown]>([
    ["a symbol", Symbol("HTTP/cm01")],
    ["a list", ["HTTP/cm01"]],
    ["null", null],
  ])("negotiate throws an error with an example if the option spn is %s", (_what, other) => {
    expect(() => negotiate({ spn: other as string })).toThrow(/^negotiate: spn .*"HTTP\/provider\.contoso\.com"/);
  });

  it.each(["HTTP/cm01", "HTTP@cm01", "http/10.1.2.3:8443", "HOST/cm01-a_b"])(
    "negotiate accepts the option spn %s",
    (other) => {
      expect(() => negotiateOver(() => Promise.reject(new Error("unused")), { spn: other })).not.toThrow();
    },
  );
});
