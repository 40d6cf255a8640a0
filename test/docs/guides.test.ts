import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./code-blocks.js";

const guides = pagesIn("docs");
const contributing = pagesIn("docs/contributing");
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...guides, ...contributing];

describe("the guides", () => {
  it("docs/README.md links to every guide, and CONTRIBUTING.md to every page for contributors", () => {
    expect(guides.filter((page) => page !== "docs/README.md" && !linksTo("docs/README.md", page))).toEqual([]);
    expect(contributing.filter((page) => !linksTo("CONTRIBUTING.md", page))).toEqual([]);
  });

  it("the sidebar of the documentation site links to every page", () => {
    const sidebar = readFileSync(join(root, "docs/.vitepress/sidebar.mjs"), "utf8");
    const onSite = (page: string) => (page === "docs/README.md" ? "guides" : page.replace(/^docs\/|\.md$/g, ""));
    expect([...guides, ...contributing].filter((page) => !sidebar.includes(`"${onSite(page)}"`))).toEqual([]);
  });

  it.each(pages)("every link in %s leads to an existing file and heading", (page) => {
    const broken = linksOf(page).filter(({ file, heading }) => {
      if (!existsSync(file)) return true;
      return heading !== undefined && !headingsOf(file).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it("no page contains a path of the computer on which it was written", () => {
    const telling = pages.filter((page) => /\/(?:work|root|home)\/[a-z]/.test(readFileSync(join(root, page), "utf8")));
    expect(telling).toEqual([]);
  });
});

function pagesIn(folder: string): string[] {
  const files = readdirSync(join(root, folder));
  return files.filter((file) => file.endsWith(".md")).map((file) => `${folder}/${file}`);
}

function linksTo(page: string, other: string): boolean {
  return linksOf(page).some(({ file }) => file === join(root, other));
}

function linksOf(page: string): { readonly file: string; readonly heading: string | undefined }[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^```[^]*?^```$/gm, "");
  return [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = "", heading]) => ({
    file: path === "" ? join(root, page) : join(root, dirname(page), path),
    heading,
  }));
}

/** Returns the headings of a page in the form that a URL has after "#". */
function headingsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
