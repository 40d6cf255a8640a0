import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { apiThemes, guideGroups } from "./sidebar.mjs";
import { linkTypes } from "./link-types.mjs";

// The copy of docs/ that build-site.mjs makes. This file is in the folder .vitepress of the copy.
const source = join(dirname(fileURLToPath(import.meta.url)), "..");
const core = "configmgr-sdk";
const base = process.env.DOCS_BASE ?? "/";

export default defineConfig({
  title: "configmgr-sdk",
  description: "Refresh ConfigMgr (SCCM, MECM) packages from TypeScript, and learn what really happened.",
  base,
  lang: "en",
  cleanUrls: false,
  metaChunk: true,
  // An empty icon. Without this line, a browser requests /favicon.ico, which does not exist.
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    anchor: { slugify: githubSlug },
    codeTransformers: [linkTypes(join(source, "api"), base)],
  },
  themeConfig: {
    outline: [2, 3],
    search: { provider: "local" },
    nav: [
      { text: "Guides", link: "/guides" },
      { text: "API", link: "/api/" },
      { text: "Changelog", link: "/changelog" },
    ],
    sidebar: { "/api/": apiSidebar(), "/": guideSidebar() },
    docFooter: { prev: false, next: false },
  },
});

/** Writes anchors as GitHub writes them, so that a link works in the repository, in the package and on the site. */
function githubSlug(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\-_ ]/gu, "")
    .replaceAll(" ", "-");
}

function guideSidebar() {
  return guideGroups.map(({ text, pages }) => ({
    text,
    items: pages.map((page) => ({ text: headingOf(join(source, `${page}.md`)), link: `/${page}` })),
  }));
}

function headingOf(file) {
  return /^# (.+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? file;
}

function apiSidebar() {
  const pages = ["functions", "classes"].flatMap((kind) => namesIn(join(core, kind)));
  const classes = pages.map(nameOf).filter((name) => name.startsWith("SMS_"));
  const themes = { ...apiThemes, "Package classes": [...apiThemes["Package classes"], ...classes] };
  const listed = Object.values(themes).flat();
  const forgotten = pages.map(nameOf).filter((name) => !listed.includes(name));
  if (forgotten.length > 0) throw new Error(`in no theme of sidebar.mjs: ${forgotten.join(", ")}`);

  const group = (text, folders) => ({ text, collapsed: true, items: folders.flatMap(items) });
  const kinds = ["functions", "classes", "interfaces", "type-aliases", "variables"];
  return [
    ...Object.entries(themes).map(([text, names]) => ({ text, items: names.map((name) => linkTo(name, pages)) })),
    ...["sequence", "simulator", "msw"].map((entry) =>
      group(
        `${core}/${entry}`,
        kinds.map((kind) => join(core, entry, kind)),
      ),
    ),
    group(
      "Types",
      ["interfaces", "type-aliases", "variables"].map((kind) => join(core, kind)),
    ),
  ];
}

function linkTo(name, pages) {
  const page = pages.find((each) => nameOf(each) === name);
  if (page === undefined) throw new Error(`sidebar.mjs lists ${name}, which is not exported`);
  return { text: name, link: `/api/${page}` };
}

function items(folder) {
  return namesIn(folder).map((page) => ({ text: nameOf(page), link: `/api/${page}` }));
}

function namesIn(folder) {
  try {
    return readdirSync(join(source, "api", folder))
      .map((file) => `${folder}/${file.replace(/\.md$/, "")}`)
      .sort();
  } catch {
    return [];
  }
}

function nameOf(page) {
  return page.slice(page.lastIndexOf("/") + 1);
}
