import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./code-blocks.js";

const guides = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...guides.map((file) => `docs/${file}`)];

describe("the guides", () => {
  it("are all on the page that lists them, and in the site", () => {
    const list = readFileSync(join(root, "docs/README.md"), "utf8");
    const site = readFileSync(join(root, "typedoc.json"), "utf8");
    const others = guides.filter((file) => file !== "README.md");
    expect(others.filter((file) => !list.includes(`(./${file})`))).toEqual([]);
    expect(others.filter((file) => !site.includes(`"docs/${file}"`))).toEqual([]);
  });

  it.each(pages)("%s links to files and headings that are there", (page) => {
    const broken = linksOf(page).filter(({ file, heading }) => {
      if (!existsSync(file)) return true;
      return heading !== undefined && !headingsOf(file).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it("say nothing of the machine that they were written on", () => {
    const telling = pages.filter((page) => /\/(?:work|root|home)\/[a-z]/.test(readFileSync(join(root, page), "utf8")));
    expect(telling).toEqual([]);
  });
});

function linksOf(page: string): { readonly file: string; readonly heading: string | undefined }[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^```[^]*?^```$/gm, "");
  return [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = "", heading]) => ({
    file: path === "" ? join(root, page) : join(root, dirname(page), path),
    heading,
  }));
}

/** Headings as they stand in addresses. */
function headingsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
