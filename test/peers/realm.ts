import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, start, type Environment, type RunningProcess } from "./processes.js";

export const realmName = "TEST.CONTOSO.COM";

/** A Kerberos realm with its KDC (MIT krb5), users and services. */
export interface Realm extends RunningProcess {
  /** Environment variables for each process that uses the realm. */
  readonly environment: Environment;
  /** Gets a ticket for a user of the realm into a cache. */
  kinit(user: string, cache: string, how?: KinitOptions): Promise<void>;
  /** A second KDC of the realm, with a separate clock. */
  startKdc(port: number, offsetSeconds: number): Promise<RunningProcess>;
}

export interface KinitOptions {
  readonly options?: readonly string[];
  /** Path of a krb5.conf to use instead of the realm's own. */
  readonly configuration?: string;
}

export interface RealmOptions {
  readonly users: Readonly<Record<string, string>>;
  /** SPNs whose keys are written to the keytab of the web server. */
  readonly services: readonly string[];
  /** SPNs that the realm has, but whose keys are in no keytab. */
  readonly strangers: readonly string[];
}

/** Returns the path of the keytab with the keys of the realm's services. */
export function serviceKeytab(folder: string): string {
  return join(folder, "services.keytab");
}

/** Returns the path of the keytab with the key of a user. */
export function userKeytab(folder: string, user: string): string {
  return join(folder, `${user}.keytab`);
}

/** Creates a realm in a folder and starts its KDC. */
export async function startRealm(
  folder: string,
  port: number,
  { users, services, strangers }: RealmOptions,
): Promise<Realm> {
  const krb5 = join(folder, "krb5.conf");
  await writeFile(krb5, clientConfiguration(port));
  const environment = { KRB5_CONFIG: krb5, KRB5_KDC_PROFILE: await kdcConfiguration(folder, port) };

  await run("kdb5_util", ["create", "-s", "-r", realmName, "-P", "master-secret"], environment);
  const administer = async (query: string) => {
    await run("kadmin.local", ["-r", realmName, "-q", query], environment);
  };
  for (const [user, password] of Object.entries(users)) {
    await administer(`addprinc -pw ${password} ${user}@${realmName}`);
    await administer(`ktadd -norandkey -k ${userKeytab(folder, user)} ${user}@${realmName}`);
  }
  for (const service of [...services, ...strangers]) await administer(`addprinc -randkey ${service}@${realmName}`);
  for (const service of services) {
    await administer(`ktadd -k ${serviceKeytab(folder)} ${service}@${realmName}`);
  }
  const kdc = await start("krb5kdc", ["-n", "-r", realmName], environment, port);
  return {
    environment,
    stop: () => kdc.stop(),
    async startKdc(otherPort, offsetSeconds) {
      const profile = { ...environment, KRB5_KDC_PROFILE: await kdcConfiguration(folder, otherPort) };
      return await start("krb5kdc", ["-n", "-r", realmName, "-T", String(offsetSeconds)], profile, otherPort);
    },
    async kinit(user, cache, { options = [], configuration = krb5 } = {}) {
      const variables = { ...environment, KRB5_CONFIG: configuration };
      await run("kinit", [...options, "-c", cache, `${user}@${realmName}`], variables, `${users[user] ?? ""}\n`);
    },
  };
}

async function kdcConfiguration(folder: string, port: number): Promise<string> {
  const file = join(folder, `kdc-${port}.conf`);
  await writeFile(
    file,
    `[kdcdefaults]
  kdc_listen = 127.0.0.1:${port}
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${realmName} = {
    database_name = ${join(folder, "principal")}
    key_stash_file = ${join(folder, "stash")}
    acl_file = ${join(folder, "kadm5.acl")}
    supported_enctypes = aes256-cts-hmac-sha1-96:normal
  }
[logging]
  kdc = FILE:${join(folder, `kdc-${port}.log`)}
`,
  );
  return file;
}

/** Returns a krb5.conf for a client of the realm. It turns DNS lookups off, because loopback has no reliable reverse names. */
export function clientConfiguration(port: number, further = ""): string {
  return `[libdefaults]
  default_realm = ${realmName}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
  ${further}
[realms]
  ${realmName} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  localhost = ${realmName}
  .contoso.com = ${realmName}
`;
}
