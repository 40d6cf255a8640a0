/**
 * Builds the documentation site into reports/docs: `npm run docs`. TypeDoc writes the API as Markdown beside a copy of the
 * guides, and VitePress makes the pages. The build and the pages load nothing from other servers.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";
import { build } from "vitepress";
import { inlineDiagrams, relink, renamed, safeOverloadFirst } from "./.vitepress/pages.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const staging = join(root, "reports/site");

rmSync(staging, { recursive: true, force: true });
copyPages();
await writeApi();
await build(staging, { outDir: join(root, "reports/docs") });

function copyPages() {
  mkdirSync(staging, { recursive: true });
  for (const folder of [".vitepress", "diagrams"])
    cpSync(join(root, "docs", folder), join(staging, folder), { recursive: true });
  const guides = markdownIn("docs").filter((page) => !/^docs\/(api|\.vitepress)\//.test(page));
  writeFileSync(
    join(staging, "index.md"),
    pageOf(readFileSync(join(root, "docs/.vitepress/home.md"), "utf8"), "docs/index.md"),
  );
  for (const page of new Set([...guides, ...Object.keys(renamed)])) {
    const to = join(staging, renamed[page] ?? page.slice("docs/".length));
    mkdirSync(dirname(to), { recursive: true });
    const text = readFileSync(join(root, page), "utf8");
    writeFileSync(to, pageOf(text, page));
  }
}

function pageOf(text, page) {
  return relink(inlineDiagrams(text, join(root, "docs")), page);
}

async function writeApi() {
  const app = await Application.bootstrapWithPlugins({ options: join(root, "typedoc.json") });
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the sources");
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error("TypeDoc has errors or warnings, see above");
  await app.generateOutputs(project);
  for (const page of markdownIn("reports/site/api/configmgr-sdk/functions")) {
    writeFileSync(join(root, page), safeOverloadFirst(readFileSync(join(root, page), "utf8")));
  }
}

function markdownIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file}`);
}
