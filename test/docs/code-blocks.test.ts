import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Editor } from "../hover/language-service.js";
import { runBlocks } from "./block-files.js";
import { codeBlocks, root, type CodeBlock } from "./code-blocks.js";

/** The compiler's errors in the blocks, as files of a project that has this package installed. */
function compile(blocks: readonly CodeBlock[]): string[] {
  const files = blocks.map(({ where, code }, index) => ({ where, file: `block-${index}.ts`, code }));
  const editor = new Editor(Object.fromEntries(files.map(({ file, code }) => [file, `${code}\nexport {};\n`])));
  return files.flatMap(({ where, file }) => editor.errors(file).map((error) => `${where}: ${error}`));
}

describe("the code in README, guides and doc comments", () => {
  const blocks = codeBlocks();

  it("is found", () => {
    expect(blocks.some(({ where }) => where.startsWith("README.md"))).toBe(true);
    expect(blocks.some(({ where }) => where.startsWith("docs/"))).toBe(true);
    expect(blocks.some(({ where }) => where.startsWith("src/operations"))).toBe(true);
  });

  it("compiles", { timeout: 60_000 }, () => {
    expect(compile(blocks)).toEqual([]);
  });

  it("runs against a simulated site", { timeout: 120_000 }, async () => {
    const reports = await runBlocks(blocks.filter(({ runs }) => runs));
    expect(reports.flatMap(({ where, errors }) => errors.map((error) => `${where}: ${error}`))).toEqual([]);
    // In the guides, nothing is left out silently: who adds a parameter gives the runner a value for it, or says no-run.
    const guides = reports.filter(({ where }) => !where.startsWith("src/"));
    expect(guides.filter(({ uncalled }) => uncalled.length > 0)).toEqual([]);
    expect(reports.flatMap(({ called }) => called).length).toBeGreaterThan(20);
  });

  it("shows the files that it says it shows", () => {
    for (const page of ["docs/writing-a-transport.md"]) {
      const text = readFileSync(join(root, page), "utf8");
      const shown = [...text.matchAll(/^<!-- (examples\/\S+) -->\n\n```ts[^\n]*\n([^]*?)^```$/gm)];
      expect(shown.length).toBeGreaterThan(0);
      for (const [, file = "", code] of shown) expect(code).toBe(readFileSync(join(root, file), "utf8"));
    }
  });
});
