// What the site changes in a page on its way from the repository.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Pages that lie outside docs/ or whose name means something else on a site, and their names on the site. */
export const renamed = {
  "docs/README.md": "guides.md",
  "CONTRIBUTING.md": "contributing.md",
  "SECURITY.md": "security.md",
  "CHANGELOG.md": "changelog.md",
};

/** Links of a page in the repository, as links between pages of the site. */
export function relink(text, folder) {
  return text.replace(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (link, path, anchor = "") => {
    const target = new URL(path, `file:///${folder}`).pathname.slice(1);
    if (target in renamed) return `](/${renamed[target]}${anchor})`;
    return target.startsWith("docs/") ? `](/${target.slice("docs/".length)}${anchor})` : link;
  });
}

/**
 * The page of a function whose last overload is the safe one: that overload comes first, and the one that needs an
 * acknowledgement stands in a red box.
 */
export function safeOverloadFirst(text) {
  const [head, ...signatures] = text.split(/^## Call Signature$/m);
  const dangerous = signatures.filter((each) => each.includes("[`Acknowledged"));
  if (dangerous.length === 0 || dangerous.length === signatures.length) return text;
  const safe = signatures.filter((each) => !dangerous.includes(each));
  const boxes = dangerous.map((each) => `::: danger With the task sequence acknowledgement\n${each.trim()}\n:::`);
  return [head.trim(), ...safe.map((each) => `## Call Signature\n\n${each.trim()}`), ...boxes].join("\n\n");
}

/**
 * Pictures in the text of the page instead of files, so that they follow the page's light and dark colours. Their own style
 * is for GitHub and for npm.
 */
export function inlineDiagrams(text, folder) {
  return text.replace(/!\[[^\]]*\]\((?:\.\/)?(diagrams\/[\w-]+\.svg)\)/g, (_, path) => {
    const svg = readFileSync(join(folder, path), "utf8").replace(/<style>[^]*?<\/style>/, "");
    // Markdown ends a block of HTML at an empty line.
    return svg.replace("<svg ", '<svg class="diagram" ').replace(/\n\s*/g, "");
  });
}
