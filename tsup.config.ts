import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { defineConfig, type Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Packages that were found in a bundle, by the folder that they are in. */
const bundled = new Set<string>();

/**
 * Whoever imports the core installs axios and zod and nothing else; what a single entry needs besides is bundled into
 * that entry, and its licence goes along.
 */
const notices: Plugin = {
  name: "notices",
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(async ({ metafile }) => {
      for (const input of Object.keys(metafile?.inputs ?? {})) {
        const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
        if (folder !== undefined) bundled.add(folder);
      }
      const texts = [...bundled].sort().map(notice);
      await mkdir("dist", { recursive: true });
      await writeFile("dist/THIRD-PARTY-NOTICES.txt", texts.join(`\n\n${"-".repeat(80)}\n\n`));
    });
  },
};

function notice(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? textOf(license, author) : readFileSync(join(folder, file), "utf8").trim();
  return `${name ?? dirname(folder)} ${version ?? ""} (${license ?? "no licence named"})\n\n${text}\n`;
}

/** For a package that names its licence and leaves the text out. */
function textOf(license: string | undefined, author: string | undefined): string {
  if (license !== "ISC")
    throw new Error(`a bundled package holds no licence text, and ${license ?? "none"} is not known`);
  return `Copyright (c) ${author ?? "the authors"}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`;
}

const common = {
  target: "node20",
  platform: "node",
  external: ["kerberos", "msw"],
  esbuildPlugins: [notices],
} satisfies Options;

const simulator = "src/simulator/index.ts";

export default defineConfig([
  {
    ...common,
    entry: { index: "src/index.ts", sequence: "src/sequence/index.ts", msw: "src/msw/index.ts" },
    format: ["esm", "cjs"],
    splitting: false,
    dts: true,
  },
  {
    ...common,
    entry: { simulator, "configmgr-simulator": "src/simulator/cli.ts", configmgr: "src/cli/main.ts" },
    // The command imports the package by its name, as every other user does.
    external: [...common.external, /^configmgr-sdk/],
    format: "esm",
    splitting: true,
    dts: { entry: { simulator } },
    // The package that makes certificates is CommonJS and asks for Node's own modules with require().
    banner: { js: "const require = (name) => process.getBuiltinModule(name);" },
  },
  { ...common, entry: { simulator }, format: "cjs", dts: { entry: { simulator } } },
]);
