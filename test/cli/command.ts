import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSimulatedSite, type SimulatedSite, type SimulatedSiteOptions } from "configmgr-sdk/simulator";
import { onTestFinished } from "vitest";

/** The built command. */
export const bin = fileURLToPath(new URL("../../dist/configmgr.js", import.meta.url));

/** Exit code and output of a run of the command. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A run of the command that has not ended yet. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output or standard error contains the text. */
  readonly prints: (text: string) => Promise<void>;
}

/** Starts the built command in a separate process. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { out: "", err: "" };
  const listeners = new Set<() => void>();
  for (const [name, stream] of [
    ["out", child.stdout],
    ["err", child.stderr],
  ] as const) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      for (const listener of [...listeners]) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, ...written });
    });
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const prints = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (`${written.out}\n${written.err}`.includes(text)) resolve();
      };
      listeners.add(check);
      check();
      void ended.then(() => {
        reject(new Error(`ended without printing ${text}: ${written.out}${written.err}`));
      });
    });
  return { child, ended, prints };
}

/** Runs the built command to its end. */
export function run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
  return start(args, env).ended;
}

/** A simulated site over HTTPS, and the environment that connects the command to it. */
export async function openSite(options: SimulatedSiteOptions = {}) {
  const token = "a-token-of-the-test";
  const site = createSimulatedSite({
    siteCode: "P01",
    otherSites: ["P02"],
    distributionPoints: ["DP01.contoso.com", "DP02.contoso.com"],
    accounts: [{ name: "CONTOSO\\cmadmin", roles: ["Full Administrator"], token }],
    behavior: { authentication: "bearer" },
    speed: 600,
    ...options,
  });
  const server = await site.listen();
  const folder = temporaryFolder();
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, server.ca);
  onTestFinished(async () => {
    await server.close();
  });
  const env = { CONFIGMGR_BASE_URL: server.baseUrl, CONFIGMGR_CA: ca, CONFIGMGR_TOKEN: token };
  return { site, env, folder };
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "configmgr-cli-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** PackageIDs of the refreshes that the site ran, in order. */
export function refreshed(site: SimulatedSite): (string | undefined)[] {
  return site.calls
    .filter(({ methodName }) => methodName === "RefreshPkgSource")
    .map(({ PackageID }) => PackageID)
    .sort();
}
