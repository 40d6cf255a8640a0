import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { readTlsOptions, type TlsOptions } from "../../src/transport/admin-service/connection/tls-settings.js";
import { createAuthority, createLeaf, type Certificate, type LeafOptions } from "../support/certificates.js";
import { call } from "../support/open-transport.js";
import { tlsServer } from "./tls-server.js";

const day = 86_400_000;
const expired: LeafOptions = { notBefore: new Date(Date.now() - 3 * day), notAfter: new Date(Date.now() - day) };
const notYetValid: LeafOptions = { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) };
const elsewhere: LeafOptions = { dnsNames: ["cm01.contoso.com"], ips: [] };

let authority: Certificate;
beforeAll(async () => {
  authority = await createAuthority("SMS Issuing");
});

function fingerprint({ cert }: Certificate): string {
  return new X509Certificate(cert).fingerprint256;
}

async function callTo(certificate: Certificate, options: TlsOptions) {
  await using server = await tlsServer(certificate);
  await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: options });
  return await call(transport);
}

async function expectProblem(certificate: Certificate, options: TlsOptions, code: string, why: string, advice: string) {
  const result = await callTo(certificate, options);
  expect(result).toMatchObject({ failure: { kind: "certificate", execution: "not-executed", cause: { code } } });
  expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
  expect(result).toHaveProperty("failure.advice", expect.stringContaining(advice));
}

describe("a server certificate that is not accepted", () => {
  it.each([
    ["is expired", expired, "CERT_HAS_EXPIRED", "CERT_HAS_EXPIRED", "port 443"],
    ["is not yet valid", notYetValid, "CERT_NOT_YET_VALID", "CERT_NOT_YET_VALID", "clock"],
    ["is for another name", elsewhere, "ERR_TLS_CERT_ALTNAME_INVALID", "localhost", "FQDN"],
  ])(
    "a call to a server whose certificate %s fails with certificate, the reason and an advice",
    async (_what, options, code, why, advice) => {
      await expectProblem(await createLeaf(authority, options), { ca: authority.cert }, code, why, advice);
    },
  );

  it.each([
    ["is expired", expired, "CERT_HAS_EXPIRED", "pinned", "port 443"],
    ["is not yet valid", notYetValid, "CERT_NOT_YET_VALID", "pinned", "clock"],
  ])(
    "a call to a server whose pinned certificate %s fails with certificate, the reason and an advice",
    async (_what, options, code, why, advice) => {
      const certificate = await createLeaf(authority, options);
      await expectProblem(certificate, { pinnedCertificate: fingerprint(certificate) }, code, why, advice);
    },
  );

  it("a call to a server with another certificate than the pinned one fails with its fingerprint and a warning about interception", async () => {
    const certificate = await createLeaf(authority);
    const options = { pinnedCertificate: fingerprint(authority) };
    await expectProblem(certificate, options, "WRONG_PIN", fingerprint(certificate), "might be intercepted");
  });

  it("a call to a server whose certificate is only for clients fails with certificate and the reason other", async () => {
    const certificate = await createLeaf(authority, { client: true });
    await expectProblem(certificate, { ca: authority.cert }, "INVALID_PURPOSE", "INVALID_PURPOSE", "port 443");
    expect(await callTo(certificate, { ca: authority.cert })).toMatchObject({ failure: { reason: "other" } });
  });

  it('a call to a server whose certificate is from an unknown CA fails with an advice that names "SMS Issuing"', async () => {
    const code = "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
    await expectProblem(await createLeaf(authority), {}, code, "not accepted", '"SMS Issuing"');
  });

  it("a call fails with certificate if tls.ca has the name of the server's CA but another key, for example after the site was reinstalled", async () => {
    const options = { ca: (await createAuthority("SMS Issuing")).cert };
    await expectProblem(await createLeaf(authority), options, "CERT_SIGNATURE_FAILURE", "not accepted", "tls.ca");
  });
});

describe("the root certificates of Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "configmgr-sdk-"));
  const original = Object.getOwnPropertyDescriptor(tls, "getCACertificates") ?? {
    value: undefined,
    configurable: true,
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    Object.defineProperty(tls, "getCACertificates", original);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // Replaces the function that returns the root certificates of Node, because not all supported versions of Node have it.
  function setNodeRoots(getCACertificates: ((type: string) => string[]) | undefined): void {
    Object.defineProperty(tls, "getCACertificates", { value: getCACertificates, configurable: true });
  }

  it("root certificates from tls.getCACertificates are accepted in addition to tls.ca, if Node has this function", async () => {
    setNodeRoots((type) => (type === "default" ? [authority.cert] : []));
    const { cert } = await createAuthority("Somebody Else");
    expect(await callTo(await createLeaf(authority), { ca: cert })).toMatchObject({ ok: true });
  });

  it("root certificates from the file in NODE_EXTRA_CA_CERTS are accepted in addition to tls.ca, if Node has no tls.getCACertificates", async () => {
    setNodeRoots(undefined);
    const file = join(folder, "root.pem");
    writeFileSync(file, authority.cert);
    vi.stubEnv("NODE_EXTRA_CA_CERTS", file);
    const { cert } = await createAuthority("Somebody Else");
    expect(await callTo(await createLeaf(authority), { ca: cert })).toMatchObject({ ok: true });
  });

  it.each([
    ["the variable is not set", undefined],
    ["the variable is empty", ""],
    ["the file does not exist", join("no", "such", "root.pem")],
  ])("tls.ca is accepted if NODE_EXTRA_CA_CERTS names no file that can be read: %s", async (_why, file) => {
    setNodeRoots(undefined);
    vi.stubEnv("NODE_EXTRA_CA_CERTS", file);
    expect(await callTo(await createLeaf(authority), { ca: authority.cert })).toMatchObject({ ok: true });
  });
});

describe("a TLS option that is not valid", () => {
  it.each<[string, TlsOptions, RegExp]>([
    ["a ca without a certificate", { ca: "no certificate" }, /^tls\.ca .*PEM.*DER/],
    ["one of several ca values", { ca: [new Uint8Array(8)] }, /^tls\.ca /],
    ["a broken PEM", { ca: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }, /^tls\.ca /],
    ["a short pin", { pinnedCertificate: "AB".repeat(31) }, /^tls\.pinnedCertificate .*64/],
    ["a long pin", { pinnedCertificate: "AB".repeat(33) }, /^tls\.pinnedCertificate .*64/],
    ["a pin of other letters", { pinnedCertificate: "XY".repeat(32) }, /^tls\.pinnedCertificate .*64/],
    ["a client certificate", { clientCertificate: { cert: "x", key: "y" } }, /^tls\.clientCertificate .*: ./],
    [
      "a pin together with dangerouslyTrustAnyCertificate",
      { pinnedCertificate: "AB".repeat(32), dangerouslyTrustAnyCertificate: true },
      /^tls\.pinnedCertificate .*tls\.dangerouslyTrustAnyCertificate/,
    ],
  ])("an invalid TLS option throws a TypeError that names the option: %s", (_what, options, message) => {
    expect(() => readTlsOptions("localhost", options)).toThrow(TypeError);
    expect(() => readTlsOptions("localhost", options)).toThrow(message);
  });

  it("an invalid tls.ca or tls.clientCertificate throws an error whose cause is the error of OpenSSL", () => {
    for (const options of [{ ca: "no certificate" }, { clientCertificate: { cert: "x", key: "y" } }]) {
      const open = () => readTlsOptions("localhost", options);
      expect(open).toThrow(expect.objectContaining({ cause: expect.any(Error) as Error }) as Error);
    }
  });
});

describe("TLS options", () => {
  it("without tls, the host of baseUrl is the server name, and no certificate is pinned", () => {
    expect(readTlsOptions("localhost")).toMatchObject({ serverName: "localhost", trustAny: false });
    expect(readTlsOptions("localhost")).not.toHaveProperty("pin");
  });

  it("a tls.pinnedCertificate without colons is converted to the format of Node", () => {
    const { pin } = readTlsOptions("localhost", { pinnedCertificate: "ab".repeat(32) });
    expect(pin).toBe(Array.from({ length: 32 }, () => "AB").join(":"));
  });
});
