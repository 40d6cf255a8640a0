import { generate } from "selfsigned";

/** A certificate of a certificate authority (CA) or of a server or client, with its private key, as PEM text. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const day = 86_400_000;

export async function createAuthority(name = "Test Authority"): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + day),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

export interface LeafOptions {
  readonly dnsNames?: readonly string[];
  readonly ips?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly client?: boolean;
}

export async function createLeaf(authority: Certificate, options: LeafOptions = {}): Promise<Certificate> {
  const { dnsNames = ["localhost"], ips = ["127.0.0.1"], client = false } = options;
  const { cert, private: key } = await generate([{ name: "commonName", value: dnsNames[0] ?? "leaf" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: authority,
    notBeforeDate: options.notBefore ?? new Date(Date.now() - day),
    notAfterDate: options.notAfter ?? new Date(Date.now() + day),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: !client, clientAuth: client },
      {
        name: "subjectAltName",
        altNames: [
          ...dnsNames.map((value) => ({ type: 2 as const, value })),
          ...ips.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert, key };
}
