// The test projects of package users: the packages that they install, their files, and the checks that run in them.
import { existsSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";

const programs = fileURLToPath(new URL("programs/", import.meta.url));

/** The lowest version of TypeScript that README states, and the last one of its major version. */
const olderCompilers = ["5.4.5", "5.9.3"];

/** @param nodes - paths of the Node binaries, by major version */
export function projects({ manifest, entries, nodes }) {
  const { msw, typescript, "@types/node": nodeTypes } = manifest.devDependencies;
  const withoutMsw = entries.filter((entry) => !entry.endsWith("/msw"));
  const { 20: node20, ...laterNodes } = nodes;
  const typings = [`typescript@${typescript}`, `@types/node@${nodeTypes}`];
  const msw3 = "msw@3.0.5";
  // npm installs the newest versions that the ranges allow, so all other projects use these versions.
  const lowest = Object.entries(manifest.dependencies).map(([name, range]) => `${name}@${range.replace("^", "")}`);
  // The declarations of msw require those of a browser. CommonJS files cannot be compiled with them under node16
  // (TS1479, seen with a file that imports msw alone): version 2 needs a package that is ESM only, version 3 is one.
  const withMsw = { lib: ["dom"], esmOnly: ["node16, skipLibCheck false"] };
  return [
    { ...running(withoutMsw, nodes), name: "no peers", install: [] },
    { ...running(withoutMsw, nodes), name: "lowest dependencies", install: lowest },
    { ...compiling(withoutMsw, node20), name: "types, lowest dependencies", install: [...typings, ...lowest] },
    { ...running([...entries, "msw/node"], nodes), name: "msw 2", install: [`msw@${msw}`] },
    { ...running([...entries, "msw/node"], laterNodes), name: "msw 3", install: [msw3] },
    {
      ...running([...withoutMsw, "kerberos"], nodes),
      name: "kerberos",
      install: ["kerberos@7.0.0"],
      missing: missingForKerberos(),
    },
    { ...compiling(entries, node20, withMsw), name: "types, msw 2", install: [...typings, `msw@${msw}`] },
    { ...compiling(entries, node20, withMsw), name: "types, msw 3", install: [...typings, msw3] },
    { ...compiling(withoutMsw, node20), name: "types, no peers", install: typings },
    // Without library declarations, because those of @types/node use syntax that these compilers do not have.
    ...olderCompilers.map((version) => ({
      ...compiling(withoutMsw, node20, { skipLibCheck: [true] }),
      name: `types, TypeScript ${version}`,
      install: [`typescript@${version}`, `@types/node@${nodeTypes}`],
    })),
    { ...bundling(withoutMsw, nodes), name: "esbuild", install: ["esbuild@0.28.2"] },
  ];
}

/** Runs the program of a consumer on each Node version, with imported and with required modules. */
function running(modules, nodes) {
  const files = async (folder) => {
    await start(folder);
    await copyFile(join(programs, "main.mjs"), join(folder, "main.mjs"));
    await writeFile(join(folder, "esm.mjs"), imports(modules));
    const required = modules.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`);
    await writeFile(
      join(folder, "cjs.cjs"),
      `const modules = { ${required.join(", ")} };\nimport("./main.mjs").then(({ main }) => main(modules));\n`,
    );
  };
  const tries = ["esm.mjs", "cjs.cjs"].flatMap((program) => onEach(nodes, program));
  return { files, tries };
}

/**
 * Compiles typed programs with each module resolution, with and without a check of library declarations (`skipLibCheck` false and true).
 *
 * @param options - `esmOnly`: names of settings without CommonJS files; `skipLibCheck`: the values to try
 */
function compiling(modules, node, { lib = [], esmOnly = [], skipLibCheck: checks = [false, true] } = {}) {
  const ways = [
    { name: "nodenext", module: "nodenext", moduleResolution: "nodenext" },
    { name: "node16", module: "node16", moduleResolution: "node16" },
    { name: "bundler", module: "esnext", moduleResolution: "bundler" },
  ];
  const settings = ways.flatMap((way) =>
    checks.map((skipLibCheck) => ({ ...way, name: `${way.name}, skipLibCheck ${skipLibCheck}`, skipLibCheck })),
  );
  const files = async (folder) => {
    await start(folder);
    const extensions = ["mts", "cts"];
    for (const extension of extensions) {
      await copyFile(join(programs, "typed.ts"), join(folder, `typed.${extension}`));
      const all = modules.map((name, index) => `export * as module${index} from "${name}";`);
      await writeFile(join(folder, `entries.${extension}`), all.join("\n"));
    }
    for (const { name, module, moduleResolution, skipLibCheck } of settings) {
      const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
      const compilerOptions = {
        ...{
          target: "es2022",
          lib: ["es2023", "esnext.disposable", ...lib],
          types: ["node"],
          noEmit: true,
          skipLibCheck,
        },
        ...{ module, moduleResolution, ...strict },
      };
      await writeFile(
        join(folder, settingsFile(name)),
        JSON.stringify({ compilerOptions, include: esmOnly.includes(name) ? ["*.mts"] : ["*.mts", "*.cts"] }),
      );
    }
  };
  const tries = settings.map(({ name }) => ({
    name: esmOnly.includes(name) ? `${name}, ESM only` : name,
    command: [node, "node_modules/typescript/bin/tsc", "-p", settingsFile(name)],
  }));
  return { files, tries };
}

function settingsFile(name) {
  return `${name.replaceAll(/\W+/g, "-")}.json`;
}

/** Bundles the consumer and all its dependencies into one file, and runs the file. */
function bundling(modules, nodes) {
  const files = async (folder) => {
    await start(folder);
    await copyFile(join(programs, "main.mjs"), join(folder, "main.mjs"));
    await writeFile(join(folder, "esm.mjs"), imports(modules));
  };
  const bundle = ["node_modules/esbuild/bin/esbuild", "esm.mjs", "--bundle", "--platform=node", "--target=node20"];
  // An optional peer is loaded by name when it is needed, so a bundle does not include it.
  const outside = "--external:kerberos";
  const formats = {
    "bundled.mjs": [
      "--format=esm",
      // The usual way to let CommonJS packages such as axios require Node's own modules in an ESM bundle.
      "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    ],
    "bundled.cjs": ["--format=cjs", "--log-override:empty-import-meta=silent"],
  };
  const tries = Object.entries(formats).flatMap(([file, format]) => [
    { name: file, command: [bundle[0], ...bundle.slice(1), outside, ...format, `--outfile=${file}`] },
    ...onEach(nodes, file),
  ]);
  return { files, tries };
}

function onEach(nodes, program) {
  return Object.entries(nodes).map(([major, node]) => ({
    name: `${program} on Node ${major}`,
    command: [node, program],
  }));
}

function imports(modules) {
  const lines = modules.map((name, index) => `import * as module${index} from ${JSON.stringify(name)};`);
  const byName = modules.map((name, index) => `${JSON.stringify(name)}: module${index}`);
  return [...lines, `import { main } from "./main.mjs";`, `main({ ${byName.join(", ")} });`, ""].join("\n");
}

async function start(folder) {
  // kerberos is compiled when it is installed. npm runs install scripts only of packages that are allowed to.
  const manifest = { name: "consumer", private: true, allowScripts: { kerberos: true } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}

/** On Linux, the headers of GSSAPI are a separate package. macOS and Windows already have the required files. */
function missingForKerberos() {
  const isThere = process.platform !== "linux" || existsSync("/usr/include/gssapi/gssapi.h");
  return isThere ? undefined : "the headers of GSSAPI (libkrb5-dev on Debian)";
}
