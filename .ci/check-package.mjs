// Packs the package, checks its dependencies, files and links, installs the tarball in an empty project, and imports every
// entry as ESM and as CJS.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const { name, exports, dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "configmgr-sdk-package-"));
const installed = join(folder, "node_modules", name);

try {
  // Users need one copy of each dependency, and its security fixes without a release of ours.
  expectVersions("dependencies", dependencies, /^\^\d+\.\d+\.\d+$/);
  expectVersions("devDependencies", devDependencies, /^\d+\.\d+\.\d+$/);
  const [{ filename, files }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], "."));
  const paths = files.map(({ path }) => path);
  expectNone(
    "unexpected files",
    paths.filter((path) => !isExpected(path)),
  );

  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", "--package-lock=false", join(folder, filename), "msw@2.15.0"]);
  expectNone("links that lead out of the package", paths.filter((path) => path.endsWith(".md")).flatMap(brokenLinks));

  for (const entry of Object.keys(exports).filter((key) => !key.endsWith(".json"))) {
    const specifier = entry === "." ? name : `${name}/${entry.slice(2)}`;
    const esm = run("node", [
      "--input-type=module",
      "-e",
      `console.log(Object.keys(await import("${specifier}")).sort().join())`,
    ]);
    const cjs = run("node", [
      "--input-type=commonjs",
      "-e",
      `console.log(Object.keys(require("${specifier}")).sort().join())`,
    ]);
    if (esm.trim() === "" || esm !== cjs) throw new Error(`${specifier}: ESM exports ${esm}, CJS exports ${cjs}`);
    console.log(`${specifier}: ${esm.trim()}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, args, cwd = folder) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });
}

function expectVersions(list, versions, pattern) {
  const others = Object.entries(versions).filter(([, version]) => !pattern.test(version));
  expectNone(
    `${list} that do not match ${pattern}`,
    others.map((entry) => entry.join(" ")),
  );
}

function expectNone(what, found) {
  if (found.length > 0) throw new Error(`${what}:\n${found.join("\n")}`);
}

function isExpected(path) {
  return /^(dist\/.*|docs\/[\w-]+\.md|docs\/diagrams\/[\w-]+\.svg|(README|CHANGELOG)\.md|LICENSE|package\.json)$/.test(
    path,
  );
}

/** Relative links of a shipped page, in Markdown or in HTML, to files that were not installed with it. */
function brokenLinks(page) {
  const text = readFileSync(join(installed, page), "utf8").replace(/^```[^]*?^```$/gm, "");
  const links = [...text.matchAll(/\]\(([^)#\s]+)|^\[[^\]]+\]: *([^#\s]+)|(?:src|href)="([^"#]+)/gm)];
  return links
    .map(([, inline, reference, html]) => inline ?? reference ?? html)
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(installed, dirname(page), link)))
    .map((link) => `${page}: ${link}`);
}
