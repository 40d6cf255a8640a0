import { existsSync, readdirSync, readFileSync } from "node:fs";
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
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined ? "The package holds no licence text." : readFileSync(join(folder, file), "utf8").trim();
  return `${name ?? dirname(folder)} ${version ?? ""} (${license ?? "no licence named"})\n\n${text}\n`;
}

const sequence = existsSync("src/sequence/index.ts") ? { sequence: "src/sequence/index.ts" } : {};

export default defineConfig({
  entry: { index: "src/index.ts", simulator: "src/simulator/index.ts", msw: "src/msw/index.ts", ...sequence },
  format: ["esm", "cjs"],
  dts: true,
  target: "node20",
  platform: "node",
  splitting: false,
  clean: true,
  external: ["kerberos", "msw"],
  esbuildPlugins: [notices],
});
