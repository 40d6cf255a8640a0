// Packs the package, installs the tarball in an empty project, and imports every entry as ESM and as CJS.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { name, exports, dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "configmgr-sdk-package-"));
const run = (command, args, cwd = folder) => execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });

try {
  for (const [list, versions] of Object.entries({ dependencies, devDependencies })) {
    const loose = Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    if (loose.length > 0) throw new Error(`${list}: not pinned exactly: ${loose.join(" ")}`);
  }
  const [{ filename, files }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], "."));
  const unexpected = files.filter(
    ({ path }) => !/^(dist\/|README\.md$|LICENSE$|package\.json$|THIRD-PARTY-NOTICES\.txt$)/.test(path),
  );
  if (unexpected.length > 0) throw new Error(`unexpected files: ${unexpected.map(({ path }) => path).join(" ")}`);

  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", "--package-lock=false", join(folder, filename), "msw@2.15.0"]);

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
    if (esm.trim() === "" || esm !== cjs) throw new Error(`${specifier}: ESM gives ${esm}, CJS gives ${cjs}`);
    console.log(`${specifier}: ${esm.trim()}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
