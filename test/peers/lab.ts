import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createSimulatedSite, type SimulatedSite } from "../../src/simulator/index.js";
import { createAuthority, createLeaf } from "../support/certificates.js";
import { startApache, type Apache } from "./apache.js";
import { freePorts, run, type RunningProcess } from "./processes.js";
import { clientConfiguration, realmName, serviceKeytab, startRealm, userKeytab, type Realm } from "./realm.js";

/** A Kerberos realm, a web server that authenticates its users, and the simulated site behind it. All on loopback. */
export interface Lab extends RunningProcess {
  readonly site: SimulatedSite;
  readonly realm: Realm;
  readonly apache: Apache;
  /** CA of the web server's certificate (PEM). */
  readonly ca: string;
  /**
   * Base URLs of the web server, by its behavior. `kerberos`: normal; `ntlm`: accepts only NTLM; `silent`: Kerberos without a
   * token in the response; `impostor`: Kerberos with a token that does not prove the server's identity.
   */
  readonly urls: Readonly<Record<"kerberos" | "ntlm" | "silent" | "impostor", string>>;
  /** Path of a krb5.conf with a KDC whose clock is one day behind. */
  readonly lateConfiguration: string;
  /** Path of a file in the lab's folder. */
  file(name: string): string;
  keytab(user: string): string;
}

/** NegTokenResp of SPNEGO (RFC 4178): accept-completed by Kerberos 5, without the AP-REP message of Kerberos that proves the server's identity. */
const accepted = "oRQwEqADCgEAoQsGCSqGSIb3EgECAg==";

const users = { alice: "Alice-Passw0rd", mallory: "Mallory-Passw0rd" };
const day = 86_400;

/** Starts the lab in a temporary folder. `stop` ends its servers and removes the folder. */
export async function startLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), "configmgr-lab-"));
  const begun: RunningProcess[] = [{ stop: () => rm(folder, { recursive: true, force: true }) }];
  const stop = async () => {
    for (const process of begun.reverse()) await process.stop();
  };
  try {
    return await build(folder, begun, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(folder: string, begun: RunningProcess[], stop: () => Promise<void>): Promise<Lab> {
  const nextPort = await freePorts(6);
  const [kdcPort, lateKdcPort] = [nextPort(), nextPort()];
  const [kerberosPort, ntlmPort, silentPort, impostorPort] = [nextPort(), nextPort(), nextPort(), nextPort()];
  // If root runs the lab, Apache's workers run as another user, who must be able to read the folder.
  await chmod(folder, 0o755);
  await mkdir(join(folder, "tmp"));
  await chmod(join(folder, "tmp"), 0o1777);

  const site = createSimulatedSite({
    behavior: { authentication: "negotiate" },
    accounts: [
      { name: `alice@${realmName}`, roles: ["Full Administrator"] },
      { name: `mallory@${realmName}`, roles: [] },
    ],
    packages: Array.from({ length: 100 }, (_, index) => ({
      className: "SMS_Package",
      PackageID: packageID(index),
    })),
  });
  const backend = await site.listen();
  begun.push({ stop: () => backend.close() });

  const authority = await createAuthority("Lab Authority");
  const leaf = await createLeaf(authority);
  await writeFile(join(folder, "tls.crt"), leaf.cert);
  await writeFile(join(folder, "tls.key"), leaf.key);
  await writeFile(join(folder, "site-ca.crt"), backend.ca);
  await writeFile(join(folder, "late.conf"), clientConfiguration(lateKdcPort));
  await writeFile(join(folder, "ntlm.users"), "CONTOSO:bob:Bob-Passw0rd\n");

  const realm = await startRealm(folder, kdcPort, {
    users,
    services: ["HTTP/localhost"],
    strangers: ["HTTP/other.contoso.com"],
  });
  begun.push(realm, await realm.startKdc(lateKdcPort, -day));
  await giveToApache(serviceKeytab(folder));

  const kerberos = [`GssapiCredStore keytab:${serviceKeytab(folder)}`, "GssapiAllowedMech krb5"];
  const apache = await startApache({
    folder,
    backend: backend.baseUrl.replace("/AdminService", ""),
    backendAuthorityFile: join(folder, "site-ca.crt"),
    environment: {
      ...realm.environment,
      KRB5_KTNAME: `FILE:${serviceKeytab(folder)}`,
      NTLM_USER_FILE: join(folder, "ntlm.users"),
      // MIT Kerberos writes its replay cache to this folder instead of the system's temporary folder.
      TMPDIR: join(folder, "tmp"),
    },
    entrances: [
      { port: kerberosPort, directives: kerberos },
      // Without GssapiCredStore, because gss-ntlmssp does not work with it.
      { port: ntlmPort, directives: ["GssapiAllowedMech ntlmssp", "GssapiConnectionBound On"] },
      { port: silentPort, directives: [...kerberos, "Header always unset WWW-Authenticate"] },
      // Responds like a server that does not have the key of the service: it accepts the ticket, but proves nothing.
      { port: impostorPort, directives: [...kerberos, `Header always set WWW-Authenticate "Negotiate ${accepted}"`] },
    ],
  });
  begun.push(apache);
  return {
    site,
    realm,
    apache,
    ca: authority.cert,
    urls: {
      kerberos: urlOf(kerberosPort),
      ntlm: urlOf(ntlmPort),
      silent: urlOf(silentPort),
      impostor: urlOf(impostorPort),
    },
    lateConfiguration: join(folder, "late.conf"),
    file: (name) => join(folder, name),
    keytab: (user) => userKeytab(folder, user),
    stop,
  };
}

/** Returns the PackageID of the lab's package with this number. The first is 0. */
export function packageID(index: number): string {
  return `P01${index.toString(16).toUpperCase().padStart(5, "0")}`;
}

function urlOf(port: number): string {
  return `https://localhost:${port}/AdminService`;
}

async function giveToApache(file: string): Promise<void> {
  if (userInfo().uid !== 0) return;
  const { stdout } = await run("id", ["-u", "www-data"], {});
  await chown(file, Number(stdout), 0);
}
