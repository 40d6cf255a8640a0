import { randomBytes } from "node:crypto";
import { access, constants, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { defaultSeed, generateSeed } from "./default-seed/default-seed.js";
import { parseFaults } from "./settings/faults.js";
import { releases, type Release } from "./settings/release.js";
import { parseSeed, type Account, type SiteSeed } from "./settings/seed.js";
import { createSimulatedSite } from "./site.js";
import type { SimulatedSiteOptions } from "./settings/site-options.js";

/** What the command needs of the process that it runs in. */
export interface ProcessIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Resolves when somebody asks the command to stop. */
  readonly untilStopped: () => Promise<void>;
}

const help = `Usage: configmgr-simulator [options]

A simulated ConfigMgr site that speaks the AdminService over HTTPS on this machine. It is not evidence about ConfigMgr.

  --port <number>     port to listen on (default: any free one)
  --release <name>    release whose ways the site has: ${releases.join(", ")} (default: 2509)
  --seed <file>       what the site holds, as JSON (default: a believable site of 40 packages)
  --packages <count>  so many packages instead
  --faults <file>     faults to strike requests with, as JSON
  --speed <factor>    how fast the site's clock runs; 1 is real time (default: 1)
  --readonly          refuse everything that changes something
  --save <file>       write the site to this file when it stops, in the form of --seed
  --describe          print each of the site's ways with what it rests on, and stop
  --help              print this, and stop
`;

/** Runs the command. Gives its exit code: 0 when it was stopped, 1 for arguments or files that it can't use. */
export async function runCommand(args: readonly string[], io: ProcessIo): Promise<number> {
  try {
    await run(args, io);
    return 0;
  } catch (error) {
    io.err(`configmgr-simulator: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function run(args: readonly string[], { out, untilStopped }: ProcessIo): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) {
    out(help);
    return;
  }
  if (values.save !== undefined) await requireFolder("--save", values.save);
  const siteOptions = await optionsFrom(values);
  const site = createSimulatedSite(siteOptions);
  if (values.describe === true) {
    out(`${site.describeBehavior()}\n`);
    return;
  }
  const server = await site.listen({ port: whole("--port", values.port ?? "0", 65_535) });
  const folder = await mkdtemp(join(tmpdir(), "configmgr-simulator-"));
  const caFile = join(folder, "sms-issuing.pem");
  try {
    await writeFile(caFile, server.ca);
    out(welcome(server.baseUrl, caFile, siteOptions.accounts?.[0]?.token ?? ""));
    await untilStopped();
    if (values.save !== undefined) await writeFile(values.save, `${JSON.stringify(site.exportSeed(), null, 2)}\n`);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const options = {
  port: { type: "string" },
  release: { type: "string" },
  seed: { type: "string" },
  packages: { type: "string" },
  faults: { type: "string" },
  speed: { type: "string" },
  readonly: { type: "boolean" },
  save: { type: "string" },
  describe: { type: "boolean" },
  help: { type: "boolean" },
} as const;

interface Values {
  readonly release?: string | undefined;
  readonly seed?: string | undefined;
  readonly packages?: string | undefined;
  readonly faults?: string | undefined;
  readonly speed?: string | undefined;
  readonly readonly?: boolean | undefined;
}

async function optionsFrom(values: Values): Promise<SimulatedSiteOptions> {
  if (values.seed !== undefined && values.packages !== undefined) {
    throw new TypeError("--seed and --packages can't be joined: the file says what the site holds.");
  }
  const seed = await seedOf(values);
  const release = values.release === undefined ? {} : { release: releaseNamed(values.release) };
  const faults = values.faults === undefined ? {} : { faults: parseFaults(await json("--faults", values.faults)) };
  return {
    ...seed,
    ...release,
    ...faults,
    accounts: withToken(seed.accounts),
    readOnly: values.readonly === true,
    speed: factor(values.speed ?? "1"),
  };
}

async function seedOf({ seed, packages }: Values): Promise<SiteSeed> {
  if (seed !== undefined) return parseSeed(await json("--seed", seed));
  return packages === undefined ? defaultSeed() : generateSeed(whole("--packages", packages, 100_000));
}

/** Sees to it that the first account has a token, for the command to print. */
function withToken(accounts: SiteSeed["accounts"]): Account[] {
  const [first = { name: "CONTOSO\\cmadmin", roles: ["Full Administrator"] as const }, ...others] = accounts ?? [];
  return [{ ...first, token: first.token ?? randomBytes(24).toString("base64url") }, ...others];
}

function welcome(baseUrl: string, caFile: string, token: string): string {
  return [
    `Simulated site at  ${baseUrl}`,
    `CA certificate     ${caFile}`,
    `Bearer token       ${token}`,
    "",
    `curl --cacert ${caFile} '${baseUrl}/wmi/SMS_Package?$select=PackageID,Name&$top=5'`,
    "",
    "Stop with Ctrl+C.",
    "",
  ].join("\n");
}

async function json(option: string, file: string): Promise<unknown> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${option} ${file} holds no JSON: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
}

/** Says before the site runs that there is nowhere to save it, not when it has stopped. */
async function requireFolder(option: string, file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new TypeError(`${option} ${file} can't be written: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
}

function releaseNamed(text: string): Release {
  const release = releases.find((name) => name === text);
  if (release === undefined) throw new RangeError(`--release takes one of ${releases.join(", ")}, not ${text}.`);
  return release;
}

function whole(option: string, text: string, max: number): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isInteger(number) || number < 0 || number > max) {
    throw new RangeError(`${option} takes a whole number from 0 to ${max}, not ${text}.`);
  }
  return number;
}

function factor(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new RangeError(`--speed takes a number that is not negative, not ${text}.`);
  }
  return number;
}
