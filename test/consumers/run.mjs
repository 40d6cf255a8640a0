// Packs the package once and installs the tarball in temporary projects, as users do. Prints a table of the checks
// and ends with 1 if one failed. `npm run check:consumers -- msw` checks only projects whose name contains "msw".
import { execFile } from "node:child_process";
import console from "node:console";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { promisify } from "node:util";
import { projects } from "./projects.mjs";

const runFile = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** The lowest version that the package declares, and the next two major versions. */
const nodeVersions = { 20: "20.19.0", 22: "22.23.3", 24: "24.21.0" };

const folder = await mkdtemp(join(tmpdir(), "configmgr-sdk-consumers-"));
try {
  const results = await tryAll();
  const wide = Math.max(...results.map(({ name }) => name.length));
  for (const { name, failure, seconds, missing } of results) {
    if (missing !== undefined) console.log(`-      ${name.padEnd(wide)} not tried: ${missing}`);
    else {
      const outcome = failure === undefined ? "ok    " : "FAILED";
      console.log(`${outcome} ${name.padEnd(wide)} ${seconds.toFixed(1).padStart(6)} s`);
    }
  }
  const failed = results.filter(({ failure }) => failure !== undefined);
  for (const { name, failure } of failed) console.log(`\n=== ${name}\n${failure}`);
  const notTried = results.filter(({ missing }) => missing !== undefined).length;
  const counts = [`${results.length - failed.length - notTried} passed`, `${failed.length} failed`];
  console.log(`\n${[...counts, ...(notTried > 0 ? [`${notTried} not tried`] : [])].join(", ")}`);
  if (failed.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function tryAll() {
  await run(root, "npm", "run", "build");
  const packed = await run(root, "npm", "pack", "--json", "--pack-destination", folder);
  const tarball = join(folder, JSON.parse(packed)[0].filename);
  const nodes = await installNodes();
  const entries = Object.keys(manifest.exports)
    .filter((key) => !key.endsWith(".json"))
    .map((key) => manifest.name + key.slice(1));

  const results = [];
  const [wanted = ""] = process.argv.slice(2);
  const chosen = projects({ manifest, entries, nodes }).filter(({ name }) => name.includes(wanted));
  if (chosen.length === 0) throw new Error(`no project has ${wanted} in its name`);
  for (const { name, install, missing, files, tries } of chosen) {
    if (missing !== undefined) {
      results.push({ name, missing });
      continue;
    }
    const project = join(folder, name.replaceAll(/\W+/g, "-"));
    await mkdir(project);
    const setUp = await tried(name, async () => {
      await files(project);
      await run(project, "npm", "install", "--no-audit", "--no-fund", "--package-lock=false", tarball, ...install);
    });
    if (setUp.failure !== undefined) results.push({ ...setUp, name: `${name}: install` });
    else
      for (const { name: what, command } of tries)
        results.push(await tried(`${name}: ${what}`, () => run(project, ...command)));
  }
  return results;
}

/** A folder outside every project, so that no project finds its files by accident. */
async function installNodes() {
  const home = join(folder, "nodes");
  await mkdir(home);
  const platform = process.platform === "win32" ? "win" : process.platform;
  const packages = Object.entries(nodeVersions).map(
    ([major, version]) => `node${major}@npm:node-${platform}-${process.arch}@${version}`,
  );
  await run(home, "npm", "install", "--no-audit", "--no-fund", "--package-lock=false", ...packages);
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const paths = Object.keys(nodeVersions).map((major) => [
    major,
    join(home, "node_modules", `node${major}`, "bin", binary),
  ]);
  return Object.fromEntries(paths);
}

async function tried(name, action) {
  const start = performance.now();
  try {
    await action();
    return { name, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    const failure = [error.message, error.stdout, error.stderr].filter(Boolean).join("\n");
    return { name, failure, seconds: (performance.now() - start) / 1000 };
  }
}

async function run(cwd, command, ...args) {
  const { stdout } = await runFile(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
