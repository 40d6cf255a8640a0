import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { apiThemes, guideGroups } from "./sidebar.mjs";
import { linkTypes } from "./link-types.mjs";

// The staged copy of docs/, made by build-site.mjs; this file is in its folder .vitepress.
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

/** Anchors as GitHub writes them, so that a link works in the repository, in the package and on the site. */
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
  const link = (name) => {
    const page = pages.find((each) => nameOf(each) === name);
    if (page === undefined) throw new Error(`sidebar.mjs lists ${name}, which is not exported`);
    return { text: name, link: `/api/${page}` };
  };
  const themes = Object.entries(apiThemes).map(([text, names]) => ({ text, collapsed: false, items: names.map(link) }));
  const listed = new Set(Object.values(apiThemes).flat());
  const classes = namesIn(`${core}/classes`).map(nameOf);
  themes
    .find(({ text }) => text === "Package classes")
    .items.push(...classes.filter((n) => n.startsWith("SMS_")).map(link));
  themes
    .find(({ text }) => text === "Transport")
    .items.push(...classes.filter((n) => n.endsWith("Transport")).map(link));
  const entries = ["sequence", "simulator", "msw"].map((entry) => ({
    text: `configmgr-sdk/${entry}`,
    collapsed: true,
    items: ["functions", "classes", "interfaces", "type-aliases", "variables"].flatMap((kind) =>
      items(join(core, entry, kind)),
    ),
  }));
  const types = {
    text: "Types",
    collapsed: true,
    items: ["interfaces", "type-aliases", "variables"].flatMap((kind) => items(join(core, kind))),
  };
  const shown = new Set(themes.flatMap(({ items: all }) => all.map(({ text }) => text)));
  const rest = pages.filter((page) => !shown.has(nameOf(page)) && !listed.has(nameOf(page)));
  return [
    ...themes,
    ...(rest.length === 0 ? [] : [{ text: "More", collapsed: false, items: rest.map(nameOf).map(link) }]),
    ...entries,
    types,
  ];
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
