import { execFile } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { TransportEvent } from "../../src/transport/admin-service/exchange/events.js";
import type { TlsOptions } from "../../src/transport/admin-service/connection/tls-settings.js";
import { createAuthority, createLeaf, type Certificate, type LeafOptions } from "../support/certificates.js";
import { call, read } from "../support/open-transport.js";
import { tlsServer } from "./tls-server.js";

const day = 86_400_000;
const credential = { authorize: () => Promise.resolve({ header: "Bearer a-secret" }) };

let authority: Certificate;
let other: Certificate;
let leaf: Certificate;

beforeAll(async () => {
  [authority, other] = await Promise.all([createAuthority("SMS Issuing"), createAuthority("Somebody Else")]);
  leaf = await createLeaf(authority);
});

function pinOf({ cert }: Certificate): string {
  return new X509Certificate(cert).fingerprint256;
}

/** Sends one call with a credential to a server that has this certificate. */
async function attempt(certificate: Certificate, tls: TlsOptions, change: (url: string) => string = (url) => url) {
  await using server = await tlsServer(certificate);
  await using transport = new AdminServiceTransport({ baseUrl: change(server.baseUrl), tls, credential });
  const result = await call(transport);
  return { result, received: server.received(), requestedNames: server.requestedNames };
}

async function expectAccepted(certificate: Certificate, tls: TlsOptions, change?: (url: string) => string) {
  const { result, received } = await attempt(certificate, tls, change);
  expect(result).toEqual({ ok: true, value: { returnValue: 0, outParameters: {} } });
  expect(received).toContain("Authorization: Bearer a-secret");
}

async function expectRefused(
  reason: string,
  certificate: Certificate,
  tls: TlsOptions,
  change?: (url: string) => string,
) {
  const { result, received } = await attempt(certificate, tls, change);
  expect(result).toMatchObject({ failure: { kind: "certificate", execution: "not-executed", reason } });
  expect(received).toBe("");
}

describe("ca", () => {
  it("tls.ca accepts PEM text", async () => {
    await expectAccepted(leaf, { ca: authority.cert });
  });

  it("tls.ca accepts DER bytes, the format in which the console exports a certificate", async () => {
    await expectAccepted(leaf, { ca: new Uint8Array(new X509Certificate(authority.cert).raw) });
  });

  it("tls.ca accepts PEM as bytes, which readFileSync returns", async () => {
    await expectAccepted(leaf, { ca: Buffer.from(authority.cert) });
  });

  it("tls.ca accepts several certificates with comments between them", async () => {
    await expectAccepted(leaf, { ca: `# Else\n${other.cert}\n# ours\n${authority.cert}` });
  });

  it("tls.ca accepts several certificates in different formats", async () => {
    await expectAccepted(leaf, { ca: [other.cert, new X509Certificate(authority.cert).raw] });
  });

  it("server certificates of a CA in tls.ca and of a CA in NODE_EXTRA_CA_CERTS are accepted", async () => {
    await using server = await tlsServer(leaf);
    const folder = mkdtempSync(join(tmpdir(), "configmgr-sdk-"));
    try {
      writeFileSync(join(folder, "root.pem"), authority.cert);
      writeFileSync(join(folder, "other.pem"), other.cert);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          "--import",
          "tsx",
          fileURLToPath(new URL("call-with-ca.ts", import.meta.url)),
          server.baseUrl,
          join(folder, "other.pem"),
        ],
        { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "root.pem") } },
      );
      expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("a server certificate of a CA that is not in tls.ca is refused", async () => {
    await expectRefused("untrusted", leaf, { ca: other.cert });
  });

  it("the transport throws a TypeError if tls.ca contains no certificate", () => {
    const baseUrl = "https://provider.contoso.com/AdminService";
    expect(() => new AdminServiceTransport({ baseUrl, tls: { ca: "no certificate" } })).toThrow(TypeError);
    expect(() => new AdminServiceTransport({ baseUrl, tls: { ca: new Uint8Array(8) } })).toThrow(/tls\.ca/);
  });
});

describe("a server certificate with one problem", () => {
  it.each<[string, LeafOptions]>([
    ["expired", { notBefore: new Date(Date.now() - 3 * day), notAfter: new Date(Date.now() - day) }],
    ["not-yet-valid", { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) }],
    ["wrong-name", { dnsNames: ["cm01.contoso.com"], ips: [] }],
  ])(
    "a server receives neither a request nor a credential if its certificate is refused with the reason %s",
    async (reason, options) => {
      await expectRefused(reason, await createLeaf(authority, options), { ca: authority.cert });
    },
  );

  it("a server certificate is accepted for an IP address only if it contains this address", async () => {
    const named = await createLeaf(authority, { ips: [] });
    await expectRefused("wrong-name", named, { ca: authority.cert }, (url) => url.replace("localhost", "127.0.0.1"));
    await expectAccepted(leaf, { ca: authority.cert }, (url) => url.replace("localhost", "127.0.0.1"));
  });
});

describe("serverName", () => {
  it("tls.serverName is sent as SNI and compared with the certificate, instead of the host of baseUrl", async () => {
    const certificate = await createLeaf(authority, { dnsNames: ["cm01.contoso.com"], ips: [] });
    await expectAccepted(certificate, { ca: authority.cert, serverName: "cm01.contoso.com" });
    const { requestedNames } = await attempt(certificate, { ca: authority.cert, serverName: "cm01.contoso.com" });
    expect(requestedNames).toEqual(["cm01.contoso.com"]);
  });

  it("a certificate for the host of baseUrl is refused if tls.serverName is another name", async () => {
    await expectRefused("wrong-name", leaf, { ca: authority.cert, serverName: "cm01.contoso.com" });
  });

  it("tls.serverName can be an IP address", async () => {
    await expectAccepted(leaf, { ca: authority.cert, serverName: "127.0.0.1" });
    const elsewhere = await createLeaf(authority, { dnsNames: ["cm01.contoso.com"], ips: ["10.1.2.3"] });
    await expectAccepted(elsewhere, { ca: authority.cert, serverName: "10.1.2.3" });
  });
});

describe("pinnedCertificate", () => {
  it("a pinned server certificate of an unknown CA is accepted, with and without colons in the pin, in any case", async () => {
    await expectAccepted(leaf, { pinnedCertificate: pinOf(leaf) });
    await expectAccepted(leaf, { pinnedCertificate: pinOf(leaf).replaceAll(":", "").toLowerCase() });
  });

  it("a server with another certificate than the pinned one receives no byte, even if its CA is trusted", async () => {
    const another = await createLeaf(authority);
    await expectRefused("wrong-pin", another, { pinnedCertificate: pinOf(leaf), ca: authority.cert });
  });

  it("a pinned server certificate for another name is refused", async () => {
    const certificate = await createLeaf(authority, { dnsNames: ["cm01.contoso.com"], ips: [] });
    await expectRefused("wrong-name", certificate, { pinnedCertificate: pinOf(certificate) });
    await expectAccepted(certificate, { pinnedCertificate: pinOf(certificate), serverName: "cm01.contoso.com" });
  });

  it.each<[string, LeafOptions]>([
    ["expired", { notBefore: new Date(Date.now() - 3 * day), notAfter: new Date(Date.now() - day) }],
    ["not-yet-valid", { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) }],
  ])("a pinned server certificate is refused if it is %s", async (reason, options) => {
    const certificate = await createLeaf(authority, options);
    await expectRefused(reason, certificate, { pinnedCertificate: pinOf(certificate) });
  });

  it("the transport throws if tls.pinnedCertificate is not a SHA-256 fingerprint", () => {
    const baseUrl = "https://provider.contoso.com/AdminService";
    expect(() => new AdminServiceTransport({ baseUrl, tls: { pinnedCertificate: "AB:CD" } })).toThrow(
      /tls\.pinnedCertificate/,
    );
  });

  it("the transport throws if tls.pinnedCertificate and tls.dangerouslyTrustAnyCertificate are both set", () => {
    const tls = { pinnedCertificate: pinOf(leaf), dangerouslyTrustAnyCertificate: true };
    expect(() => new AdminServiceTransport({ baseUrl: "https://provider.contoso.com/AdminService", tls })).toThrow(
      /dangerouslyTrustAnyCertificate/,
    );
  });
});

describe("dangerouslyTrustAnyCertificate", () => {
  it("tls.dangerouslyTrustAnyCertificate accepts every certificate, and emits one event before the first request", async () => {
    const certificate = await createLeaf(other, {
      dnsNames: ["elsewhere"],
      ips: [],
      notAfter: new Date(Date.now() - 1),
    });
    await using server = await tlsServer(certificate);
    const events: TransportEvent["type"][] = [];
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { dangerouslyTrustAnyCertificate: true },
      onEvent: (event) => events.push(event.type),
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(events).toEqual(["dangerously-trusting-any-certificate", "attempt", "attempt"]);
  });

  it("tls.dangerouslyTrustAnyCertificate has no effect unless it is exactly true", async () => {
    await expectRefused("untrusted", leaf, { dangerouslyTrustAnyCertificate: false });
  });
});

describe("clientCertificate", () => {
  it("tls.clientCertificate is sent from PEM with an encrypted key", async () => {
    const client = await createLeaf(authority, { dnsNames: ["workstation"], ips: [], client: true });
    const key = createPrivateKey(client.key)
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "a passphrase" })
      .toString();
    const clientCertificate = { cert: client.cert, key, passphrase: "a passphrase" };
    await using server = await tlsServer({ ...leaf, requestCert: true, ca: authority.cert });
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: authority.cert, clientCertificate },
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.clients).toEqual(["workstation"]);
  });

  it("tls.clientCertificate is sent from PFX", async () => {
    // The files contain a self-signed certificate for client authentication, made with OpenSSL 3. It is valid for 100 years.
    const file = (name: string) => readFileSync(new URL(`files/${name}`, import.meta.url));
    const clientCertificate = { pfx: file("client.pfx"), passphrase: "test-passphrase" };
    await using server = await tlsServer({ ...leaf, requestCert: true, ca: file("client.pem") });
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: authority.cert, clientCertificate },
    });
    expect(await call(transport)).toMatchObject({ ok: true });
    expect(server.clients).toEqual(["configmgr-sdk test client"]);
  });

  it("the transport throws if tls.clientCertificate cannot be read, with the reason of OpenSSL and without the passphrase", () => {
    const pfx = readFileSync(new URL("files/client.pfx", import.meta.url));
    const open = () =>
      new AdminServiceTransport({
        baseUrl: "https://provider.contoso.com/AdminService",
        tls: { clientCertificate: { pfx, passphrase: "not-the-passphrase" } },
      });
    expect(open).toThrow(/^tls\.clientCertificate (?!.*not-the-passphrase)/);
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "a call without a client certificate fails if the server requires one over %s, and the advice names tls.clientCertificate",
    async (version) => {
      await using server = await tlsServer({
        ...leaf,
        requestCert: true,
        ca: authority.cert,
        minVersion: version,
        maxVersion: version,
      });
      await using transport = new AdminServiceTransport({
        baseUrl: server.baseUrl,
        tls: { ca: authority.cert },
        retry: { attempts: 1 },
      });
      for (const result of [await read(transport), await call(transport)]) {
        expect(result).toMatchObject({ failure: { kind: "network" } });
        expect(result).toHaveProperty("failure.advice", expect.stringContaining("tls.clientCertificate"));
      }
      expect(server.received()).toBe("");
    },
  );
});

describe("the version of TLS", () => {
  it("a call to a server that supports only TLS 1.1 is not-executed, and the server receives no byte of it", async () => {
    await using server = await tlsServer({
      ...leaf,
      minVersion: "TLSv1.1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    await using transport = new AdminServiceTransport({
      baseUrl: server.baseUrl,
      tls: { ca: authority.cert },
      credential,
    });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "network", execution: "not-executed" } });
    expect(result).toHaveProperty("failure.advice", expect.stringContaining("TLS 1.2"));
    expect(server.received()).toBe("");
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)("a call to a server that supports only %s succeeds", async (version) => {
    await using server = await tlsServer({ ...leaf, minVersion: version, maxVersion: version });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: authority.cert } });
    expect(await call(transport)).toMatchObject({ ok: true });
  });
});
