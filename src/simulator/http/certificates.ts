import { generate } from "selfsigned";

/** Kinds of server certificates. A client must refuse the last two. */
export type CertificateKind = "private-root" | "pki-root" | "expired" | "name-mismatch";

/** Key and certificate of a server, and the root certificate that clients must trust (PEM). No key is written to disk. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const dayMs = 24 * 3600 * 1000;

/**
 * Makes a certificate authority (CA) and a server certificate for `localhost` that the CA issued. The CA has the name that
 * the CA of a real site has: `SMS Issuing` (seen). The function does not return the key of the CA.
 */
export async function makeCertificate(kind: CertificateKind): Promise<ServerCertificate> {
  const now = Date.now();
  const issuer = kind === "pki-root" ? "Contoso Issuing CA" : "SMS Issuing";
  const common = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: issuer }], {
    ...common,
    notBeforeDate: new Date(now - 2 * 365 * dayMs),
    notAfterDate: new Date(now + 3650 * dayMs),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const expired = kind === "expired";
  const server = await generate([{ name: "commonName", value: kind === "name-mismatch" ? otherName : "localhost" }], {
    ...common,
    notBeforeDate: new Date(now - (expired ? 365 : 1) * dayMs),
    notAfterDate: new Date(now + (expired ? -1 : 365) * dayMs),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames:
          kind === "name-mismatch"
            ? [{ type: 2, value: otherName }]
            : [
                { type: 2, value: "localhost" },
                { type: 7, ip: "127.0.0.1" },
                { type: 7, ip: "::1" },
              ],
      },
    ],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert };
}

const otherName = "cm02.contoso.com";
