// Changes to pages of the repository for the documentation site.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Pages that are outside docs/ or have a name with another meaning on a website, with their names on the site. */
export const renamed = {
  "docs/README.md": "guides.md",
  "CONTRIBUTING.md": "contributing.md",
  "SECURITY.md": "security.md",
  "CHANGELOG.md": "changelog.md",
};

/** Changes links between files of the repository to links between pages of the site. */
export function relink(text, folder) {
  return text.replace(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (link, path, anchor = "") => {
    const target = new URL(path, `file:///${folder}`).pathname.slice(1);
    if (target in renamed) return `](/${renamed[target]}${anchor})`;
    return target.startsWith("docs/") ? `](/${target.slice("docs/".length)}${anchor})` : link;
  });
}

/**
 * Changes the order on the page of a function that has a safe overload and one that requires an acknowledgement: the safe
 * overload comes first, the other one is in a red box.
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
 * Puts diagrams into the text of the page instead of separate files, so that they use the light or dark colors of the page.
 * The style inside a diagram is only for GitHub and npm.
 */
export function inlineDiagrams(text, folder) {
  return text.replace(/!\[[^\]]*\]\((?:\.\/)?(diagrams\/[\w-]+\.svg)\)/g, (_, path) => {
    const svg = readFileSync(join(folder, path), "utf8").replace(/<style>[^]*?<\/style>/, "");
    // An empty line would end the block of HTML in Markdown, so the line ends are removed.
    return svg.replace("<svg ", '<svg class="diagram" ').replace(/\n\s*/g, "");
  });
}
