// The projects of strangers: what they install, what they hold, and what is tried in them.
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, URL } from "node:url";

const programs = fileURLToPath(new URL("programs/", import.meta.url));

/** @param nodes - paths of the Node binaries, by major version */
export function projects({ manifest, entries, nodes }) {
  const { msw, typescript, "@types/node": nodeTypes } = manifest.devDependencies;
  const withoutMsw = entries.filter((entry) => !entry.endsWith("/msw"));
  const { 20: node20, ...laterNodes } = nodes;
  const typings = [`typescript@${typescript}`, `@types/node@${nodeTypes}`];
  return [
    { ...running(withoutMsw, nodes), name: "no peers", install: [] },
    { ...running([...entries, "msw/node"], nodes), name: "msw 2", install: [`msw@${msw}`] },
    { ...running([...entries, "msw/node"], laterNodes), name: "msw 3", install: ["msw@3.0.5"] },
    // The declarations of msw itself want those of a browser, and do not compile as node16 takes them (TS1479).
    {
      ...compiling(entries, ["dom"], node20, ["node16, skipLibCheck false"]),
      name: "types, msw 2",
      install: [...typings, `msw@${msw}`],
    },
    { ...compiling(withoutMsw, [], node20), name: "types, no peers", install: typings },
    { ...bundling(withoutMsw, nodes), name: "esbuild", install: ["esbuild@0.28.2"] },
  ];
}

/** Runs what a consumer does on each Node, the modules being imported and required. */
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

/** Compiles typed programs with each way of finding modules, library declarations looked at (`skipLibCheck` false) or not. */
function compiling(modules, lib, node, leftOut = []) {
  const ways = [
    { name: "nodenext", module: "nodenext", moduleResolution: "nodenext" },
    { name: "node16", module: "node16", moduleResolution: "node16" },
    { name: "bundler", module: "esnext", moduleResolution: "bundler" },
  ];
  const settings = ways.flatMap((way) => [false, true].map((skipLibCheck) => ({ ...way, skipLibCheck })));
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
        join(folder, `${name}-${skipLibCheck}.json`),
        JSON.stringify({ compilerOptions, include: ["*.mts", "*.cts"] }),
      );
    }
  };
  const tries = settings.map(({ name, skipLibCheck }) => ({
    name: `${name}, skipLibCheck ${skipLibCheck}`,
    command: [node, "node_modules/typescript/bin/tsc", "-p", `${name}-${skipLibCheck}.json`],
  }));
  return { files, tries: tries.filter(({ name }) => !leftOut.includes(name)) };
}

/** Makes one file of the consumer and everything beneath it, and runs that. */
function bundling(modules, nodes) {
  const files = async (folder) => {
    await start(folder);
    await copyFile(join(programs, "main.mjs"), join(folder, "main.mjs"));
    await writeFile(join(folder, "esm.mjs"), imports(modules));
  };
  const bundle = ["node_modules/esbuild/bin/esbuild", "esm.mjs", "--bundle", "--platform=node", "--target=node20"];
  // An optional peer is loaded by name when it is asked for; whoever bundles leaves it outside.
  const outside = "--external:kerberos";
  const formats = {
    "bundled.mjs": [
      "--format=esm",
      // The usual way to let CommonJS packages such as axios ask for Node's own modules in an ESM bundle.
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
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
}
