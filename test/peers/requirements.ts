import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Folders of programs on Debian. The PATH of a normal user does not contain the sbin folders. */
export const programPath = [process.env["PATH"] ?? "", "/usr/local/sbin", "/usr/sbin", "/sbin"].join(":");

const programs = {
  krb5kdc: "krb5-kdc",
  kdb5_util: "krb5-kdc",
  "kadmin.local": "krb5-admin-server",
  kinit: "krb5-user",
  apache2: "apache2",
};

/** Whether a program is installed. */
function isInstalled(program: string): boolean {
  return programPath.split(":").some((folder) => existsSync(join(folder, program)));
}

/** The folder of Apache's modules. */
export const apacheModules = "/usr/lib/apache2/modules";

/** GSSAPI reads additional mechanisms from this folder; gss-ntlmssp registers itself here. */
const ntlmMechanism = "/etc/gss/mech.d/mech.ntlmssp.conf";

function missingDebianPackages(): string[] {
  const missing = Object.entries(programs)
    .filter(([program]) => !isInstalled(program))
    .map(([, debianPackage]) => debianPackage);
  if (!existsSync(join(apacheModules, "mod_auth_gssapi.so"))) missing.push("libapache2-mod-auth-gssapi");
  if (!existsSync(ntlmMechanism)) missing.push("gss-ntlmssp");
  return [...new Set(missing)];
}

function kerberosProblem(): string | undefined {
  try {
    // In a separate process, because a binary for another Node version ends the process that loads it.
    const entry = createRequire(import.meta.url).resolve("kerberos");
    execFileSync(process.execPath, ["-e", `require(${JSON.stringify(entry)})`], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown";
  }
}

/** If a program is missing, ends the run before its first test and names the package to install. Installs nothing itself. */
export default function requirePeers(): void {
  const lacking: string[] = [];
  const packages = missingDebianPackages();
  if (packages.length > 0) {
    lacking.push(
      `missing Debian packages: ${packages.join(" ")}\n  apt-get install -y --no-install-recommends ${packages.join(" ")}`,
    );
  }
  const problem = kerberosProblem();
  if (problem !== undefined) {
    lacking.push(
      `the npm package kerberos can't be loaded (${problem})\n  apt-get install -y --no-install-recommends libkrb5-dev g++ make python3\n  npm install --no-save --save-dev kerberos@7.0.0`,
    );
  }
  if (lacking.length > 0) throw new Error(`The peers of these tests are not installed.\n${lacking.join("\n")}`);
}
