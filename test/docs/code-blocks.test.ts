import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Editor } from "../hover/language-service.js";
import { runBlocks, type BlockReport } from "./block-files.js";
import { codeBlocks, root, type CodeBlock } from "./code-blocks.js";

/** Compiles the code blocks as files of a project that has this package installed. Returns the compiler's errors. */
function compile(blocks: readonly CodeBlock[]): string[] {
  const files = blocks.map(({ where, code }, index) => ({ where, file: `block-${index}.ts`, code }));
  const editor = new Editor(Object.fromEntries(files.map(({ file, code }) => [file, `${code}\nexport {};\n`])));
  return files.flatMap(({ where, file }) => editor.errors(file).map((error) => `${where}: ${error}`));
}

describe("the code in README, guides and doc comments", () => {
  const blocks = codeBlocks();

  it("the test finds code blocks in README, in the guides and in doc comments", () => {
    expect(blocks.some(({ where }) => where.startsWith("README.md"))).toBe(true);
    expect(blocks.some(({ where }) => where.startsWith("docs/"))).toBe(true);
    expect(blocks.some(({ where }) => where.startsWith("src/operations"))).toBe(true);
  });

  it("every code block in README, the guides and doc comments compiles", { timeout: 60_000 }, () => {
    expect(compile(blocks)).toEqual([]);
  });

  describe("code blocks on a simulated site", { timeout: 240_000 }, () => {
    let reports: readonly BlockReport[] = [];
    beforeAll(async () => {
      reports = await runBlocks(blocks.filter(({ runs }) => runs));
    }, 240_000);

    it("every code block in README, the guides and doc comments runs without an exception", () => {
      expect(reports.flatMap(({ where, errors }) => errors.map((error) => `${where}: ${error}`))).toEqual([]);
    });

    it("the test calls every function that a guide exports", () => {
      // If this fails, add a value for the new parameter name to run-blocks.ts, or start a block that cannot run with "ts no-run".
      const guides = reports.filter(({ where }) => !where.startsWith("src/"));
      expect(guides.filter(({ uncalled }) => uncalled.length > 0)).toEqual([]);
      expect(guides.some(({ called }) => called.length > 0)).toBe(true);
    });

    it("no function of a guide refreshes a package twice", () => {
      const repeated = reports.flatMap(({ where, called }) =>
        called.flatMap(({ name, calls }) => {
          const refreshes = calls.filter((call) => call.startsWith("RefreshPkgSource"));
          return new Set(refreshes).size < refreshes.length ? [`${where}: ${name}`] : [];
        }),
      );
      expect(repeated).toEqual([]);
    });

    it.each([
      {
        page: "README.md",
        name: "refreshEverywhere",
        calls: ["RefreshPkgSource P0100012"],
        returned: "version 2 is on every distribution point",
      },
      {
        page: "README.md",
        name: "takeOver",
        calls: ["SetSourceSite P0100012", "RefreshPkgSource P0100012"],
        returned: "P0100012 belongs to P02, and its refresh is queued there",
      },
      {
        page: "docs/getting-started-composing.md",
        name: "takeOver",
        calls: ["SetSourceSite P0100012", "RefreshPkgSource P0100012"],
        returned: "accepted",
      },
      {
        page: "docs/getting-started-tool.md",
        name: "refreshByID",
        calls: ["RefreshPkgSource P0100012"],
        returned: "7-Zip: accepted",
      },
      {
        page: "docs/getting-started-tool.md",
        name: "refreshEverywhere",
        calls: ["RefreshPkgSource P0100012"],
        returned: "version 2 is on every distribution point",
      },
      {
        page: "docs/what-a-refresh-costs.md",
        name: "preview",
        calls: [],
        returned: "10240 KB to 2 distribution points",
      },
    ])(
      "the function $name in $page makes the site run the methods $calls and returns $returned",
      ({ page, name, ...expected }) => {
        const called = reports.filter(({ where }) => where.startsWith(page)).flatMap((report) => report.called);
        expect(called.find((each) => each.name === name)).toMatchObject(expected);
      },
    );
  });

  it("a code block below a comment with the path of an example file is equal to that file", () => {
    for (const page of ["docs/writing-a-transport.md"]) {
      const text = readFileSync(join(root, page), "utf8");
      const shown = [...text.matchAll(/^<!-- (examples\/\S+) -->\n\n```ts[^\n]*\n([^]*?)^```$/gm)];
      expect(shown.length).toBeGreaterThan(0);
      for (const [, file = "", code] of shown) expect(code).toBe(readFileSync(join(root, file), "utf8"));
    }
  });
});
