import { randomBytes } from "node:crypto";
import { access, constants, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { defaultSeed, generateSeed } from "./default-seed/default-seed.js";
import { help } from "./command-help.js";
import { version } from "../version.js";
import { parseFaults } from "./settings/faults.js";
import {
  releases,
  type Release,
  type Account,
  type SiteSeed,
  type SimulatedSiteOptions,
} from "./settings/setting-types.js";
import { parseSeed } from "./settings/seed.js";
import { createSimulatedSite } from "./site.js";

/** Output of the process that runs `configmgr-simulator`, and its signal to stop. */
export interface ProcessIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Resolves when the process receives SIGINT (Ctrl+C) or SIGTERM. */
  readonly untilStopped: () => Promise<void>;
}

/** Runs `configmgr-simulator`. Returns the exit code: 0 if the user stops it, 1 for invalid arguments or files. */
export async function runCommand(args: readonly string[], io: ProcessIo): Promise<number> {
  try {
    await run(args, io);
    return 0;
  } catch (error) {
    io.err(`configmgr-simulator: ${messageOf(error)}\n`);
    return 1;
  }
}

async function run(args: readonly string[], { out, untilStopped }: ProcessIo): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) {
    out(help);
    return;
  }
  if (values.version === true) {
    out(`${version}\n`);
    return;
  }
  if (values.save !== undefined) await requireWritable("--save", values.save);
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
  version: { type: "boolean" },
  help: { type: "boolean" },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

async function optionsFrom(values: Values): Promise<SimulatedSiteOptions> {
  if (values.seed !== undefined && values.packages !== undefined) {
    throw new TypeError(
      "Use only one of --seed and --packages. The file of --seed already contains the packages of the site.",
    );
  }
  const seed = await seedOf(values);
  return {
    ...seed,
    release: values.release === undefined ? seed.release : releaseNamed(values.release),
    faults: values.faults === undefined ? undefined : await checkedFile("--faults", values.faults, parseFaults),
    accounts: withToken(seed.accounts),
    readOnly: values.readonly === true,
    speed: factor(values.speed ?? "1"),
  };
}

async function seedOf({ seed, packages }: Values): Promise<SiteSeed> {
  if (seed !== undefined) return await checkedFile("--seed", seed, parseSeed);
  return packages === undefined ? defaultSeed() : generateSeed(whole("--packages", packages, 100_000));
}

/** Makes a bearer token for the first account, if it has none. The command prints the token. */
function withToken(accounts: SiteSeed["accounts"]): Account[] {
  const [first = { name: "CONTOSO\\cmadmin", roles: ["Full Administrator"] as const }, ...others] = accounts ?? [];
  return [{ ...first, token: first.token ?? randomBytes(24).toString("base64url") }, ...others];
}

function welcome(baseUrl: string, caFile: string, token: string): string {
  return [
    `Simulated site at  ${baseUrl}`,
    `CA certificate     ${caFile}`,
    `Bearer token       ${token}`,
    '  Send the token as "Authorization: Bearer <token>" to sign in as the first account of the site.',
    '  A request without a token is also accepted, unless behavior.authentication is "bearer" or "negotiate".',
    "",
    `curl --cacert ${caFile} '${baseUrl}/wmi/SMS_Package?$select=PackageID,Name&$top=5'`,
    "",
    "Stop with Ctrl+C.",
    "",
  ].join("\n");
}

/** Reads and checks a JSON file. An error message has the option, the file, and each wrong place in the file. */
async function checkedFile<T>(option: string, file: string, parse: (value: unknown) => T): Promise<T> {
  try {
    return parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new TypeError(`${option} ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Checks before the site starts that the file of `--save` can be written when the site stops. */
async function requireWritable(option: string, file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new TypeError(`${option} ${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

function releaseNamed(text: string): Release {
  const release = releases.find((name) => name === text);
  if (release === undefined) throw new RangeError(`--release must be one of ${releases.join(", ")}. It was "${text}".`);
  return release;
}

function whole(option: string, text: string, max: number): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isInteger(number) || number < 0 || number > max) {
    throw new RangeError(`${option} must be a whole number from 0 to ${max}. It was "${text}".`);
  }
  return number;
}

function factor(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new RangeError(`--speed must be a number, 0 or more. It was "${text}".`);
  }
  return number;
}
