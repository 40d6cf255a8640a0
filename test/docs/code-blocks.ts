import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A ts code block of the README, a guide or a doc comment. */
export interface CodeBlock {
  /** File and line of the block. */
  readonly where: string;
  readonly code: string;
  /** `false` if the block starts with `ts no-run`: it needs something that a test does not have. */
  readonly runs: boolean;
}

/** Returns every ts code block of the README, the guides and the doc comments. */
export function codeBlocks(): CodeBlock[] {
  return ["README.md", "CONTRIBUTING.md", ...list("docs"), ...list("src")].flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8");
    // In a doc comment each line begins with an asterisk.
    const bare = page.endsWith(".ts") ? text.replace(/^ *\* ?/gm, "") : text;
    return [...bare.matchAll(/^```ts( no-run)?\n([^]*?)^```$/gm)].map((match) => ({
      where: `${page}:${bare.slice(0, match.index).split("\n").length}`,
      code: match[2] ?? "",
      runs: match[1] === undefined,
    }));
  });
}

function list(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((page) => /\.(ts|md)$/.test(page) && !page.endsWith(".api.md"))
    .map((page) => `${folder}/${page}`);
}
