import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { runBlocks } from "./block-files.js";
import { codeBlocks, root, type CodeBlock } from "./code-blocks.js";

/** Compiles the blocks as files of a project that has this package installed; gives what the compiler says. */
function compile(blocks: readonly CodeBlock[]): string[] {
  const files = new Map(
    blocks.map(({ code }, index) => [join(root, "test/docs", `block-${index}.ts`), `${code}\nexport {};\n`]),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  // The project's own settings, which map the package's name to its source.
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noUnusedLocals: false }, root);
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => files.has(file) || disk.fileExists(file);
  host.readFile = (file) => files.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, languageVersion) => {
    const code = files.get(file);
    return code === undefined
      ? disk.getSourceFile(file, languageVersion)
      : ts.createSourceFile(file, code, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const names = [...files.keys()];
  return names.flatMap((file, index) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
      return `${blocks[index]?.where ?? relative(root, file)}: ${text}`;
    });
  });
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
